/**
 * Terms of posts: their words without stop words, addresses, numbers and names, brought to a stem.
 * A term is its stem; `surfaceForms` says how people write it. Stems of different languages that are
 * written alike are one term.
 */
import { byCodeUnit } from './post.ts';
import type { DiscoursePost } from '../../core/types.ts';
import { isStopWord } from './stopwords/index.ts';
import { stemOf, wordsOf } from './words.ts';
import type { Word } from './words.ts';

export interface TermOptions {
  /** Pseudonyms, in lower case, that stand in the texts for names; they are no terms. */
  readonly leaveOut?: ReadonlySet<string>;
}

export interface TermToken extends Word {
  readonly term: string;
}

/** In French and Italian what stands before the apostrophe is an article or a pronoun: "l'entreprise", "dell'azienda". */
const ELISION = /^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quelqu|dell|all|nell|sull|dall|un|quest|quell|gl)'(?=\p{L})/u;
/** Digests and other keys, among them pseudonyms. */
const KEY = /^(?=\p{L}*\p{N})[0-9a-f]{8,}$/u;
/** A single letter is a term only where it may be a whole word. */
const IDEOGRAPH = /\p{Script=Han}/u;

/** A text's terms in their order, each with its place. */
export function termTokens(text: string, language: string | null, options: TermOptions = {}): TermToken[] {
  const tokens: TermToken[] = [];
  const names = options.leaveOut;
  const named = names === undefined || names.size === 0 ? [] : spans(text, names);
  let next = 0;
  for (const token of wordsOf(text)) {
    if (token.kind !== 'word') continue;
    while (next < named.length && (named[next]?.end ?? 0) <= token.start) next += 1;
    if (token.start >= (named[next]?.start ?? Infinity)) continue;
    const word = language === 'fr' || language === 'it' ? token.word.replace(ELISION, '') : token.word;
    if ((word.length < 2 && !IDEOGRAPH.test(word)) || KEY.test(word) || isStopWord(word, language) || (word !== token.word && isStopWord(token.word, language))) continue;
    tokens.push({ word, start: token.start, end: token.end, kind: token.kind, term: stemOf(word, language) });
  }
  return tokens;
}

/** Where the text names one of `names`, hyphens and underscores counting as parts of a name. */
function spans(text: string, names: ReadonlySet<string>): { start: number; end: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu)]
    .filter(({ 0: said }) => names.has(said.toLowerCase()))
    .map(({ 0: said, index }) => ({ start: index, end: index + said.length }));
}

/** How often a text has each of its terms; in code-unit order of the terms. Empty for a text without terms. */
export function termsOf(text: string, language: string | null, options: TermOptions = {}): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { term } of termTokens(text, language, options)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return inOrder(counts);
}

/** For each term the form in which it is written most often (in lower case); of equally frequent ones the first in code-unit order. */
export function surfaceForms(posts: Iterable<Pick<DiscoursePost, 'text' | 'language'>>, options: TermOptions = {}): Map<string, string> {
  const forms = new Map<string, Map<string, number>>();
  for (const { text, language } of posts) {
    for (const { term, word } of termTokens(text, language, options)) {
      let counts = forms.get(term);
      if (counts === undefined) forms.set(term, (counts = new Map<string, number>()));
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const shown = new Map<string, string>();
  for (const [term, counts] of [...forms].sort(([a], [b]) => byCodeUnit(a, b))) {
    const [best] = [...counts].sort(([a, x], [b, y]) => y - x || byCodeUnit(a, b));
    if (best !== undefined) shown.set(term, best[0]);
  }
  return shown;
}

/** Terms of a body of posts. */
export interface TermCounts {
  /** Running terms: the sum of all occurrences. */
  readonly total: number;
  readonly posts: number;
  /** In code-unit order. `posts`: how many posts have the term. */
  readonly terms: ReadonlyMap<string, { readonly occurrences: number; readonly posts: number }>;
}

/** @param perPost term counts of each post, as `termsOf` gives them */
export function countTerms(perPost: Iterable<ReadonlyMap<string, number>>): TermCounts {
  const terms = new Map<string, { occurrences: number; posts: number }>();
  let total = 0;
  let posts = 0;
  for (const post of perPost) {
    posts += 1;
    for (const [term, occurrences] of post) {
      total += occurrences;
      const known = terms.get(term);
      if (known === undefined) terms.set(term, { occurrences, posts: 1 });
      else {
        known.occurrences += occurrences;
        known.posts += 1;
      }
    }
  }
  return { total, posts, terms: inOrder(terms) };
}

export interface TfidfDocument {
  /** Id of the post or of the thread. */
  readonly id: string;
  readonly platform: string;
  readonly terms: ReadonlyMap<string, number>;
}

export interface TermWeight {
  readonly term: string;
  /** ≥ 0; 0 for a term that every document of the study has. */
  readonly weight: number;
  /** How many documents of the platform have it. */
  readonly documents: number;
  readonly occurrences: number;
}

/**
 * TF-IDF per platform. Of a term t in a document d: (1 + ln tf) · ln(N / df), SMART's `ltn` (Salton &
 * Buckley 1988), N and df over the documents of all platforms given; a platform's weight of t is the
 * mean over all its documents, those without t counting as 0. What every platform speaks of weighs
 * little, and a single long or repetitive post cannot carry a term by itself.
 * @param most terms per platform
 * @returns platforms in code-unit order, each with its heaviest terms first, equal ones in code-unit order; empty without documents
 */
export function tfidf(documents: readonly TfidfDocument[], most = 100): Map<string, TermWeight[]> {
  const df = new Map<string, number>();
  const platforms = new Map<string, { documents: number; terms: Map<string, { sum: number; documents: number; occurrences: number }> }>();
  for (const { platform, terms } of documents) {
    let own = platforms.get(platform);
    if (own === undefined) platforms.set(platform, (own = { documents: 0, terms: new Map() }));
    own.documents += 1;
    for (const [term, tf] of terms) {
      if (tf <= 0) continue;
      df.set(term, (df.get(term) ?? 0) + 1);
      const sums = own.terms.get(term) ?? { sum: 0, documents: 0, occurrences: 0 };
      sums.sum += 1 + Math.log(tf);
      sums.documents += 1;
      sums.occurrences += tf;
      own.terms.set(term, sums);
    }
  }
  const weights = ([term, sums]: [string, { sum: number; documents: number; occurrences: number }], own: number): TermWeight => ({
    term,
    weight: (sums.sum / own) * Math.log(documents.length / (df.get(term) ?? documents.length)),
    documents: sums.documents,
    occurrences: sums.occurrences,
  });
  return new Map(
    [...platforms]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([platform, own]) => [
        platform,
        [...own.terms].map((entry) => weights(entry, own.documents)).sort((a, b) => b.weight - a.weight || byCodeUnit(a.term, b.term)).slice(0, most),
      ]),
  );
}

function inOrder<V>(map: ReadonlyMap<string, V>): Map<string, V> {
  return new Map([...map].sort(([a], [b]) => byCodeUnit(a, b)));
}
