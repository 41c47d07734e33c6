import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRobots, robotsFor } from './robots.ts';

const allowed = (robots: string, url: string, agent = 'netnograph'): boolean => parseRobots(robots).verdict(agent, url).allowed;

describe('robots.txt', () => {
  it('the longest pattern decides, a draw allows', () => {
    const robots = 'User-agent: *\nDisallow: /ideas\nAllow: /ideas/public\nDisallow: /x\nAllow: /x\n';
    expect(['/', '/ideas/1', '/ideas/public/1', '/x'].map((path) => allowed(robots, `http://a.test${path}`))).toEqual([true, false, true, true]);
  });
  it('knows * and a final $', () => {
    const robots = 'User-agent: *\nDisallow: /*.php$\nDisallow: /*/edit*now\n';
    expect(['/a.php', '/a.php?x=1', '/b/edit/it/now', '/edit'].map((path) => allowed(robots, `http://a.test${path}`))).toEqual([false, true, false, true]);
  });
  it('merges the groups that name an agent, and asks * only if none does', () => {
    const robots = 'User-agent: netnograph\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: NetNograph\nUser-agent: other\nDisallow: /b\nCrawl-delay: 7\n';
    expect(['/a', '/b', '/c'].map((path) => allowed(robots, `http://a.test${path}`))).toEqual([false, false, true]);
    expect(allowed(robots, 'http://a.test/c', 'stranger')).toBe(false);
    expect(parseRobots(robots).crawlDelay('netnograph')).toBe(7);
  });
  it('an empty group allows everything, also where * refuses', () => {
    expect(allowed('User-agent: netnograph\nDisallow:\nUser-agent: *\nDisallow: /', 'http://a.test/x')).toBe(true);
  });
  it('says which line refused', () => {
    expect(parseRobots('# hello\nUser-agent: *\nDisallow: /private/ # keep out\n').verdict('netnograph', 'http://a.test/private/1')).toEqual({ allowed: false, rule: 'Disallow: /private/', line: 3 });
  });
  it('reads any line ending, a byte order mark and sitemaps', () => {
    const robots = parseRobots(Buffer.from('\ufeffUser-agent: *\rDisallow: /a\r\nSitemap: https://a.test/map.xml\n', 'utf8'));
    expect(robots.verdict('netnograph', 'http://a.test/a').allowed).toBe(false);
    expect(robots.sitemaps).toEqual(['https://a.test/map.xml']);
  });
  it('escapes count as RFC 9309 2.2.2 says, on the careful side', () => {
    expect(allowed('User-agent: *\nDisallow: /m%C3%BCll', 'http://a.test/m%c3%bcll')).toBe(false);
    expect(allowed('User-agent: *\nDisallow: /müll', 'http://a.test/m%C3%BCll')).toBe(false);
    expect(allowed('User-agent: *\nDisallow: /%7ejoe', 'http://a.test/~joe')).toBe(false);
    expect(allowed('User-agent: *\nDisallow: /a%2Ab', 'http://a.test/a*b')).toBe(false);
  });
  it('fails closed: 5xx, 429 and no answer refuse, other 4xx allow', () => {
    const verdict = (status: number | null): boolean => robotsFor(status, Buffer.from('')).verdict('netnograph', 'http://a.test/').allowed;
    expect([200, 404, 403, 410, 429, 500, 503, null].map(verdict)).toEqual([true, true, true, true, false, false, false, false]);
    expect(robotsFor(503, Buffer.from('')).reason).toMatch(/503/);
  });
  it('takes bounded time for many stars, and never throws', () => {
    expect(allowed(`User-agent: *\nDisallow: /${'*a'.repeat(2000)}b\n`, `http://a.test/${'a'.repeat(10_000)}`)).toBe(true);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, url) => typeof parseRobots(bytes).verdict('netnograph', url).allowed === 'boolean'));
  });
});
