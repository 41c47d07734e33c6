import { checkFeature } from './checks.ts';

checkFeature('badges_points', {
  shows: [
    { says: 'points in a card', html: "<main><div class='post'><a href='/members/anna'>Anna</a> <span>Reputation: 120</span></div></main>", url: 'https://crowd.example/forum/thread/17', mode: 'performed' },
    { says: 'a badge by its mark', html: "<main><div class='profile'><span class='user-rank'>Gold tester</span></div></main>", url: 'https://crowd.example/members/anna', mode: 'performed' },
    { says: 'a column of points beside members', html: "<main><table><tr><th>Member</th><th>Points</th></tr><tr><td><a href='/members/anna'>Anna</a></td><td>310</td></tr><tr><td><a href='/members/bo'>Bo</a></td><td>290</td></tr><tr><td><a href='/members/cy'>Cy</a></td><td>12</td></tr></table></main>", url: 'https://crowd.example/community', mode: 'performed' },
  ],
  decoys: [
    { says: 'a notification counter', html: "<nav><span class='badge'>3</span></nav>" },
    { says: 'post counts', html: "<main><div class='post'><span>Posts: 12</span></div></main>", url: 'https://crowd.example/forum/thread/17' },
    { says: 'points of the thing', html: "<main><div><span class='score'>29 points</span> by <a href='/members/anna'>Anna</a></div></main>", url: 'https://crowd.example/newest' },
    { says: 'a customer card', html: "<main><div class='payback-points'>48 points</div></main>", url: 'https://crowd.example/products/9-ladder' },
  ],
});
