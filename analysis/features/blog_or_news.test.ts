import { checkFeature } from './checks.ts';

checkFeature('blog_or_news', {
  shows: [
    { says: 'the operator’s blog in the footer', html: "<footer><a href='/blog'>Blog</a></footer>", actor: 'operator' },
    { says: 'members’ blogs', html: "<nav><a href='/blogs'>Member blogs</a></nav>", actor: 'member' },
    { says: 'the page is a newsroom', html: "<main><article class='hentry'><h2>Winners announced</h2><time>3 May 2012</time><p>The company is glad to announce the winners of the design contest after long weeks.</p></article></main>", url: 'https://crowd.example/press', actor: 'operator' },
    { says: 'teasers that lead to entries', html: "<main><a href='/news/we-moved-house'>We moved</a><a href='/news/a-new-saw'>A saw</a><a href='/news/open-day-soon'>Come by</a></main>", actor: 'operator' },
  ],
  decoys: [
    { says: 'the operator’s newsroom as members’ doing', html: "<footer><a href='/press'>Press</a><a href='/news'>News</a></footer>" },
    { says: 'a board named News', html: "<main><a href='/forum/news'>News</a></main>", url: 'https://crowd.example/forum' },
    { says: 'a board marked as one', html: "<main><h3 class='boardTitle'><a href='/board/3-news'>News</a></h3></main>", actor: 'operator' },
  ],
});
