/**
 * From elements to regions: selectors that match exactly the elements meant, and nothing else.
 * Candidates are checked against an index of the whole document, so no selector is run to find out.
 */
import type { AnyNode, Element } from 'domhandler';
import { load } from 'cheerio';
import type { Region } from '../../core/types.ts';
import { endOf, isElement, orderOf, parentOf } from './nodes.ts';
import type { Placed } from './nodes.ts';
import { remembered } from './remembered.ts';

export interface DocumentIndex {
  /** Every element in document order, hidden ones too: a selector matches those as well. */
  readonly all: readonly Element[];
  readonly byId: ReadonlyMap<string, readonly Element[]>;
  readonly byTag: ReadonlyMap<string, readonly Element[]>;
  /** Elements of a tag with one class, class of the parent or value of an attribute, so that no selector is tried on every element. */
  readonly byKey: (tag: string, kind: Kind, value: string) => readonly Element[];
  /** Which of its siblings with the same tag it is, from 1, and how many they are. */
  readonly nth: (el: Element) => Nth;
}

function push<K>(map: Map<K, Element[]>, key: K, el: Element): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [el]);
  else list.push(el);
}

/** @param all every element of one document, in document order; each is told its place in it */
export function indexDocument(all: readonly Element[]): DocumentIndex {
  const byId = new Map<string, Element[]>();
  const byTag = new Map<string, Element[]>();
  for (let i = 0; i < all.length; i += 1) {
    const el = all[i] as Element & Placed;
    el.at = i;
    el.end = i;
    push(byTag, el.name, el);
    const id = el.attribs['id'];
    if (id !== undefined && id !== '') push(byId, id, el);
  }
  for (let i = all.length - 1; i >= 0; i -= 1) {
    const el = all[i] as Element & Placed;
    const up = parentOf(el) as (Element & Placed) | null;
    if (up !== null && up.end < el.end) up.end = el.end;
  }
  const keys = new Map<string, Map<string, Element[]>>();
  const byKey: DocumentIndex['byKey'] = (tag, kind, value) => {
    const key = `${tag} ${kind}`;
    let found = keys.get(key);
    if (found === undefined) {
      keys.set(key, (found = new Map<string, Element[]>()));
      for (const el of byTag.get(tag) ?? []) for (const own of valuesOf(el, kind)) push(found, own, el);
    }
    return found.get(value) ?? [];
  };
  const siblings = new Map<Element, Nth>();
  const nth: DocumentIndex['nth'] = (el) => {
    if (!siblings.has(el) && el.parent !== null) countSiblings(el.parent.children, siblings);
    return siblings.get(el) ?? { at: 1, of: { count: 1 } };
  };
  return { all, byId, byTag, byKey, nth };
}

/** What a selector with a tag may ask besides: one class, one class of the parent, one attribute's value. */
type Kind = '.' | '>' | (typeof TELLING)[number];

function valuesOf(el: Element, kind: Kind): readonly string[] {
  if (kind === '.') return classTokens(el);
  if (kind === '>') return el.parent === null || !isElement(el.parent) ? [] : classTokens(el.parent);
  const value = el.attribs[kind];
  return value === undefined || value.length > LONGEST_VALUE ? [] : [value];
}

interface Nth {
  readonly at: number;
  readonly of: { count: number };
}

function countSiblings(children: readonly AnyNode[], into: Map<Element, Nth>): void {
  const tags = new Map<string, { count: number }>();
  for (const el of children) {
    if (!isElement(el)) continue;
    let of = tags.get(el.name);
    if (of === undefined) tags.set(el.name, (of = { count: 0 }));
    of.count += 1;
    into.set(el, { at: of.count, of });
  }
}

/** Is `other` the element itself or below it? */
export function holds(el: Element, other: Element): boolean {
  const at = orderOf(other);
  return at >= orderOf(el) && at <= endOf(el);
}

/** The first of `others` (in document order) that is the element itself or below it. */
export function firstBelow<T>(el: Element, others: readonly T[], elementOf: (other: T) => Element): T | undefined {
  const start = orderOf(el);
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orderOf(elementOf(others[middle] as T)) < start) low = middle + 1;
    else high = middle;
  }
  const found = others[low];
  return found !== undefined && orderOf(elementOf(found)) <= endOf(el) ? found : undefined;
}

/** Sorted as they stand in the document. */
export function inOrder(elements: readonly Element[]): Element[] {
  return [...elements].sort((a, b) => orderOf(a) - orderOf(b));
}

const NO_TOKENS: readonly string[] = [];
/** Tokens of a class attribute, each once. */
export const tokensIn = remembered((cls): readonly string[] => [...new Set(cls.split(/[ \t\n\f\r]+/u).filter((t) => t !== ''))]);

export function classTokens(el: Element): readonly string[] {
  const cls = el.attribs['class'];
  return cls === undefined ? NO_TOKENS : tokensIn(cls);
}

/** What alike elements have in common besides their tag: their classes, but for those with a number. */
const alike = remembered((cls) => tokensIn(cls).filter((t) => !/\d/u.test(t)).sort().join('.'));

/** CSS identifier, escaped (CSSOM `CSS.escape`). */
export function cssEscape(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    const code = text.charCodeAt(i);
    const first = i === 0 || (i === 1 && text.startsWith('-'));
    if (code < 0x20 || code === 0x7f || (/[0-9]/u.test(c) && first)) out += `\\${code.toString(16)} `;
    else if (code >= 0x80 || /[\w-]/u.test(c)) out += c === '-' && text.length === 1 ? '\\-' : c;
    else out += `\\${c}`;
  }
  return out;
}

/** Only values without quotes, backslashes and line breaks come here: parsers differ on the rest. */
function quoted(value: string): string {
  return `"${value}"`;
}

/** Attributes whose exact value may tell a set of elements apart. */
const TELLING = ['rel', 'name', 'itemprop', 'itemtype', 'role', 'type', 'title', 'href', 'action', 'src', 'aria-label'] as const;
const LONGEST_VALUE = 120;

function same(found: readonly Element[], wanted: ReadonlySet<Element>): boolean {
  return found.length === wanted.size && found.every((el) => wanted.has(el));
}

/** Those that pass, but no more than one over `most`: enough to see that they are too many. */
function upTo(most: number, elements: readonly Element[], test: (el: Element) => boolean): Element[] {
  const out: Element[] = [];
  for (const el of elements) {
    if (test(el)) out.push(el);
    if (out.length > most) break;
  }
  return out;
}

/** A selector for exactly this set, or null when no simple one exists. */
function generalised(index: DocumentIndex, elements: readonly Element[]): string | null {
  const [first] = elements;
  if (first === undefined) return null;
  const wanted = new Set(elements);
  if (elements.some((el) => el.name !== first.name)) return null;
  const tag = cssEscape(first.name);
  const byTag = index.byTag.get(first.name) ?? [];
  if (same(byTag, wanted)) return tag;

  const id = first.attribs['id'];
  if (elements.length === 1 && id !== undefined && id !== '' && index.byId.get(id)?.length === 1) return `#${cssEscape(id)}`;

  const shared = classTokens(first).filter((token) => elements.every((el) => classTokens(el).includes(token)));
  const rare = shared
    .map((token) => ({ token, found: index.byKey(first.name, '.', token) }))
    .sort((a, b) => a.found.length - b.found.length);
  for (const { token, found } of rare) if (same(found, wanted)) return `${tag}.${cssEscape(token)}`;
  if (rare.length > 1) {
    const all = upTo(wanted.size, rare[0]?.found ?? [], (el) => shared.every((t) => classTokens(el).includes(t)));
    if (same(all, wanted)) return `${tag}${shared.map((t) => `.${cssEscape(t)}`).join('')}`;
  }

  for (const name of TELLING) {
    const value = first.attribs[name];
    if (value === undefined || value.length > LONGEST_VALUE || !/^[^"\\\n\r\t]*$/u.test(value) || elements.some((el) => el.attribs[name] !== value)) continue;
    if (same(index.byKey(first.name, name, value), wanted)) return `${tag}[${name}=${quoted(value)}]`;
  }
  const prefix = commonPrefix(elements.map((el) => el.attribs['href'] ?? ''));
  if (elements.length > 1 && prefix.length > 3 && /^[^"\\\n\r\t]*$/u.test(prefix)) {
    if (same(upTo(wanted.size, byTag, (el) => (el.attribs['href'] ?? '').startsWith(prefix)), wanted)) return `${tag}[href^=${quoted(prefix)}]`;
  }

  // `.parent > tag` and `.parent > tag.class`
  const parents = elements.map(parentOf);
  const firstParent = parents[0];
  if (firstParent !== null && firstParent !== undefined) {
    const up = classTokens(firstParent).filter((token) =>
      parents.every((p) => p !== null && classTokens(p).includes(token)),
    );
    for (const token of up) {
      const below = index.byKey(first.name, '>', token);
      if (same(below, wanted)) return `.${cssEscape(token)} > ${tag}`;
      const [own] = shared;
      if (own !== undefined && same(upTo(wanted.size, below, (el) => classTokens(el).includes(own)), wanted)) {
        return `.${cssEscape(token)} > ${tag}.${cssEscape(own)}`;
      }
    }
  }
  return null;
}

function commonPrefix(values: readonly string[]): string {
  const [first] = values;
  if (first === undefined) return '';
  let end = first.length;
  for (const value of values) {
    let i = 0;
    while (i < end && i < value.length && value[i] === first[i]) i += 1;
    end = i;
  }
  return first.slice(0, end);
}

/** The one path to an element: from the nearest unique id, or from the root. */
export function uniquePath(index: DocumentIndex, el: Element): string {
  const steps: string[] = [];
  let at: Element | null = el;
  while (at !== null) {
    const id: string | undefined = at.attribs['id'];
    if (id !== undefined && id !== '' && index.byId.get(id)?.length === 1) {
      steps.unshift(`#${cssEscape(id)}`);
      return steps.join(' > ');
    }
    const parent: Element | null = parentOf(at);
    if (parent === null) {
      steps.unshift(cssEscape(at.name));
      return steps.join(' > ');
    }
    const tag = cssEscape(at.name);
    const nth = index.nth(at);
    steps.unshift(nth.of.count === 1 ? tag : `${tag}:nth-of-type(${nth.at})`);
    at = parent;
  }
  return steps.join(' > ');
}

/**
 * Regions that together match exactly `elements`: one for each group of alike elements where one
 * selector says it, otherwise one an element. In document order of their first element.
 */
export function regions(
  index: DocumentIndex,
  page: string,
  elements: readonly Element[],
  quote: (el: Element) => string,
): Region[] {
  const ordered = inOrder([...new Set(elements)]);
  const groups = new Map<string, Element[]>();
  for (const el of ordered) {
    push(groups, `${el.name} ${alike(el.attribs['class'] ?? '')}`, el);
  }
  const out: Region[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const selector = generalised(index, group);
    if (selector !== null) {
      out.push({ page, selector, quote: quote(first), count: group.length });
      continue;
    }
    for (const el of group) {
      const own = generalised(index, [el]) ?? uniquePath(index, el);
      out.push({ page, selector: own, quote: quote(el), count: 1 });
    }
  }
  return out;
}

/** The page without what the regions point at. All are found before any is removed: a path counts its siblings. */
export function withoutRegions(html: string, gone: readonly Pick<Region, 'selector'>[]): string {
  const $ = load(html);
  const elements = [...new Set(gone.map((r) => r.selector))].flatMap((selector) => $(selector).toArray());
  $(elements).remove();
  return $.html();
}
