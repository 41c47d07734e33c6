import { checkFeature } from './checks.ts';

checkFeature('activity_feed', {
  shows: [
    { says: 'a link to the newest posts', html: "<nav><a href='/search.php?do=getnew'>New posts</a></nav>", mode: 'afforded' },
    { says: 'what members did', html: "<main><ul><li><a href='/members/anna'>Anna</a> joined the community</li><li><a href='/members/bo'>Bo</a> voted for an idea</li></ul></main>", mode: 'performed' },
  ],
  decoys: [
    { says: 'a list of news', html: "<main><h2>Latest news</h2><ul><li><a href='/news/1'>We grow</a></li></ul></main>" },
  ],
});
