/**
 * Kinds of pages by agreement between the pages of one site. What an address does not say (`/b/1202`, `show.php?id=7`)
 * its company does: pages whose addresses differ in one place are of one kind; where bylines lead are members' pages;
 * a page that lists nothing of its own is no listing.
 */
import type { PageKind } from './kind.ts';

export interface KindReading {
  readonly id: string;
  readonly url: string;
  readonly status: number;
  readonly kind: PageKind;
  readonly title: string;
  readonly secondary: boolean;
  readonly links: readonly { readonly url: string; readonly leads: string }[];
  /** Where names of members on the page lead. */
  readonly members: readonly string[];
}

/** Fewer pages make no series. */
const SERIES = 3;
/** "Profile of anna": what the pages of a series call themselves. */
const PROFILE_TITLE = /\b(?:(?:user|member) ?profile|profile (?:of|for|page)|view(?:ing)? profile|profil von|perfil d[eoa])\b/iu;

/** A link on more than this share of the pages is part of the site's frame. */
const FRAME = 0.5;

/**
 * The address with its one varying place left out; null for addresses that stand alone (`/about`, `/rules`).
 * `/ideas/17-new-roof` → `/ideas/*`, `/show.php?id=17` → `/show.php?id`, `/u/ann.html` → `/u/*.html`.
 */
export function seriesOf(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const keys = [...url.searchParams.keys()].filter((k) => /^(?:id|[a-z]{0,3}id|t|p|u|q|f|n|nr|no|topic|thread|item|page_?id|title|name|user|member)$/iu.test(k)).sort();
  if (keys.length > 0) return `${url.host}${url.pathname}?${keys.join('&')}`;
  if ([...url.searchParams.keys()].length > 0) return null;
  const steps = url.pathname.split('/').filter((s) => s !== '');
  const last = steps.pop();
  if (last === undefined || /^index\d*(?:\.\w+)?$/iu.test(last)) return null;
  const extension = /\.(?:html?|php\d?|aspx?|jsp|shtml)$/iu.exec(last)?.[0] ?? '';
  if (steps.length === 0) {
    // At the root a common beginning makes the series: `topic4.html`, `user-anna.html`.
    const prefix = /^(\p{L}{3,}?)(?:[-_]?\d+|[-_][\w.-]+)$/iu.exec(last.slice(0, last.length - extension.length))?.[1];
    if (prefix !== undefined) return `${url.host}/${prefix}*${extension}`;
    if (!/\d/u.test(last)) return null;
  }
  return `${url.host}/${[...steps.map((s) => (/^\d+$/u.test(s) ? '#' : s)), `*${extension}`].join('/')}`;
}

/** @returns kinds by page_visit id, of the pages whose kind the site's other pages make clearer */
export function siteKinds(readings: readonly KindReading[]): Map<string, PageKind> {
  const own = readings.filter((r) => !r.secondary && r.status === 200);
  const kinds = new Map<string, PageKind>();
  const series = new Map<string, KindReading[]>();
  for (const r of own) {
    const key = seriesOf(r.url);
    if (key !== null) series.set(key, [...(series.get(key) ?? []), r]);
  }
  const frame = frameOf(own);
  const memberSeries = new Map<string, Set<string>>();
  for (const r of own) {
    for (const url of r.members) {
      const key = seriesOf(url);
      if (key !== null) memberSeries.set(key, (memberSeries.get(key) ?? new Set()).add(url));
    }
  }
  for (const [key, pages] of series) {
    // Pages of one listing differ in a number only; that is one page in parts, not a series of subjects.
    const titles = new Set(pages.map((p) => p.title.toLowerCase().replace(/\d+/gu, '#')));
    if (pages.length < SERIES || titles.size < SERIES) continue;
    const vague = pages.filter((p) => p.kind === 'other' || (p.kind === 'listing' && !lists(p, frame)));
    if (vague.length === 0) continue;
    const clear = new Map<PageKind, number>();
    for (const p of pages) if (!vague.includes(p)) clear.set(p.kind, (clear.get(p.kind) ?? 0) + 1);
    const [most] = [...clear].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const agreed: PageKind = most !== undefined && most[1] * 2 > pages.length ? most[0] : (memberSeries.get(key)?.size ?? 0) >= 2 || pages.filter((p) => PROFILE_TITLE.test(p.title)).length * 2 > pages.length ? 'profile' : 'item';
    for (const p of vague) kinds.set(p.id, agreed);
  }
  return kinds;
}

/** Addresses to which more than a share of the pages link: menus, headers, footers. */
function frameOf(own: readonly KindReading[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const r of own) for (const url of new Set(r.links.map((l) => l.url))) counts.set(url, (counts.get(url) ?? 0) + 1);
  return new Set([...counts].filter(([, n]) => n > Math.max(2, own.length * FRAME)).map(([url]) => url));
}

/** Does the page lead to several subjects of one series, beyond the site's frame and its members? */
function lists(page: KindReading, frame: ReadonlySet<string>): boolean {
  const own = seriesOf(page.url);
  const groups = new Map<string, number>();
  for (const link of page.links) {
    if (link.leads !== 'inside' || frame.has(link.url) || page.members.includes(link.url)) continue;
    const key = seriesOf(link.url);
    if (key !== null && key !== own) groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return [...groups.values()].some((n) => n >= SERIES);
}
