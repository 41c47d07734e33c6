import { checkFeature } from './checks.ts';

checkFeature('discussion_forum', {
  shows: [
    { says: 'a forum in the navigation', html: "<header><nav><a href='/forum/'>Forum</a></nav></header>", mode: 'afforded' },
    { says: 'a list of threads', html: "<main><table><tr><td><a href='/topic/1-hoists'>Hoists that squeak</a></td></tr><tr><td><a href='/topic/2-rails'>Rails and wear</a></td></tr><tr><td><a href='/topic/3-steps'>STEP files</a></td></tr></table></main>", url: 'https://crowd.example/board/5', mode: 'performed' },
    { says: 'a question with answers', html: "<main itemscope itemtype='https://schema.org/QAPage'><h1>How do I file?</h1><div class='answer'><p>Use form 1120, it is the one for corporations.</p></div></main>", url: 'https://crowd.example/questions/88/how', mode: 'performed' },
    { says: 'the software that makes the page', html: "<html lang='en'><head><title>Talk</title><meta name='generator' content='Discourse 2.5.0'></head><body><main><h1>Bench</h1></main></body></html>", mode: 'afforded' },
    { says: 'an address that says so, whatever its name', html: "<nav><a href='/forum/'>Tavern</a></nav>", mode: 'afforded' },
    { says: 'the forum’s own address in the content', html: "<main><a href='/forums/'>Find out more</a></main>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'somebody else’s forum', html: "<main><p>See also <a href='https://forum.other.example/'>Forums</a></p></main>" },
    { says: 'a press article about a forum', html: '<main><article><p>At the World Economic Forum the company spoke of discussions to come.</p></article></main>', url: 'https://crowd.example/news/wef' },
    { says: 'threads of a program', html: "<main><ul><li><a href='/std/thread/struct.Builder.html'>Builder</a></li><li><a href='/std/thread/struct.Scope.html'>Scope</a></li><li><a href='/std/thread/fn.spawn.html'>spawn</a></li></ul></main>", url: 'https://docs.example/std/index2.html' },
  ],
});
