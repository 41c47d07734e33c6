import { describe, expect, it } from 'vitest';
import { seriesOf, siteKinds, type KindReading } from './site-kinds.ts';

const page = (url: string, kind: KindReading['kind'], title: string, more: Partial<KindReading> = {}): KindReading => ({
  id: url, url: `http://site.example${url}`, status: 200, kind, title, secondary: false, links: [], members: [], ...more,
});

describe('series of addresses', () => {
  it.each([
    ['/ideas/17-new-roof', 'site.example/ideas/*'], ['/show.php?id=17', 'site.example/show.php?id'], ['/u/ann.html', 'site.example/u/*.html'],
    ['/2012/05/news', 'site.example/#/#/*'], ['/about', null], ['/user-anna.html', 'site.example/user*.html'], ['/topic4.html', 'site.example/topic*.html'], ['/ideas?page=2', null], ['/ideas/index.html', null],
  ])('%s', (path, expected) => {
    expect(seriesOf(`http://site.example${path}`)).toBe(expected);
  });
});

describe('kinds by agreement', () => {
  it('takes pages that differ in one place of the address for subjects', () => {
    const kinds = siteKinds([page('/b/1', 'other', 'Roof'), page('/b/2', 'other', 'Lift'), page('/b/3', 'other', 'Door'), page('/terms', 'other', 'Terms')]);
    expect([...kinds.values()]).toEqual(['item', 'item', 'item']);
    expect(kinds.has('/terms')).toBe(false);
  });

  it('takes the pages to which bylines lead for profiles', () => {
    const home = page('/', 'home', 'Home', { members: ['http://site.example/people/ann.html', 'http://site.example/people/bob.html'] });
    const kinds = siteKinds([home, page('/people/ann.html', 'other', 'Ann'), page('/people/bob.html', 'other', 'Bob'), page('/people/eve.html', 'other', 'Eve')]);
    expect([...kinds.values()]).toEqual(['profile', 'profile', 'profile']);
  });

  it('does not take the parts of one listing for subjects', () => {
    expect(siteKinds([1, 2, 3, 4].map((n) => page(`/list.php?id=${n}`, 'other', `Ideas, page ${n}`))).size).toBe(0);
  });

  it('leaves a listing that lists, and not one that does not', () => {
    const links = [1, 2, 3].map((n) => ({ url: `http://site.example/thread/${n}`, leads: 'inside' }));
    const boards = [1, 2, 3].map((n) => page(`/c/${n}`, 'listing', ['Wood', 'Steel', 'Glass'][n - 1] ?? '', { links: links.map((l) => ({ ...l, url: `${l.url}${n}` })) }));
    expect(siteKinds(boards).size).toBe(0);
    expect([...siteKinds(boards.map((b) => ({ ...b, links: [] }))).values()]).toEqual(['item', 'item', 'item']);
  });

  it('lets the majority of a series speak for the rest', () => {
    const kinds = siteKinds([page('/x/1', 'profile', 'A'), page('/x/2', 'profile', 'B'), page('/x/3', 'other', 'C')]);
    expect([...kinds]).toEqual([['/x/3', 'profile']]);
  });
});
