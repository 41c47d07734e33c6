/** Keyword in context: where posts speak of something, and what stands around it. */
import type { DiscoursePost } from '../../core/types.ts';
import { STEMMED, stemOf, wordsOf } from './words.ts';
import type { Word } from './words.ts';

/** A phrase as a person types it ("open source"), or a term as `termsOf` gives it (a stem). */
export type KwicQuery = string | { readonly term: string };

export interface KwicOptions {
  /** Words of context on each side; 7 unless told. */
  readonly words?: number;
  /** Match the words as they are written, inflections not counting. */
  readonly exact?: boolean;
  /** At most so many rows; all unless told. */
  readonly limit?: number;
}

export interface KwicRow {
  readonly post: string;
  readonly thread: string;
  readonly platform: string;
  readonly author: string | null;
  /** `left + keyword + right` stands in the text as it is; both sides end at the text's ends or after so many words. */
  readonly left: string;
  readonly keyword: string;
  readonly right: string;
  /** UTF-16 offsets of the keyword in the post's text; `end` excluded. */
  readonly start: number;
  readonly end: number;
}

/**
 * All places in the order of the posts and of their texts. Words match without regard to case, across
 * the inflections of the post's language; where that is not known, across those of any language that has
 * a stemmer. The words of a phrase must follow each other with nothing but spaces, hyphens or
 * apostrophes between them. Places do not overlap. A query without words matches nothing.
 */
export function concordance(posts: Iterable<DiscoursePost>, query: KwicQuery, options: KwicOptions = {}): KwicRow[] {
  const { words: width = 7, limit = Infinity } = options;
  const rows: KwicRow[] = [];
  const find = matcher(query, options.exact ?? false);
  for (const post of posts) {
    const words = wordsOf(post.text);
    for (const { from, to } of find(post.text, post.language, words)) {
      if (rows.length >= limit) return rows;
      const start = words[from]?.start ?? 0;
      const end = words[to]?.end ?? start;
      const left = width === 0 ? start : (words[from - width]?.start ?? 0);
      const right = width === 0 ? end : (words[to + width]?.end ?? post.text.length);
      rows.push({
        post: post.id,
        thread: post.thread,
        platform: post.platform,
        author: post.author,
        left: post.text.slice(left, start),
        keyword: post.text.slice(start, end),
        right: post.text.slice(end, right),
        start,
        end,
      });
    }
  }
  return rows;
}

/** Indices of the first and last word of a place. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/** A function that finds the query in a text with its words: made once, applied to many posts. */
export function matcher(query: KwicQuery, exact = false): (text: string, language: string | null, words?: readonly Word[]) => Place[] {
  const asked = typeof query === 'string' ? wordsOf(query).map(({ word }) => word) : [query.term];
  const tests = asked.map((word) => (typeof query === 'string' ? sameWord(word, exact) : ofTerm(word)));
  return (text, language, words = wordsOf(text)) => {
    const places: Place[] = [];
    if (tests.length === 0) return places;
    for (let from = 0; from + tests.length <= words.length; from += 1) {
      const matches = tests.every((test, i) => {
        const word = words[from + i];
        return word !== undefined && test(word.word, language) && (i === 0 || JOINT.test(text.slice(words[from + i - 1]?.end ?? 0, word.start)));
      });
      if (!matches) continue;
      places.push({ from, to: from + tests.length - 1 });
      from += tests.length - 1;
    }
    return places;
  };
}

/** What may stand between the words of a phrase; an English possessive is no part of its word. */
const JOINT = /^(?:['’ʼ]s?)?[\s\p{Pd}]*$/iu;

type Test = (word: string, language: string | null) => boolean;

function sameWord(asked: string, exact: boolean): Test {
  const same = (word: string, language: string): boolean => stemOf(word, language) === stemOf(asked, language);
  return (word, language) => {
    if (word === asked) return true;
    if (exact || startsElsewhere(word, asked)) return false;
    return language === null ? STEMMED.some((any) => same(word, any)) : same(word, language);
  };
}

/** No stemmer changes a plain first letter (the German one takes the umlaut off). */
function startsElsewhere(word: string, asked: string): boolean {
  const [a, b] = [word.charCodeAt(0), asked.charCodeAt(0)];
  return a !== b && a < 128 && b < 128;
}

function ofTerm(term: string): Test {
  return (word, language) => word === term || stemOf(word, language) === term || (language === null && !startsElsewhere(word, term) && STEMMED.some((any) => stemOf(word, any) === term));
}
