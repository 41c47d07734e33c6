import { checkFeature } from './checks.ts';

checkFeature('groups_or_teams', {
  shows: [
    { says: 'groups in the navigation', html: "<nav><a href='/groups'>Groups</a></nav>", mode: 'afforded' },
    { says: 'entering as a team', html: "<main><form action='/enter'><label for='t'>Team name</label><input id='t' name='team'><button>Create team</button></form></main>", url: 'https://crowd.example/challenges/9', mode: 'afforded' },
    { says: 'joining beside the number of members', html: "<main><aside><h3>Gardeners</h3><p>36.8k members</p><button>Join</button></aside></main>", mode: 'afforded' },
    { says: 'founding a group', html: "<footer><a href='/create/'>Start a Meetup Group</a></footer>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'the team behind the site', html: "<footer><a href='/about/team'>Our team</a></footer>" },
    { says: 'groups that travel', html: "<nav><a href='/groups'>Groups</a><a href='/meetings'>Meetings</a><a href='/hotels'>Hotels</a></nav>" },
    { says: 'clubs to dance in', html: "<main><p><a href='/bars'>Bars</a>, <a href='/clubs'>Clubs</a>, <a href='/restaurants'>Restaurants</a></p></main>" },
  ],
});
