import { checkFeature } from './checks.ts';

checkFeature('follow_or_friend', {
  shows: [
    { says: 'a control at a member’s page', html: "<main><h1>Anna K.</h1><button type='button'>Follow</button></main>", url: 'https://crowd.example/members/anna', mode: 'afforded' },
    { says: 'a link beside a name', html: "<main><ul><li><a href='/users/7/bo'>Bo</a> <a href='/users/7/bo/friend/add'>Add friend</a></li></ul></main>", url: 'https://crowd.example/members', mode: 'afforded' },
  ],
  decoys: [
    { says: 'following the operator', html: "<footer><a href='https://twitter.com/crowd'>Follow us on Twitter</a> <a href='https://facebook.com/crowd'>Follow</a></footer>", url: 'https://crowd.example/members/anna' },
    { says: 'following a project', html: "<main><p>by <a href='/members/anna'>Anna</a></p><a href='/projects/3/follow'>Follow this project</a></main>", url: 'https://crowd.example/projects/3' },
  ],
});
