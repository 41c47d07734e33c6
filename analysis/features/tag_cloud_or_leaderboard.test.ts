import { checkFeature } from './checks.ts';

checkFeature('tag_cloud_or_leaderboard', {
  shows: [
    { says: 'a ranking of members', html: "<aside><h3>Top contributors</h3><ol><li><a href='/members/anna'>Anna</a> 120</li></ol></aside>", mode: 'performed' },
    { says: 'a cloud by its sizes', html: "<aside><div><a style='font-size:10px' href='/t/a'>a</a><a style='font-size:14px' href='/t/b'>b</a><a style='font-size:18px' href='/t/c'>c</a><a style='font-size:10px' href='/t/d'>d</a><a style='font-size:14px' href='/t/e'>e</a></div></aside>", mode: 'performed' },
    { says: 'a column of ranks beside members', html: "<main><table><tr><th>Rank</th><th>Member</th></tr><tr><td>1</td><td><a href='/members/anna'>Anna</a></td></tr><tr><td>2</td><td><a href='/members/bo'>Bo</a></td></tr><tr><td>3</td><td><a href='/members/cy'>Cy</a></td></tr></table></main>", mode: 'performed' },
    { says: 'a cloud by its grades', html: "<aside><p><a class='size3' href='/k/a'>oak</a><a class='size1' href='/k/b'>elm</a><a class='size2' href='/k/c'>ash</a><a class='size1' href='/k/d'>fir</a><a class='size3' href='/k/e'>yew</a><a class='size2' href='/k/f'>box</a></p></aside>", mode: 'performed' },
    { says: 'in another language', html: "<nav><a href='/rangliste'>Aktivste Mitglieder</a></nav>", mode: 'performed' },
  ],
  decoys: [
    { says: 'most read news', html: '<aside><h3>Most read stories</h3><ol><li>We grow</li></ol></aside>' },
    { says: 'a league of sports', html: "<aside><h2>Standings</h2><p>Oakland 12, Elmira 9</p></aside>" },
    { says: 'the staff of a forum', html: "<main><a href='/forum/showgroups.php'>View forum leaders</a></main>" },
  ],
});
