import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, sameSite, slug, surt } from './url.ts';

describe('canonicalUrl', () => {
  it.each([
    ['HTTP://Example.COM:80/a/../b?b=2&a=1#part', 'http://example.com/b?a=1&b=2'],
    ['https://example.com?utm_source=mail&id=7&fbclid=x', 'https://example.com/?id=7'],
    ['https://example.com/?utm_source=mail', 'https://example.com/'],
    ['https://example.com/%7ejane/r%c3%a9sum%c3%a9', 'https://example.com/~jane/r%C3%A9sum%C3%A9'],
    ['https://example.com/a%2Fb', 'https://example.com/a%2Fb'],
    ['https://example.com/q?x=a%20b&x=a+b&y', 'https://example.com/q?x=a+b&x=a+b&y='],
    ['http://2130706433/', 'http://127.0.0.1/'],
    ['mailto:jane@example.com#x', 'mailto:jane@example.com'],
    ['not a url#x', 'not a url'],
  ])('%s', (url, canonical) => expect(canonicalUrl(url)).toBe(canonical));

  it('keeps apart what a server may tell apart', () => {
    const urls = ['http://www.example.com/a', 'http://example.com/a', 'https://example.com/a', 'http://example.com/a/', 'http://example.com/A', 'http://example.com/a/index.html', 'http://example.com/a?b=1', 'http://example.com/a?b=2'];
    expect(new Set(urls.map((url) => canonicalUrl(url))).size).toBe(urls.length);
  });

  it('is idempotent, and the order of parameters does not matter', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'B', '7', '%', '%4', '1', '%2F', '%41', '%25', ' ', '+', '/', '.', '..', '&', '=', '?', 'é', '[', '|', '\\', ';'), maxLength: 12 });
    fc.assert(fc.property(piece, fc.array(fc.tuple(piece, piece), { maxLength: 4 }), (path, pairs) => {
      const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
      const once = canonicalUrl(`http://example.com/${path.replaceAll('?', '')}?${query.join('&')}`);
      expect(canonicalUrl(once)).toBe(once);
      expect(canonicalUrl(`http://example.com/${path.replaceAll('?', '')}?${query.reverse().join('&')}`)).toBe(once);
    }));
    fc.assert(fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => canonicalUrl(canonicalUrl(url)) === canonicalUrl(url)));
  });
});

describe('sites', () => {
  it('are a host and its subdomains at one port', () => {
    const base = 'http://www.example.com/start';
    expect(['https://example.com/x', 'http://forum.example.com/', 'http://www.example.com:80/'].map((url) => sameSite(url, base))).toEqual([true, true, true]);
    expect(['http://notexample.com/', 'http://example.com.evil.net/', 'http://example.com:8080/', 'nonsense'].map((url) => sameSite(url, base))).toEqual([false, false, false, false]);
    expect(sameSite('http://127.0.0.1:81/', 'http://127.0.0.1:82/')).toBe(false);
  });
  it('surt sorts by host from the right', () => expect(surt('https://www.Forum.example.com:8080/a?b=1')).toBe('com,example,forum:8080)/a?b=1'));
});

it('slug', () => {
  expect(['Jovoto', 'Dell IdeaStorm', 'Crowd²: Idéas & Größe!', '  —  '].map(slug)).toEqual(['jovoto', 'dell-ideastorm', 'crowd2-ideas-grosse', '']);
});
