/** From pages to what is said of a platform: present, absent or unknown for every feature. */
import type { Actor, ArchivedPage, FeatureObservation, Finding } from '../../core/types.ts';
import { NetnoError } from '../../core/errors.ts';
import { companiesOn } from './companies.ts';
import type { CompanyMention } from './companies.ts';
import { memberLinks } from './cues.ts';
import type { Feature } from './define.ts';
import { copied } from './nodes.ts';
import type { PageKind } from './kind.ts';
import { viewPage } from './page.ts';
import type { PageView } from './page.ts';
import { features as registered } from './registry.ts';
import { seriesOf, siteKinds } from './site-kinds.ts';
import { SOCIAL_HOST } from './site.ts';
import { isLabel } from './words/index.ts';

/** Where a link leads, seen from the platform. `secondary`: one step out, to a source about it. */
export type Leads = 'inside' | 'outside' | 'secondary' | 'social';

export interface ReadLink {
  readonly url: string;
  readonly text: string;
  readonly rel: string;
  readonly leads: Leads;
}

/** What is kept of a page once it is read; the tree is dropped, so memory is bounded by what was found. */
export interface PageReading {
  /** page_visit.id */
  readonly id: string;
  readonly url: string;
  readonly status: number;
  readonly kind: PageKind;
  readonly title: string;
  /** Declared or guessed; null when it cannot be told. */
  readonly language: string | null;
  /** The interface words of its language are known. */
  readonly words: boolean;
  /** One must log in to see it. */
  readonly wall: boolean;
  readonly secondary: boolean;
  /** Why it was not read, as when it is larger than any page should be; null when it was. */
  readonly unread: string | null;
  readonly links: readonly ReadLink[];
  /** Where names of members on the page lead. */
  readonly members: readonly string[];
  readonly findings: readonly Finding[];
  /** Companies the page names, and what it says of what they make. */
  readonly companies: readonly CompanyMention[];
}

/**
 * Reads one archived page with every detector, or with those given. Anything but HTML, errors, and pages past the limits of document.ts give no findings.
 * @param kind the page's kind where the other pages of its site make it clearer
 */
export function readPage(page: ArchivedPage, features: readonly Feature[] = registered, kind: PageKind | null = null): PageReading {
  if (page.unread !== undefined) return read(page, null, kind, page.unread);
  const html = page.status >= 200 && page.status < 300 && /html|^$/iu.test(page.contentType);
  try {
    return read(html ? page : { ...page, html: '' }, html ? features : null, kind, null);
  } catch (error) {
    if (!(error instanceof NetnoError)) throw error;
    return read({ ...page, html: '' }, null, kind, error.message);
  }
}

/** @param features null when nothing is to be found on it */
function read(page: ArchivedPage, features: readonly Feature[] | null, kind: PageKind | null, unread: string | null): PageReading {
  const view = viewPage(page, kind);
  return {
    id: page.id, url: page.url, status: page.status, kind: view.kind, title: copied(view.title), language: view.language, words: view.words,
    wall: view.wall, secondary: page.secondary, unread,
    links: readLinks(view),
    members: [...new Set(memberLinks(view).flatMap((l) => (l.url === null ? [] : [l.url.href])))],
    findings: features?.flatMap((feature) => feature.detect(view)) ?? [],
    companies: features === null ? [] : companiesOn(view),
  };
}

function readLinks(view: PageView): ReadLink[] {
  const seen = new Set<string>();
  const out: ReadLink[] = [];
  for (const link of view.links) {
    if (link.url === null || !/^https?:$/u.test(link.url.protocol) || link.place === 'banner') continue;
    link.url.hash = '';
    const url = link.url.href;
    if (seen.has(url)) continue;
    seen.add(url);
    const leads: Leads = !link.offsite ? 'inside' : SOCIAL_HOST.test(link.url.hostname) ? 'social' : leadsToSource(view, link) ? 'secondary' : 'outside';
    out.push({ url, text: copied(link.name.slice(0, 200)), rel: link.el.attribs['rel'] ?? '', leads });
  }
  return out;
}

/** The company's own site, or a discussion of the platform: a secondary source in the paper's sense (section 3). */
function leadsToSource(view: PageView, link: PageView['links'][number]): boolean {
  return link.place === 'main' || link.place === 'footer' || isLabel('client', link.name) || /\b(?:website|site|press|case study|discussion|forum)\b/iu.test(link.name) || view.page.secondary;
}

/** Reads the pages of one site: each by itself as it comes, and in the end once more those whose kind the site's other pages make clearer. */
export class SiteReader {
  readonly #readings = new Map<string, PageReading>();

  has(id: string): boolean {
    return this.#readings.has(id);
  }

  add(page: ArchivedPage): void {
    this.#readings.set(page.id, readPage(page));
  }

  /** Leaves out a page that another stands for. */
  drop(id: string): void {
    this.#readings.delete(id);
  }

  get ids(): string[] {
    return [...this.#readings.keys()];
  }

  /** @param pages gives the pages with the ids asked for, one at a time */
  finish(pages: (ids: ReadonlySet<string>) => Iterable<ArchivedPage>): PageReading[] {
    const kinds = siteKinds([...this.#readings.values()]);
    if (kinds.size > 0) for (const page of pages(new Set(kinds.keys()))) this.#readings.set(page.id, readPage(page, registered, kinds.get(page.id) ?? null));
    return [...this.#readings.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/**
 * One row a feature for what members do, and one for what the operator does where something was
 * found. `absent` only when for every group of the feature's coverage a page was seen that could
 * show it: status 200, not behind a log-in, in a language whose words are known. Independent of
 * the order of the readings.
 *
 * What would stand on members' pages is absent too where the pages seen show that members have none.
 */
export function observePlatform(readings: readonly PageReading[], features: readonly Feature[] = registered): FeatureObservation[] {
  const own = readings.filter((r) => !r.secondary).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const rows = features.flatMap((feature) => observe(feature, own));
  const profiles = rows.find((r) => r.feature === 'user_profile' && r.actor === 'member');
  if (profiles?.value !== 'absent') return rows;
  // Where members have no pages of their own, what would stand on such pages is not there either.
  const onProfiles = new Set(features.filter((f) => f.coverage.every((group) => group.every((kind) => PROFILE_KINDS.has(kind)))).map((f) => f.id));
  return rows.map((r) => (r.value === 'unknown' && onProfiles.has(r.feature) ? { ...r, value: 'absent', coverage: profiles.coverage, reason: null } : r));
}

const PROFILE_KINDS: ReadonlySet<PageKind> = new Set(['profile', 'members', 'register']);

function observe(feature: Feature, own: readonly PageReading[]): FeatureObservation[] {
  const each = own.flatMap((r) => r.findings.filter((f) => f.feature === feature.id));
  const found = feature.together?.(each) ?? each;
  const rows: FeatureObservation[] = [];
  const member = found.filter((f) => f.actor === 'member');
  const operator = found.filter((f) => f.actor === 'operator');
  const seen = own.filter((r) => r.status === 200 && r.unread === null && !r.wall && r.words);
  const coverage = seen.filter((r) => feature.coverage.some((group) => group.includes(r.kind))).map((r) => r.id);
  const missing = feature.coverage.filter((group) => !seen.some((r) => group.includes(r.kind)));
  const [closed] = closedTo(feature, own, seen);
  if (member.length > 0) rows.push(present(feature.id, 'member', member));
  else if (missing.length === 0 && closed !== undefined) rows.push({ ...nothing(feature.id), value: 'unknown', coverage, reason: `A part of the platform where it might show asks for a log-in (${closed.url}).` });
  else if (missing.length === 0) rows.push({ ...nothing(feature.id), value: 'absent', coverage });
  else rows.push({ ...nothing(feature.id), value: 'unknown', coverage, reason: whyUnknown(own, missing) });
  if (operator.length > 0) rows.push(present(feature.id, 'operator', operator));
  return rows;
}

/** Where one does something, not where something shows: it asks for a log-in on any site. */
const TO_ACT = /(?:^|[/_.?=&-])(?:new|create|add|edit|reply|compose|send|submit|post|vote|like|follow|join|report|message|messages|inbox|settings|account|admin|delete|upload|download|invite|subscribe|watch)(?=$|[/_.?=&-])/iu;

/** Fewer closed pages of a kind are exceptions: a private project, somebody's draft. */
const CLOSED_SERIES = 2;

/** Pages that would show it and are not for everybody: several of one series, none of which was open. */
function closedTo(feature: Feature, own: readonly PageReading[], seen: readonly PageReading[]): PageReading[] {
  const closed = own.filter((r) => (r.wall || r.status === 401 || r.status === 403) && feature.coverage.some((group) => group.includes(r.kind)) && !TO_ACT.test(pathOf(r.url)));
  if (closed.length < CLOSED_SERIES) return [];
  const open = new Set(seen.map((r) => seriesOf(r.url)));
  const series = new Map<string, number>();
  for (const r of closed) {
    const key = seriesOf(r.url);
    if (key !== null && !open.has(key)) series.set(key, (series.get(key) ?? 0) + 1);
  }
  return closed.filter((r) => (series.get(seriesOf(r.url) ?? '') ?? 0) >= CLOSED_SERIES);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url;
}

function nothing(feature: string): FeatureObservation {
  return { feature, actor: 'member', value: 'unknown', mode: null, reach: null, traces: 0, for: [], coverage: [], reason: null };
}

function present(feature: string, actor: Actor, found: readonly Finding[]): FeatureObservation {
  const done = found.filter((f) => f.mode === 'performed');
  const traces = (done.length > 0 ? done : found).reduce((sum, f) => sum + f.region.count, 0);
  const inside = found.some((f) => f.reach === 'inside');
  return { feature, actor, value: 'present', mode: done.length > 0 ? 'performed' : 'afforded', reach: inside ? 'inside' : 'outside', traces: done.length > 0 ? traces : 0, for: found, coverage: [], reason: null };
}

function whyUnknown(own: readonly PageReading[], missing: readonly (readonly PageKind[])[]): string {
  const [group] = missing;
  const kinds = (group ?? []).join(' or ');
  if (own.length === 0) return 'No page of the platform was seen.';
  const would = own.filter((r) => (group ?? []).includes(r.kind));
  if (would.some((r) => r.wall)) return `The pages of kind ${kinds} ask for a log-in.`;
  if (would.some((r) => r.status === 200 && !r.words)) return `The interface words of the language of the pages of kind ${kinds} are not known.`;
  const unread = would.find((r) => r.unread !== null)?.unread ?? null;
  if (unread !== null) return `The pages of kind ${kinds} could not be read. ${unread}`;
  if (would.length > 0) return `The pages of kind ${kinds} were not delivered.`;
  return `No page of kind ${kinds} was seen, where it would show.`;
}
