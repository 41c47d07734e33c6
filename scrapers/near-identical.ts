/**
 * Pages of one pattern that hardly differ: an empty calendar, filters that find nothing, a wall in front of every profile.
 * A page with a sentence of its own is like no other, however much of it is template. The rest is told
 * by simhash of 64 bits, near at three bits or fewer (Manku, Jain and Das Sarma, "Detecting near-duplicates for web
 * crawling", WWW 2007). Its features are runs of text outside links, so that a menu does not make two pages alike.
 */

export interface Likeness {
  seen: number;
  near: number;
  /** Of the last pages, as hexadecimal. */
  recent: string[];
  /** Longer runs of text that were on a page of the pattern, as hashes. */
  runs: number[];
}

const NEAR_BITS = 3;
const RECENT = 16;
/** A pattern is judged by at least so many of its pages, nine in ten of which were like another. */
const ENOUGH = 40;
/** Letters of a run that is a sentence rather than a label, and how many of them are remembered. */
const SENTENCE = 20;
const REMEMBERED = 2000;
/** Runs of text that a page must have for its likeness to mean anything. */
const LEAST_RUNS = 8;
const SHARE = 0.9;
/** Where no page was like another for so long, only each eighth is looked at. */
const TRUSTED = 64;
const SAMPLE = 8;

export class NearIdentical {
  readonly #patterns: Map<string, Likeness>;

  /** @param kept what `keep` gave when the visit stopped */
  constructor(kept: string | null = null) {
    this.#patterns = new Map(kept === null ? [] : (JSON.parse(kept) as [string, Likeness][]));
  }

  keep(): string {
    return JSON.stringify([...this.#patterns]);
  }

  get empty(): boolean {
    return this.#patterns.size === 0;
  }

  saw(pattern: string, html: string): void {
    let one = this.#patterns.get(pattern);
    if (!one) this.#patterns.set(pattern, (one = { seen: 0, near: 0, recent: [], runs: [] }));
    if (one.seen >= TRUSTED && one.near === 0 && one.seen % SAMPLE !== 0) {
      one.seen++;
      return;
    }
    const { hash, sentences } = fingerprintOf(html);
    one.seen++;
    if (hash === null) return;
    const known = new Set(one.runs);
    const own = sentences.filter((run) => !known.has(run));
    if (own.length > 0) one.runs = [...one.runs, ...own].slice(-REMEMBERED);
    else if (one.recent.some((other) => distance(BigInt(`0x${other}`), hash) <= NEAR_BITS)) one.near++;
    one.recent.push(hash.toString(16));
    if (one.recent.length > RECENT) one.recent.shift();
  }

  /** Why no more pages of the pattern are worth fetching, in words; null if they are. */
  exhausted(pattern: string): string | null {
    const one = this.#patterns.get(pattern);
    if (!one || one.seen < ENOUGH || one.near < (one.seen - 1) * SHARE) return null;
    return `near-identical pages: ${one.near + 1} of ${one.seen} like it say the same`;
  }
}

/** 64 bits over a page's runs of text, digits counting as one, so that a date does not make a page new; null for a page of few words. */
export function simhash(html: string): bigint | null {
  return fingerprintOf(html).hash;
}

function fingerprintOf(html: string): { hash: bigint | null; sentences: number[] } {
  const sums = new Int32Array(64);
  const sentences: number[] = [];
  let runs = 0;
  for (let at = 0, link = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    const end = open === -1 ? html.length : open;
    if (link === 0 && end - at > 2 && addRun(html, at, end, sums, sentences)) runs++;
    if (open === -1) break;
    const name = /^<(\/?)(script|style|a)[\s>/]/i.exec(html.slice(open, open + 10));
    let next = html.indexOf('>', open);
    if (next === -1) break;
    if (name && name[2]?.toLowerCase() === 'a') link = name[1] === '/' ? 0 : 1;
    else if (name && name[1] === '') {
      const close = html.indexOf(`</${name[2] ?? ''}`, next);
      if (close === -1) break;
      next = html.indexOf('>', close);
      if (next === -1) break;
    }
    at = next + 1;
  }
  if (runs < LEAST_RUNS) return { hash: null, sentences };
  let hash = 0n;
  for (let bit = 0; bit < 64; bit++) if ((sums[bit] ?? 0) > 0) hash |= 1n << BigInt(bit);
  return { hash, sentences };
}

/** FNV-1a twice with different seeds: 64 bits without BigInt in the inner loop. */
function addRun(text: string, from: number, to: number, sums: Int32Array, sentences: number[]): boolean {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  let letters = 0;
  for (let at = from; at < to && letters < 400; at++) {
    let code = text.charCodeAt(at);
    if (code <= 32) continue;
    if (code >= 48 && code <= 57) code = 48;
    letters++;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + 0x9e), 0x01000193);
  }
  if (letters < 3) return false;
  if (letters >= SENTENCE) sentences.push(low >>> 0);
  // Long runs say more than labels.
  const weight = letters < 20 ? 1 : letters < 100 ? 3 : 6;
  for (let bit = 0; bit < 32; bit++) {
    sums[bit] = (sums[bit] ?? 0) + ((low >>> bit) & 1 ? weight : -weight);
    sums[bit + 32] = (sums[bit + 32] ?? 0) + ((high >>> bit) & 1 ? weight : -weight);
  }
  return true;
}

function distance(a: bigint, b: bigint): number {
  let bits = 0;
  for (let rest = a ^ b; rest !== 0n; rest &= rest - 1n) bits++;
  return bits;
}
