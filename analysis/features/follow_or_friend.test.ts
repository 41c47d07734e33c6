import { checkFeature } from './checks.ts';

checkFeature('follow_or_friend', {
  shows: [
    { says: 'a control at a member’s page', html: "<main><h1>Anna K.</h1><button type='button'>Follow</button></main>", url: 'https://crowd.example/members/anna', mode: 'afforded' },
    { says: 'a link beside a name', html: "<main><ul><li><a href='/users/7/bo'>Bo</a> <a href='/users/7/bo/friend/add'>Add friend</a></li></ul></main>", url: 'https://crowd.example/members', mode: 'afforded' },
    { says: 'a button that software marks as one for a person', html: "<main><div class='card'><b>Anna</b><button class='user-actions-follow-button btn'>Follow <i>Following</i></button></div></main>", mode: 'afforded' },
    { says: 'how many follow, at a member’s page', html: "<main><h1>Anna</h1><a href='/people/anna/contacts'>209 following</a></main>", url: 'https://crowd.example/people/anna/', mode: 'performed' },
  ],
  decoys: [
    { says: 'following the operator', html: "<footer><a href='https://twitter.com/crowd'>Follow us on Twitter</a> <a href='https://facebook.com/crowd'>Follow</a></footer>", url: 'https://crowd.example/members/anna' },
    { says: 'following a project', html: "<main><p>by <a href='/members/anna'>Anna</a></p><a href='/projects/3/follow'>Follow this project</a></main>", url: 'https://crowd.example/projects/3' },
    { says: 'friends of a museum', html: "<nav><a href='/friends'>Friends</a><a href='/visit'>Visit</a></nav>" },
    { says: 'telling a friend', html: "<main><a href='/members/anna'>Anna</a><a href='/tell-a-friend'>Friends</a></main>" },
  ],
});
