import { describe, expect, it } from 'vitest';
import { viewPage } from '../features/page.ts';
import { readThread } from './read.ts';
import type { ReadThread } from './types.ts';

const MOMENT = '2015-06-10T12:00:00Z';

function read(body: string, url = 'http://site.example/forum/topic/12-paint', title = 'Paint that peels'): ReadThread | null {
  const html = `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><a href="/">Home</a> <a href="/forum">Forum</a></nav>${body}<footer>© 2015 Example Ltd</footer></body></html>`;
  return readThread(viewPage({ id: 'v1', url, status: 200, contentType: 'text/html', html, secondary: false, loggedIn: false }), MOMENT);
}

const names = ['anna', 'Bert K.', 'cleo', 'anna', 'dmitri77'];
const said = ['My paint peels off after a week. What do I do wrong?', 'Did you sand it first? It needs a rough ground.', 'I had the same with cheap primer.', 'Yes, with grain 120, but no primer at all.', 'There you have it.'];
const people = (post: (i: number, name: string, text: string) => string): string => said.map((text, i) => post(i, names[i] as string, text)).join('\n');

function expectAll(thread: ReadThread | null): asserts thread is ReadThread {
  expect(thread).not.toBeNull();
  expect(thread?.posts.map((p) => p.author?.name)).toEqual(names);
  expect(thread?.posts.map((p) => p.text)).toEqual(said);
}

describe('the repeated record', () => {
  it('is found by class', () => {
    const thread = read(`<h1>Paint that peels</h1>${people((i, n, t) => `<div class="post" id="post-${100 + i}"><div class="author"><a href="/user/${i}">${n}</a><span>Posts: ${i * 7}</span></div><div class="when">0${i + 1}.06.2015, 10:2${i}</div><div class="body"><p>${t}</p></div><div class="controls"><a href="/report/${i}">Report</a> <a href="/quote/${i}">Quote</a></div></div>`)}`);
    expectAll(thread);
    expect(thread.kind).toBe('forum');
    expect(thread.posts[1]?.time).toEqual({ at: '2015-06-02T10:21Z', precision: 'minute', said: '02.06.2015, 10:21' });
    expect(thread.posts.map((p) => p.key)).toEqual(['post-100', 'post-101', 'post-102', 'post-103', 'post-104']);
    expect(thread.posts.map((p) => p.opens)).toEqual([true, false, false, false, false]);
    expect(thread.posts[2]?.region).toMatchObject({ page: 'v1', selector: '#post-102', count: 1 });
  });

  it('needs no class that says what it is', () => {
    const thread = read(`<h2>Paint that peels</h2><table>${people((i, n, t) => `<tr><td><b><a href="/member.php?u=${i}">${n}</a></b></td><td><small>Jun ${i + 1}, 2015 9:0${i} pm</small><br><span>${t}</span></td></tr>`)}</table>`, 'http://site.example/x.php?id=12');
    expectAll(thread);
    expect(thread.posts[0]?.time?.at).toBe('2015-06-01T21:00Z');
  });

  it('may be a head and the text that follows it', () => {
    const thread = read(`<h1>Paint that peels</h1><dl>${people((i, n, t) => `<dt><a href="/user/${n}">${n}</a> wrote on 2015-06-0${i + 1} 08:00</dt><dd><p>${t}</p></dd>`)}</dl>`);
    expectAll(thread);
  });

  it('is read in German and Portuguese, relative to the moment of the capture', () => {
    const de = read(`<h1>Paint that peels</h1>${people((i, n, t) => `<article class="beitrag"><header>von <a href="/benutzer/${i}">${n}</a>, vor ${i + 1} Tagen</header><div class="text">${t}</div></article>`)}`);
    expectAll(de);
    expect(de.posts[2]?.time).toEqual({ at: '2015-06-07', precision: 'day', said: 'vor 3 Tagen' });
    const pt = read(`<h1>Paint that peels</h1>${people((i, n, t) => `<li class="comentario"><strong class="autor">${n}</strong> <em>${i + 1} de junho de 2015 às 10:00</em><p>${t}</p></li>`)}`);
    expectAll(pt);
    expect(pt.posts[4]?.time?.at).toBe('2015-06-05T10:00Z');
  });

  it('gives what the software states before what is shown', () => {
    const thread = read(`<h1>Paint that peels</h1>${people((i, n, t) => `<div itemscope itemtype="http://schema.org/Comment"><span itemprop="author">${n}</span> <time itemprop="dateCreated" datetime="2015-06-0${i + 1}T10:20:30+02:00">a while ago</time><div itemprop="text">${t}</div><span itemprop="upvoteCount">${i}</span></div>`)}`);
    expectAll(thread);
    expect(thread.posts[0]?.time?.at).toBe('2015-06-01T08:20:30Z');
    expect(thread.posts.map((p) => p.votes)).toEqual([0, 1, 2, 3, 4]);
  });
});

it('keeps what all say alike', () => {
  const thread = read(`<h1>Paint that peels</h1>${people((i, n) => `<div class="post" id="p${i + 50}"><a class="author" href="/user/${i}">${n}</a> <time datetime="2015-06-0${i + 1}T10:00Z">x</time><div class="text">I agree.</div><a href="#top">Top</a></div>`)}`);
  expect(thread?.posts.map((p) => p.text)).toEqual(names.map(() => 'I agree.'));
});

describe('what belongs to a post', () => {
  const post = (i: number, inner: string): string => `<div class="message" id="m${i + 1000}"><a class="username" href="/u/${names[i]}">${names[i]}</a> <span class="date">2015-06-0${i + 1}</span><div class="content">${inner}</div><div class="signature">Life is paint.</div></div>`;

  it('leaves out quotations, signatures and controls, and keeps attachments', () => {
    const thread = read(`<h1>Paint that peels</h1>${post(0, said[0] as string)}${post(1, `<blockquote><cite>anna wrote:</cite> My paint peels off</blockquote><p>${said[1]}</p><a href="/attachments/77/wall.pdf">wall.pdf</a>`)}${post(2, said[2] as string)}`);
    expect(thread?.posts.map((p) => p.text.replace(' wall.pdf', ''))).toEqual(said.slice(0, 3));
    expect(thread?.posts[1]?.attachments).toEqual(['http://site.example/attachments/77/wall.pdf']);
  });

  it('answers whom it is nested in, links to, quotes or names', () => {
    const one = read(`<h1>Paint that peels</h1><h3>Comments</h3><ul><li class="comment" id="comment-1"><b class="author">anna</b> <i class="date">2015-06-01 10:00</i><p>${said[0]}</p><ul><li class="comment" id="comment-2"><b class="author">cleo</b> <i class="date">2015-06-02 10:00</i><p>${said[1]}</p></li></ul></li><li class="comment" id="comment-3"><b class="author">Bert</b> <i class="date">2015-06-03 10:00</i><p>${said[2]}</p></li></ul>`, 'http://site.example/photo/7');
    expect(one?.posts.map((p) => p.replyTo)).toEqual([null, 0, null]);
    const other = read(`<h1>Paint that peels</h1>${post(0, said[0] as string)}${post(1, said[1] as string)}${post(2, `<p>@Bert K. ${said[2]}</p>`)}${post(3, `<p>In reply to <a href="#m1002">cleo</a></p><p>${said[3]}</p>`)}${post(4, `<div class="quote">cleo wrote: I had the same with cheap primer.</div>${said[4]}`)}`);
    expect(other?.posts.map((p) => p.replyTo)).toEqual([null, null, 1, 2, 2]);
  });

  it('follows a stated depth', () => {
    const thread = read(`<h1>Paint that peels</h1>${people((i, n, t) => `<div class="comment" data-depth="${[0, 1, 2, 1, 0][i]}"><a class="user" href="/user/${i}">${n}</a> <time datetime="2015-06-0${i + 1}">x</time><p>${t}</p></div>`)}`, 'http://site.example/photo/7');
    expect(thread?.posts.map((p) => p.replyTo)).toEqual([null, 0, 1, 0, null]);
  });
});

describe('kinds', () => {
  const comments = people((i, n, t) => `<li class="comment" id="comment-${i}1"><cite class="fn">${n}</cite> says: <a href="#comment-${i}1">June ${i + 1}, 2015 at 10:00 am</a><p>${t}</p></li>`);

  it('takes an article with comments for a blog, and counts the article', () => {
    const thread = read(`<article class="hentry"><h1 class="entry-title">Paint that peels</h1><p class="byline">by <a rel="author" href="/author/eva">Eva Holm</a> on <time datetime="2015-05-30">May 30</time></p><div class="entry-content"><p>Walls are patient, but not for ever. In this article we look at what happens under the paint.</p><p>It begins with water.</p></div></article><section id="comments"><h3>5 responses</h3><ol>${comments}</ol></section>`, 'http://site.example/blog/2015/05/paint-that-peels/');
    expect(thread?.kind).toBe('blog');
    expect(thread?.posts.map((p) => p.author?.name)).toEqual(['Eva Holm', ...names]);
    expect(thread?.posts[0]).toMatchObject({ opens: true, replyTo: null });
    expect(thread?.posts[0]?.text).toContain('It begins with water.');
    expect(thread?.posts.slice(1).map((p) => p.text)).toEqual(said);
  });

  it('reads a question with answers and comments on them', () => {
    const card = (name: string, day: number): string => `<div class="card">asked <span class="relativetime" title="2015-06-0${day} 10:00:00Z">Jun ${day}</span> <a class="user" href="/users/${name}">${name}</a></div>`;
    const thread = read(`<h1><a href="/questions/12/paint">Why does paint peel?</a></h1><div id="question" class="question"><div class="votes"><span class="vote-count">4</span></div><div class="post-text"><p>${said[0]}</p></div>${card('anna', 1)}</div><h2>2 Answers</h2><div class="answer" id="answer-21"><span class="vote-count">7</span><div class="post-text"><p>${said[1]}</p></div>${card('bert', 2)}<ul><li class="comment" id="comment-31"><span class="text">That helped a lot, thank you.</span> <a class="comment-user" href="/users/anna">anna</a> <span class="date" title="2015-06-03 11:00:00Z">Jun 3</span></li></ul></div><div class="answer" id="answer-22"><span class="vote-count">1</span><div class="post-text"><p>${said[2]}</p></div>${card('cleo', 4)}</div>`, 'http://site.example/questions/12/paint', 'Why does paint peel?');
    expect(thread?.kind).toBe('question');
    expect(thread?.posts.map((p) => [p.author?.name, p.votes, p.replyTo])).toEqual([['anna', 4, null], ['bert', 7, null], ['anna', null, 1], ['cleo', 1, null]]);
  });

  it('reads the talk page of a wiki by its signatures', () => {
    const signed = (name: string, at: string): string => `<a href="/wiki/User:${name}" title="User:${name}">${name}</a> (<a href="/wiki/User_talk:${name}">talk</a>) ${at} (UTC)`;
    const thread = read(`<h1>Talk:Paint</h1><h2>Primer</h2><p>Should we say more of primer? ${signed('Anna', '10:20, 1 June 2015')}</p><dl><dd>I think so. ${signed('Bert', '11:00, 1 June 2015')}<dl><dd>Then do it. ${signed('Anna', '11:30, 1 June 2015')}</dd></dl></dd></dl><h2>Sources</h2><p>The second link is dead. ${signed('Cleo', '09:00, 3 June 2015')}</p>`, 'http://wiki.example/wiki/Talk:Paint', 'Talk:Paint');
    expect(thread?.kind).toBe('wiki-talk');
    expect(thread?.posts.map((p) => [p.author?.name, p.text, p.replyTo, p.opens])).toEqual([
      ['Anna', 'Should we say more of primer?', null, true], ['Bert', 'I think so.', 0, false], ['Anna', 'Then do it.', 1, false], ['Cleo', 'The second link is dead.', null, true],
    ]);
  });

  it('reads one message of a mailing list', () => {
    const thread = read(`<h1>[walls] Re: Paint that peels</h1><b>Bert Kohl</b> <a href="mailto:walls@lists.example">bert at lists.example</a><br><i>Tue Jun 2 10:20:00 CEST 2015</i><p><ul><li>Previous message: <a href="000011.html">[walls] Paint that peels</a></li><li>Next message: <a href="000013.html">[walls] Glue</a></li><li><b>Messages sorted by:</b> <a href="date.html#12">[ date ]</a><a href="thread.html#12">[ thread ]</a></li></ul><hr><pre>On Mon, Jun 1, 2015, Anna wrote:\n\n&gt; My paint peels off.\n\nDid you sand it first?\n\n-- \nBert\n</pre>`, 'http://lists.example/pipermail/walls/2015-June/000012.html', '[walls] Re: Paint that peels');
    expect(thread?.kind).toBe('mailing-list');
    expect(thread?.posts).toMatchObject([{ author: { name: 'Bert Kohl' }, time: { at: '2015-06-02T08:20:00Z' }, text: 'Did you sand it first?', opens: false }]);
  });
});

describe('no thread', () => {
  const none: Record<string, string> = {
    'a list of threads': `<h1>Walls and paint</h1><table>${people((i, n, t) => `<tr class="topic"><td><a href="/forum/topic/${i + 20}">${t}</a><br><small>by <a href="/user/${i}">${n}</a></small></td><td>${i} replies</td><td>06/0${i + 1}/2015 10:00 am by <a href="/user/9">eva</a></td></tr>`)}</table>`,
    'products': `<h1>Paint</h1><ul>${said.map((t, i) => `<li class="product"><a href="/p/${i}"><img src="/${i}.png" alt=""></a><h3><a href="/p/${i}">${t}</a></h3><p>Covers well, dries fast and smells of little.</p><span class="price">€ ${i + 9}.90</span></li>`).join('')}</ul>`,
    'results of a search': `<h1>Results</h1>${people((i, n, t) => `<div class="result"><h3><a href="/forum/topic/${i}">${t}</a></h3><p>… ${t} …</p><span>by <a href="/user/${i}">${n}</a>, 2015-06-0${i + 1}</span></div>`)}`,
    'teasers of news': `<h1>News</h1>${people((i, n, t) => `<article class="post"><h2><a href="/news/${i}-x">${t}</a></h2><p class="meta">by <a href="/author/${i}">${n}</a> on <time datetime="2015-06-0${i + 1}">June</time></p><p>${t} And so on, for a sentence or two.</p><a href="/news/${i}-x">Read more</a></article>`)}`,
    'menus': `<ul>${said.map((t, i) => `<li><a href="/a/${i}">${t}</a></li>`).join('')}</ul>`,
    'a page of documentation': `<main><h1>Installing</h1><p>Version 2.1, last updated on 3 May 2015.</p>${said.map((t, i) => `<h2>Step ${i}</h2><p>${t} Then go on with the next step.</p><pre>make install</pre>`).join('')}</main>`,
    'a table of members': `<h1>Members</h1><table>${people((i, n) => `<tr><td><a href="/user/${i}">${n}</a></td><td>Joined: 2012-0${i + 1}-03</td><td>${i * 9}</td></tr>`)}</table>`,
    'a change log': `<h1>Changes</h1>${said.map((t, i) => `<h3>1.${i} (2015-06-0${i + 1})</h3><ul><li>${t}</li></ul>`).join('')}`,
  };
  for (const [what, html] of Object.entries(none)) it(`in ${what}`, () => expect(read(html, 'http://site.example/stuff/12')).toBeNull());
});

it('neither throws nor takes long on a page past any measure', () => {
  const many = Array.from({ length: 9000 }, (_, i) => `<div class="c${i % 7} post"><a href="/user/${i % 50}">u${i % 50}</a> <i>2015-06-01 10:${String(i % 60).padStart(2, '0')}</i><p>${'word '.repeat(5)}${i}</p></div>`).join('');
  const started = performance.now();
  expect(read(many)?.posts.length).toBeGreaterThan(5000);
  expect(performance.now() - started).toBeLessThan(15_000);
  expect(() => read(`<div>${'<b>'.repeat(400)}1/1/2015 by x${'</b>'.repeat(300)}<table><tr><td>`)).not.toThrow();
});
