import { checkFeature } from './checks.ts';

checkFeature('activity_feed', {
  shows: [
    { says: 'a link to the newest posts', html: "<nav><a href='/search.php?do=getnew'>New posts</a></nav>", mode: 'afforded' },
    { says: 'what members did', html: "<main><ul><li><a href='/members/anna'>Anna</a> joined the community</li><li><a href='/members/bo'>Bo</a> voted for an idea</li></ul></main>", mode: 'performed' },
    { says: 'a box of new topics without a heading', html: "<main><table><tr><td><b>Latest topics</b></td></tr><tr><td><a href='/topic/12-oak'>Oak or ash</a> by <a href='/members/anna'>Anna</a></td></tr></table></main>", mode: 'performed' },
    { says: 'posts in a language with few words', html: "<aside><h3>Poslední příspěvky</h3><ul><li><a href='/topic/12-oak'>Dub nebo jasan</a> <a href='/members/anna'>Anna</a></li></ul></aside>", mode: 'performed' },
  ],
  decoys: [
    { says: 'a list of news', html: "<main><h2>Latest news</h2><ul><li><a href='/news/1'>We grow</a></li></ul></main>" },
    { says: 'a blog’s own newest posts', html: "<aside><h3>Recent posts</h3><ul><li><a href='/2015/03/we-moved'>We moved to a new office in the old town</a></li><li><a href='/2015/02/hello'>Hello to all who read this</a></li></ul></aside>" },
    { says: 'what is new in a release', html: "<nav><a href='/whatsnew/2.1.html'>What’s New in 2.1</a></nav>" },
    { says: 'the unread comments of one article', html: "<main><a href='/forum/t/oak-or-ash.12/unread'>12 comments</a></main>" },
  ],
});
