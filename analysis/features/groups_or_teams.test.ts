import { checkFeature } from './checks.ts';

checkFeature('groups_or_teams', {
  shows: [
    { says: 'groups in the navigation', html: "<nav><a href='/groups'>Groups</a></nav>", mode: 'afforded' },
    { says: 'entering as a team', html: "<main><form action='/enter'><label for='t'>Team name</label><input id='t' name='team'><button>Create team</button></form></main>", url: 'https://crowd.example/challenges/9', mode: 'afforded' },
  ],
  decoys: [
    { says: 'the team behind the site', html: "<footer><a href='/about/team'>Our team</a></footer>" },
  ],
});
