/** Running words of a text with their places, and their stems. */
import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import german from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import spanish from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import french from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import italian from 'natural/lib/natural/stemmers/porter_stemmer_it.js';
import dutch from 'natural/lib/natural/stemmers/porter_stemmer_nl.js';
import portuguese from 'natural/lib/natural/stemmers/porter_stemmer_pt.js';
import swedish from 'natural/lib/natural/stemmers/porter_stemmer_sv.js';

export interface Word {
  /** Lower case, NFC, straight apostrophes, without an English possessive. */
  readonly word: string;
  /** UTF-16 offsets in the text; `end` excluded. */
  readonly start: number;
  readonly end: number;
  /** `number` has no letter; `address` is a URL, an e-mail address, a member addressed or a marker in brackets, as a whole. */
  readonly kind: 'word' | 'number' | 'address';
}

const TLD = 'com|org|net|io|co|info|biz|eu|edu|gov|uk|de|ch|at|fi|se|no|dk|nl|fr|it|es|pl|ru|br|pt|test|example';
/** A word runs over an apostrophe between letters (UAX 29), and stops at a hyphen. */
const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:['’ʼ][\\p{L}][\\p{L}\\p{M}\\p{N}]*)*";
const WORDS_ONLY = new RegExp(WORD, 'gu');
/** Without any of these there is no address, and the short expression does. */
const MAY_HOLD_ADDRESS = /@|\w:|www\.|\[e-mail\]|[a-z\d-]\.[a-z\d]/iu;
const TOKEN = new RegExp(
  [
    `(?<address>(?:https?|ftp|mailto):[^\\s<>"]*[^\\s<>".,;:!?)\\]]|www\\.[^\\s<>"]*[^\\s<>".,;:!?)\\]]`,
    // At most so many characters before the @, that a long run of letters is not read again from each of them.
    `(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+|\\[e-mail\\]|@[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?`,
    `(?<![\\p{L}\\p{N}.-])(?:[a-z\\d][a-z\\d-]{0,62}\\.){1,5}(?:${TLD})(?![\\p{L}\\p{N}-])(?:/[^\\s<>"]*[^\\s<>".,;:!?)\\]])?)`,
    WORD,
  ].join('|'),
  'giu',
);

/** Scripts that set no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
/** The segmenter's time grows with the square of what it is given. A run is cut here, at worst within a word. */
const SEGMENT = 400;
const ASCII = /^[\0-\x7f]*$/u;

/** Words, numbers and addresses of a text in their order. An empty text has none. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(MAY_HOLD_ADDRESS.test(text) ? TOKEN : WORDS_ONLY)) {
    const said = match[0];
    const start = match.index;
    if (match.groups?.['address'] !== undefined) {
      words.push({ word: said.toLowerCase(), start, end: start + said.length, kind: 'address' });
    } else if (!ASCII.test(said) && UNSPACED.test(said)) {
      for (let from = 0; from < said.length; from += SEGMENT) {
        for (const { segment, index, isWordLike } of segmenter.segment(said.slice(from, from + SEGMENT))) if (isWordLike === true) words.push(word(segment, start + from + index));
      }
    } else {
      words.push(word(said, start));
    }
  }
  return words;
}

function word(said: string, start: number): Word {
  const plain = ASCII.test(said) && !said.includes("'");
  const whole = plain ? said.toLowerCase() : folded(said);
  // "it's", "let's": no possessive, but a stop word.
  const possessive = !plain && whole.endsWith("'s") && !/^(?:it|that|there|here|what|who|where|when|why|how|let|he|she)'s$/u.test(whole);
  const own = possessive ? whole.slice(0, -2) : whole;
  return { word: own, start, end: start + said.length - (possessive ? 2 : 0), kind: isNumber(own) ? 'number' : 'word' };
}

function folded(said: string): string {
  return said.normalize('NFC').toLowerCase().replace(/[’ʼ]/gu, "'");
}

/** Without letters, or an ordinal. */
function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return !(first >= 97 && first <= 122) && (!/\p{L}/u.test(word) || /^\d+(?:st|nd|rd|th)$/u.test(word));
}

/**
 * Stemmers of `natural`: Porter's of 1980 for English, else those of Snowball (Porter 2001), with
 * which they agree word for word on lists of 430 to 750 words a language (but for two words
 * each in French and Dutch, one in Swedish). There is none for Finnish.
 */
const STEMMERS: ReadonlyMap<string, { stem(word: string): string }> = new Map(
  Object.entries({ de: german, en: english, es: spanish, fr: french, it: italian, nl: dutch, pt: portuguese, sv: swedish }),
);

/** ISO 639-1 codes of the languages that have a stemmer. */
export const STEMMED: readonly string[] = [...STEMMERS.keys()];

/** Words come again and again; what a word's stem is, is kept up to a bound of words a language. */
const MOST_KEPT = 50_000;
const stems = new Map<string, Map<string, string>>(STEMMED.map((language) => [language, new Map<string, string>()]));

/**
 * Stem of a word; the word itself where its language has no stemmer or is not known.
 * @param word in lower case
 */
export function stemOf(word: string, language: string | null): string {
  const stemmer = language === null ? undefined : STEMMERS.get(language);
  // Names of norms and products ("b2b", "cm13") are not inflected.
  if (stemmer === undefined || language === null || /\p{N}/u.test(word)) return word;
  const kept = stems.get(language);
  let stem = kept?.get(word);
  if (stem === undefined) {
    if ((kept?.size ?? 0) >= MOST_KEPT) kept?.clear();
    stem = stemmer.stem(word);
    if (stem === '') stem = word;
    kept?.set(word, stem);
  }
  return stem;
}
