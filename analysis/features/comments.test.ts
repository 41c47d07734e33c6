import { checkFeature } from './checks.ts';

checkFeature('comments', {
  shows: [
    { says: 'a form', html: "<main><h1>Idea</h1><form action='/c'><label for='c'>Your comment</label><textarea id='c' name='comment'></textarea><button>Post comment</button></form></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
    { says: 'texts with dates', html: "<main><h3>2 comments</h3><ol class='comment-list'><li class='comment'><b>Bo</b> 3 May 2012 I like it very much, it would save us a day.</li><li class='comment'><b>Cy</b> 4 May 2012 So do I, and my colleagues at the plant too.</li></ol></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'performed' },
    { says: 'a service that fills a box', html: "<main><article><p>Grease it.</p></article><div class='fb-comments' data-href='/a'></div></main>", url: 'https://crowd.example/news/1', mode: 'afforded' },
    { says: 'replies where there is no forum', html: "<main><p>Grease it.</p><div>So do I <a href='#'>Reply</a></div><div>Me too <a href='#'>Reply</a></div><div>Not me <a href='#'>Reply</a></div></main>", url: 'https://crowd.example/status/1', mode: 'afforded' },
  ],
  decoys: [
    { says: 'the word in a news text', html: '<main><article><p>The company did not comment on the matter when it was asked.</p></article></main>', url: 'https://crowd.example/news/1' },
    { says: 'the contact form', html: "<main><h1>Contact us</h1><form action='/contact'><label for='m'>Message</label><textarea id='m' name='message'></textarea><button>Send</button></form></main>", url: 'https://crowd.example/contact' },
    { says: 'posts below a trail that leads to the forum', html: "<main><div class='breadcrumb'><a href='/forum'>Forum</a></div><div class='comment'>Anna 3 May 2012 I grease it twice a year, it helps a lot.</div></main>", url: 'https://crowd.example/node/10055' },
  ],
});
