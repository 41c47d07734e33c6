import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { load } from 'cheerio';
import type { AnyNode } from 'domhandler';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArchivedPage, FeatureObservation } from '../../core/types.ts';
import { decodeHtml } from '../../core/charset.ts';
import { pageOf } from './checks.ts';
import { observePlatform, readPage } from './observe.ts';
import { withoutRegions } from './region.ts';

const page = (id: string, url: string, html: string, more: Partial<ArchivedPage> = {}): ArchivedPage => ({ ...pageOf(html, url), id, ...more });
const of = (all: readonly FeatureObservation[], feature: string, actor = 'member'): FeatureObservation | undefined => all.find((o) => o.feature === feature && o.actor === actor);

const home = page('a', 'https://crowd.example/', '<h1>Welcome to the platform of ideas</h1>');
const item = page('b', 'https://crowd.example/ideas/1', '<h1>Quieter hoist</h1><p>An idea that is written in the English of the site.</p>');

test('absent needs a page on which it would show, seen and readable', () => {
  const seen = observePlatform([home, item].map((p) => readPage(p)));
  expect(of(seen, 'comments')).toMatchObject({ value: 'absent', coverage: ['b'], reason: null });
  expect(of(observePlatform([readPage(home)]), 'comments')).toMatchObject({ value: 'unknown' });
  const wall = page('b', 'https://crowd.example/ideas/1', '<p>You must log in to view this page.</p><form><input type="password" name="p"></form>');
  expect(of(observePlatform([home, wall].map((p) => readPage(p))), 'comments')?.reason).toMatch(/log-in/u);
  expect(of(observePlatform([home, { ...item, status: 404 }].map((p) => readPage(p))), 'comments')?.value).toBe('unknown');
});

test('a part of the site that asks for a log-in leaves unknown what might stand there, unless others of its kind were open', () => {
  const closed = (url: string): ArchivedPage => ({ ...page(url, url, ''), status: 401 });
  const comments = (...addresses: string[]): FeatureObservation | undefined => of(observePlatform([home, item, ...addresses.map(closed)].map((p) => readPage(p))), 'comments');
  expect(comments('https://crowd.example/questions/7', 'https://crowd.example/questions/8')).toMatchObject({ value: 'unknown', reason: expect.stringContaining('https://crowd.example/questions/7') as string });
  expect(comments('https://crowd.example/ideas/2', 'https://crowd.example/ideas/3')?.value).toBe('absent');
  // Whoever wants to act has to log in on any site.
  expect(comments('https://crowd.example/questions/new/7', 'https://crowd.example/questions/new/8')?.value).toBe('absent');
});

test('a page in a language without words leaves it unknown', () => {
  const foreign = page('b', 'https://crowd.example/ideas/1', '<p>ეს არის გვერდი ქართულ ენაზე, რომელზეც წერია იდეა და მის შესახებ ბევრი სიტყვა სხვადასხვა ავტორისგან.</p>');
  expect(of(observePlatform([home, foreign].map((p) => readPage(p))), 'comments')?.value).toBe('unknown');
});

test('the operator has a row of its own, and secondary sources none', () => {
  const video = page('c', 'https://crowd.example/', '<main><iframe src="https://www.youtube.com/embed/x"></iframe></main>');
  const seen = observePlatform([video, item].map((p) => readPage(p)));
  expect(of(seen, 'embedded_video', 'operator')).toMatchObject({ value: 'present', mode: 'performed' });
  expect(of(seen, 'embedded_video')).toMatchObject({ value: 'absent' });
  expect(observePlatform([readPage({ ...video, secondary: true })]).every((o) => o.value === 'unknown')).toBe(true);
});

test('the order of the pages does not matter', () => {
  const readings = [home, item, page('d', 'https://crowd.example/members', '<a href="/members/bo">Bo</a>'), page('e', 'https://crowd.example/forum', '<a href="/forum/">Forum</a>')].map((p) => readPage(p));
  const expected = observePlatform(readings);
  fc.assert(fc.property(fc.shuffledSubarray(readings, { minLength: readings.length }), (order) => {
    expect(observePlatform(order)).toEqual(expected);
  }), { numRuns: 10 });
});

const shared = fileURLToPath(new URL('../../../shared/data/pages/html/', import.meta.url));

test.skipIf(!existsSync(shared))('on real pages: selectors are exact; without its regions a feature is not present, and those whose regions are others’ stay (skipped without ../shared)', { timeout: 300_000 }, () => {
  const files = readdirSync(shared).sort().map((name) => ({ name, html: decodeHtml(gunzipSync(readFileSync(`${shared}${name}`)), null).text }));
  let untouched = 0;
  for (const { name, html } of files.filter((f) => f.html.length < 60_000).slice(0, 20)) {
    // The address is not told: what is found must stand in the page.
    const real = page(name, `https://${name.replace(/(?:-\d+)?\.html\.gz$/u, '')}/`, html);
    const { findings } = readPage(real);
    const $ = load(real.html);
    const elements = new Map<string, Set<AnyNode>>();
    for (const f of findings) {
      const found = $(f.region.selector).toArray();
      expect(found.length, `${real.id} ${f.region.selector}`).toBe(f.region.count);
      const own = elements.get(f.feature) ?? new Set<AnyNode>();
      for (const el of found) own.add(el);
      elements.set(f.feature, own);
    }
    for (const [feature, own] of elements) {
      const left = new Set(readPage({ ...real, html: withoutRegions(real.html, findings.filter((f) => f.feature === feature).map((f) => f.region)) }).findings.map((f) => f.feature));
      expect(left.has(feature), `${real.id} ${feature}`).toBe(false);
      for (const [other, theirs] of elements) {
        if (other === feature || overlap(own, theirs)) continue;
        expect(left.has(other), `${real.id} without ${feature}: ${other}`).toBe(true);
        untouched += 1;
      }
    }
  }
  expect(untouched).toBeGreaterThan(100);
});

/** One holds an element of the other, or one below or above it. */
function overlap(a: ReadonlySet<AnyNode>, b: ReadonlySet<AnyNode>): boolean {
  const within = (inner: ReadonlySet<AnyNode>, outer: ReadonlySet<AnyNode>): boolean => {
    for (const el of inner) for (let at: AnyNode | null = el; at !== null; at = at.parent) if (outer.has(at)) return true;
    return false;
  };
  return within(a, b) || within(b, a);
}

test('what stands on members’ pages is absent where members have none, and unknown where they were only not seen', () => {
  const none = observePlatform([home, item].map((p) => readPage(p)));
  expect(of(none, 'user_profile')).toMatchObject({ value: 'absent', coverage: ['b'] });
  expect(of(none, 'follow_or_friend')).toMatchObject({ value: 'absent', coverage: ['b'] });
  const byMember = { ...item, html: `${item.html}<p>by <a class="username" href="/users/ann">Ann</a></p>` };
  expect(of(observePlatform([home, byMember].map((p) => readPage(p))), 'follow_or_friend')?.value).toBe('unknown');
});
