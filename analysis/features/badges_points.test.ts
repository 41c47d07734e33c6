import { checkFeature } from './checks.ts';

checkFeature('badges_points', {
  shows: [
    { says: 'points in a card', html: "<main><div class='post'><a href='/members/anna'>Anna</a> <span>Reputation: 120</span></div></main>", url: 'https://crowd.example/forum/thread/17', mode: 'performed' },
    { says: 'a badge by its mark', html: "<main><div class='profile'><span class='user-rank'>Gold tester</span></div></main>", url: 'https://crowd.example/members/anna', mode: 'performed' },
  ],
  decoys: [
    { says: 'a notification counter', html: "<nav><span class='badge'>3</span></nav>" },
    { says: 'post counts', html: "<main><div class='post'><span>Posts: 12</span></div></main>", url: 'https://crowd.example/forum/thread/17' },
  ],
});
