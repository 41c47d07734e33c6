import { describe, expect, it } from 'vitest';
import { viewPage } from '../features/page.ts';
import { assembleThreads } from './assemble.ts';
import { readThread } from './read.ts';
import type { ReadThread } from './types.ts';

function read(body: string, url: string): ReadThread | null {
  const html = `<html lang="en"><head><title>Paint that peels</title></head><body>${body}</body></html>`;
  return readThread(viewPage({ id: url, url, status: 200, contentType: 'text/html', html, secondary: false, loggedIn: false }), '2015-06-10T12:00:00Z');
}

describe('archives of mail', () => {
  it('may run the messages one after the other as plain text, with an outline that tells who answers whom', () => {
    const thread = read(`<pre><a href="#e1" id="m1">*</a> <b>Paint</b>
<b>@ 2015-06-01 10:15 Ann</b>
From: Ann @ 2015-06-01 10:15 UTC
  To: makers

My paint peels off.

<a href="#m1">^</a> <a href="/1/">permalink</a></pre><hr><pre><a href="#e2" id="m2">*</a> <b>Re: Paint</b>
  2015-06-01 10:15 <a href="#m1">Paint</a> Ann
<b>@ 2015-06-01 11:20 \` Bert</b>
From: Bert @ 2015-06-01 11:20 UTC
  To: makers

Thanks.

<a href="#m2">^</a> <a href="/2/">permalink</a></pre>`, 'http://site.example/makers/1/T/');
    expect(thread?.posts.map((p) => [p.author?.name, p.text, p.replyTo])).toEqual([['Ann', 'My paint peels off.', null], ['Bert', 'Thanks.', 0]]);
  });

  it('list the messages above one under "References", the one answered last', () => {
    const thread = read('<a href="msg00001.html">Date Prev</a> <a href="msg00003.html">Date Next</a> <a href="index.html">Date Index</a><h1>Re: Paint that peels</h1><ul><li><em>From</em>: Bert &lt;bert@site.example&gt;</li><li><em>Date</em>: Mon, 1 Jun 2015 10:15:00 +0000</li></ul><pre>Sand it first.</pre><ul><li><strong>References</strong>:<ul><li><a href="msg00000.html">Paint that peels</a></li><li><a href="msg00001.html">Re: Paint that peels</a></li></ul></li></ul>', 'http://site.example/msg00002.html');
    expect(thread?.posts[0]?.replyTo).toBe('http://site.example/msg00001.html');
  });

  it('are not every manual with "previous" and "next"', () => {
    expect(read('<a href="a.html">previous</a> <a href="b.html">next</a><h1>Paint that peels</h1><p>From: <b>paint</b> import it</p><p>2015-06-01</p><pre>paint()</pre><a href="a.html">previous</a> <a href="b.html">next</a>', 'http://site.example/library/paint.html')).toBeNull();
  });
});

describe('a forum whose records name their author in an attribute', () => {
  const post = (i: number, name: string, text: string, to = ''): string => `<li data-pid="${60 + i}" data-username="${name}" itemtype="http://schema.org/Comment"><a name="${i}"></a><a href="/user/${name}" data-username="${name}">${name}</a> <a href="/post/${60 + i}"><span class="timeago" title="2015-06-01T10:1${i}:00Z"></span></a> ${to}<div class="content"><p>${text}</p></div></li>`;
  const posts = post(0, 'ann', 'My paint peels off after a week, whatever I do.') + post(1, 'bert', 'Sand it first, please.') + post(2, 'ann', 'Thanks.', '<a href="/post/61">@bert</a>');

  it('keeps short texts, and takes "@name" with a link to a post for what is answered', () => {
    const thread = read(`<h1>Paint that peels</h1><ul>${posts}</ul>`, 'http://site.example/topic/12/paint-that-peels');
    expect(thread?.posts.map((p) => [p.key, p.text, p.replyTo])).toEqual([['60', 'My paint peels off after a week, whatever I do.', null], ['61', 'Sand it first, please.', null], ['62', 'Thanks.', 1]]);
  });

  it('has one thread at the addresses of its posts, and none at those of its members', () => {
    const parts = ['topic/12/paint-that-peels', 'topic/12/paint-that-peels/2', 'user/ann/best'].map((path) => read(`<h1>Paint that peels</h1><ul>${posts}</ul>`, `http://site.example/${path}`)).filter((t) => t !== null);
    expect(assembleThreads(parts).map((t) => [t.address, t.posts.length])).toEqual([['http://site.example/topic/12/paint-that-peels', 3]]);
  });
});
