import { checkFeature } from './checks.ts';

checkFeature('tag_cloud_or_leaderboard', {
  shows: [
    { says: 'a ranking of members', html: "<aside><h3>Top contributors</h3><ol><li><a href='/members/anna'>Anna</a> 120</li></ol></aside>", mode: 'performed' },
    { says: 'a cloud by its sizes', html: "<aside><div><a style='font-size:10px' href='/t/a'>a</a><a style='font-size:14px' href='/t/b'>b</a><a style='font-size:18px' href='/t/c'>c</a><a style='font-size:10px' href='/t/d'>d</a><a style='font-size:14px' href='/t/e'>e</a></div></aside>", mode: 'performed' },
  ],
  decoys: [
    { says: 'most read news', html: '<aside><h3>Most read stories</h3><ol><li>We grow</li></ol></aside>' },
  ],
});
