import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionOf } from './actions.ts';
import { LinkExtractor } from './links.ts';
import { patternOf, QUOTAS, trapOf, withoutSession } from './traps.ts';
import { kindOf, valueOf } from './value.ts';

const extractor = new LinkExtractor((url) => url.hostname === 'a.test');
const extract = (html: string, url = 'http://a.test/dir/page'): ReturnType<LinkExtractor['extract']> => extractor.extract(html, url);

describe('links', () => {
  it('are absolute, with their text, rel and direction', () => {
    const { title, links } = extract(`<TITLE>A &amp; B
      page</TITLE><base href="/base/"><A HREF='x?b=2&amp;a=1#f' REL="UGC NoFollow">some <b>bold</b>
      text</A><a href="http://b.test/"><img alt="Company B"></a><a href=javascript:void(0)>no</a><a name=x>no</a><area href=/y alt=Map>`);
    expect(title).toBe('A & B page');
    expect(links).toEqual([
      { url: 'http://a.test/base/x?b=2&a=1', key: 'http://a.test/base/x?a=1&b=2', text: 'some bold text', rel: 'ugc nofollow', leads: 'inside', skip: 'the site asks not to follow it' },
      { url: 'http://b.test/', key: 'http://b.test/', text: 'Company B', rel: null, leads: 'outside', skip: null },
      { url: 'http://a.test/y', key: 'http://a.test/y', text: 'Map', rel: null, leads: 'inside', skip: null },
    ]);
  });
  it('are found after unclosed tags, and not within scripts and comments', () => {
    expect(extract(`<script>document.write('<a href=/no1>x</a>')</script><!-- <a href=/no2>x</a> --><style><a href=/no3></style><div <p><a href=/yes1>a<a href="/yes2">b<td>`).links.map((link) => link.url)).toEqual(['http://a.test/yes1', 'http://a.test/yes2']);
  });
  it('come from feeds, from next pages and refreshes too', () => {
    expect(extract('<?xml version="1.0"?><rss><channel><item><title>t</title><link>http://a.test/1</link></item></channel></rss>').links.map((link) => link.url)).toEqual(['http://a.test/1']);
    expect(extract('<feed><entry><link href="http://a.test/2"/></entry></feed>').links.map((link) => link.url)).toEqual(['http://a.test/2']);
    const page = extract('<link rel=next href="?page=2"><link rel=stylesheet href=/s><link rel=canonical href=/c><meta http-equiv=refresh content="0; url=/r"><meta name=ROBOTS content="NoIndex">');
    expect(page).toMatchObject({ links: [{ url: 'http://a.test/dir/page?page=2' }], canonical: 'http://a.test/c', refresh: 'http://a.test/r', metaRobots: 'noindex' });
  });
  it('cost bounded time, however the page is nested or long', () => {
    extract('<div>'.repeat(200_000) + '<a href=/x>deep</a>' + '</div>'.repeat(200_000));
    extract(`<a title="${'x'.repeat(10_000_000)}" href="/y">${'z'.repeat(1_000_000)}</a>`);
    extract('<a href="/x'.repeat(100_000));
    extract('<'.repeat(1_000_000));
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('<', '>', 'a', ' href=', '"', '/', '&', ';', '#', 'x', '<!--', '</title', '<title>') }), (html) => Array.isArray(extract(html).links)));
  });
});

describe('actions', () => {
  const act = (path: string): boolean => actionOf(new URL(path, 'http://a.test/'), null) !== null;
  it.each(['/logout', '/account/sign-out', '/idea/3/vote-up', '/follow/ann', '/u/7/unfollow', '/delete.php?id=1', '/forum/7/reply', '/index.php?do=addcomment', '/wiki/page?do=edit', '/login.php?return=%2Fx', '/thread/1?upvote=1', '/x?_wpnonce=1a'])('%s acts', (path) => expect(act(path)).toBe(true));
  it.each(['/', '/followers', '/voting-results', '/thread/how-to-delete-an-account', '/login', '/register', '/ideas/new', '/index.php?action=profile', '/memberlist.php?mode=viewprofile&u=2', '/wiki/start?do=index', '/search?q=vote', '/share'])('%s is a page', (path) => expect(act(path)).toBe(false));
});

describe('worth', () => {
  it('knows kinds by words of the URL and of short links, not of titles', () => {
    expect(['/', '/forum/viewtopic.php?t=1', '/u/ann', '/ideas/12-better-mugs', '/terms-of-use', '/thread/all-the-rules-of-the-members-of-news', '/x/1', '/forum/printthread.php?t=1'].map((path) => kindOf(`http://a.test${path}`))).toEqual(['home', 'forum', 'profile', 'idea', 'rules', 'thread', 'other', 'archive']);
    expect(kindOf('http://a.test/p/7', 'Our Rules')).toBe('rules');
  });
  it('brings the first profile before the hundredth thread, and an archive page last', () => {
    const first = valueOf('http://a.test/profile/ann', '', 2, 0);
    expect(first).toBeGreaterThan(valueOf('http://a.test/thread/100', '', 1, 99));
    expect(valueOf('http://a.test/archive/2001/01', '', 1, 0)).toBeLessThan(valueOf('http://a.test/thread/3', '', 3, 20));
    expect(valueOf('http://a.test/forum?page=2', '', 1, 0)).toBeLessThan(valueOf('http://a.test/forum?page=1', '', 1, 0));
  });
});

describe('traps', () => {
  it('session ids are no part of a page', () => {
    expect(withoutSession('http://a.test/x;jsessionid=1A2B?PHPSESSID=abc&t=1&sid=0123456789abcdef0')).toBe('http://a.test/x?t=1');
    expect(withoutSession('http://a.test/x?s=mugs&session=spring')).toBe('http://a.test/x?s=mugs&session=spring');
  });
  it('pages of one kind have one pattern', () => {
    expect(patternOf('http://a.test/thread/12')).toBe(patternOf('http://a.test/thread/7'));
    expect(patternOf('http://a.test/profile/ann')).toBe(patternOf('http://a.test/profile/bob'));
    expect(patternOf('http://a.test/index.php?action=profile&u=1')).not.toBe(patternOf('http://a.test/index.php?action=help&u=1'));
  });
  it('calendars, endless pages and paths that repeat themselves have an end', () => {
    const trap = (path: string, known: number): string | null => trapOf(`http://a.test${path}`, patternOf(`http://a.test${path}`), known);
    expect([trap('/events?month=5&year=2071', QUOTAS.calendar), trap('/list?page=900', QUOTAS.pagination), trap('/a/b/a/b/a/b', 0), trap('/x?a=1&b=2&c=3&d=4', QUOTAS.facets), trap(`/${'x'.repeat(2000)}`, 0)]).toEqual(Array(5).fill(expect.any(String)));
    expect([trap('/events?month=5&year=2014', 3), trap('/thread/9', 100_000), trap('/2014/05/a-post', 5000)]).toEqual([null, null, null]);
  });
});
