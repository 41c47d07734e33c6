/** Text to tokens with their UTF-16 offsets, and runs of tokens that look like names. */
import { COMMON, NEVER, ORDINARY_ENDING } from './words.ts';

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'domain' | 'possessive' | 'number' | 'mark';
  /** First word of a sentence, a heading or a quotation. */
  readonly initial: boolean;
  /** Number of the sentence. */
  readonly sentence: number;
}

export interface Chunk {
  /** Token indices, `to` excluded. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** By how its letters are set: `odd` (IdeaPark, u2Try), `domain`, `capital`, `acronym`. */
  readonly shape: 'odd' | 'domain' | 'capital' | 'acronym';
  /** It stands at a sentence's start, where any word has a capital. */
  readonly initial: boolean;
  /** It stands in a title in title case. */
  readonly heading: boolean;
  /** One of the two, and every word of it is an ordinary one. */
  readonly doubtful: boolean;
}

/** Words that are ordinary ones. */
export interface Vocabulary {
  has(word: string): boolean;
}

const TLD = 'com|org|net|io|co|info|biz|eu|edu|gov|me|tv|us|uk|de|ch|at|fi|se|no|dk|nl|fr|it|es|pl|ru|cn|jp|kr|in|br|au|ca|be|ie|ai|app|test|ly';
const TOKEN = new RegExp(
  [
    `(?<domain>(?:https?://)?(?:[\\p{L}\\d][\\p{L}\\d-]*\\.)+(?:${TLD})(?![\\p{L}\\d-])(?:/[^\\s,;)\\]"”]*)?)`,
    `(?<possessive>['’]s(?![\\p{L}\\d])|(?<=s)['’](?=\\s))`,
    `(?<number>\\d[\\d.,]*\\d(?![\\p{L}])|\\d(?![\\p{L}\\d]))`,
    `(?<word>[\\p{L}\\d](?:[\\p{L}\\d]|[-‐‑&+@!](?=[\\p{L}\\d])|['’](?!s(?![\\p{L}\\d]))(?=\\p{L})|\\.(?=[\\p{Lu}]\\.)|(?<=\\b[\\p{L}](?:\\.[\\p{L}])?)\\.(?=\\p{L}\\.)|/(?=\\p{Ll}))*)`,
    `(?<mark>[^\\s\\p{L}\\d])`,
  ].join('|'),
  'giu',
);

/** A full stop behind these ends no sentence. */
const ABBREVIATION = /^(?:e\.g|i\.e|al|vs|inc|ltd|corp|co|cf|dr|prof|mr|mrs|st|no|vol|fig|approx|etc|resp|ca|viz|eg|ie|[a-z])$/i;

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let initial = true;
  let sentence = 0;
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    let kind: Token['kind'] = groups['domain'] !== undefined ? 'domain' : groups['possessive'] !== undefined ? 'possessive' : groups['number'] !== undefined ? 'number' : groups['word'] !== undefined ? 'word' : 'mark';
    let value = match[0];
    if (kind === 'domain') {
      value = value.replace(/[.!?:]+$/, '');
      // "end.It" of a missing space, "e.g." and initials are no domains.
      if (!/^https?:/.test(value) && /\.\p{Lu}/u.test(value) && !/^www\./i.test(value) && !/\.(?:COM|ORG|NET)$/.test(value)) kind = 'word';
    }
    const start = match.index;
    const end = start + value.length;
    tokens.push({ text: value, start, end, kind, initial: initial && kind === 'word', sentence });
    if (kind === 'mark') {
      const before = tokens.at(-2);
      const stop = /^[.!?]$/.test(value) && !(value === '.' && before?.kind === 'word' && before.end === start && ABBREVIATION.test(before.text)) && /^(?:["”’)\]]|\s|$)/.test(text.slice(end, end + 1));
      if (stop) {
        sentence++;
        initial = true;
      } else if (/^[:–—("“‘[;]$/.test(value)) initial = initial || value === ':' || value === '–' || value === '—';
    } else initial = false;
  }
  return tokens;
}

/**
 * Runs of name-like tokens. Small words go into a name only between two of its capitals ("Wall of Ideas");
 * "and" and commas separate names.
 */
export function chunksOf(tokens: readonly Token[], text: string, vocabulary: Vocabulary): Chunk[] {
  const inTitleCase = titleCased(tokens);
  const chunks: Chunk[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!namelike(tokens, i)) continue;
    let from = i;
    let to = i + 1;
    if (tokens[i]?.kind !== 'domain') {
      for (;;) {
        if (adjacent(tokens, to) && namelike(tokens, to) && tokens[to]?.kind !== 'domain' && !(tokens[to]?.initial ?? false)) to++;
        else if (/^(?:of|the|for|de|[+&])$/.test(tokens[to]?.text ?? '') && adjacent(tokens, to) && adjacent(tokens, to + 1) && namelike(tokens, to + 1) && !inTitleCase) to += 2;
        else if (tokens[to]?.kind === 'number' && adjacent(tokens, to) && /^\d{1,3}$/.test(tokens[to]?.text ?? '')) to++;
        else if (tokens[to]?.text === '!' && tokens[to]?.start === tokens[to - 1]?.end && /^\s\p{Ll}|^\s*[,)]/u.test(text.slice(tokens[to]?.end))) to++;
        else break;
      }
    }
    i = to - 1;
    // Words that stand capitalised for their place only are no part of the name: "The", "Using", a heading's words.
    while (from < to - 1 && (ordinary(tokens, from, inTitleCase, vocabulary) || /^(?:of|the|for|de|[+&])$/.test(tokens[from]?.text ?? ''))) from++;
    while (inTitleCase && to - 1 > from && ordinary(tokens, to - 1, inTitleCase, vocabulary)) to--;
    const first = tokens[from];
    const last = tokens[to - 1];
    if (!first || !last || to - from > 6) continue;
    const words = tokens.slice(from, to);
    const shape = words.some(({ kind }) => kind === 'domain') ? 'domain' : words.some(({ text: word }) => oddCase(word)) ? 'odd' : words.every(({ text: word }) => /^[\p{Lu}\d&.+-]+$/u.test(word)) ? 'acronym' : 'capital';
    if (shape !== 'odd' && shape !== 'domain' && words.every(({ text: word }) => NEVER.has(word.toLowerCase()))) continue;
    const plain = words.length === 1 && COMMON.has(first.text.toLowerCase());
    const doubtful = plain ? !oddCase(first.text) : shape !== 'odd' && shape !== 'domain' && words.every((_, k) => ordinary(tokens, from + k, inTitleCase, vocabulary));
    chunks.push({ from, to, start: first.start, end: last.end, text: text.slice(first.start, last.end), shape, initial: first.initial, heading: inTitleCase, doubtful });
  }
  return chunks;
}

function namelike(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (token.kind === 'domain') return true;
  return token.kind === 'word' && (/^\p{Lu}/u.test(token.text) || oddCase(token.text));
}

/** Capitals or digits where ordinary words and abbreviations have none. */
export function oddCase(word: string): boolean {
  if (/^(?:\p{Lu}{2,}s|\p{Lu}\p{Ll}+-(?:\p{Lu}\p{Ll}+|\p{Ll}+|\p{Lu}+)|\d+(?:st|nd|rd|th|s|D|G|x|k|m|pm|am)|[A-Z]?\d+|Mc\p{Lu}\p{Ll}+|Mac\p{Lu}\p{Ll}+|O['’]\p{Lu}\p{Ll}+|[mn]RNA|[A-Z]\d[A-Z]|Ph\.?D|M(?:Sc|A)|e-?\p{Lu}?\p{Ll}{4,}|e[A-Z]{2,})$/u.test(word)) return false;
  if (/^\p{Lu}+(?:-\p{Lu}+)*$/u.test(word)) return false;
  if (/\p{Ll}\p{Lu}/u.test(word) && !/[-&/]\p{Lu}/u.test(word)) return true;
  if (/^\p{Lu}{2,}\p{Ll}{3,}$/u.test(word)) return true;
  return /\p{L}\d+\p{L}/u.test(word) || /^\d+\p{Ll}{4,}$/u.test(word) || /^\p{Lu}\p{Ll}{2,}\d+$/u.test(word) || /^\p{L}+[@!+]\p{L}+$/u.test(word);
}

/** Would this word be capitalised here whatever it means? */
function ordinary(tokens: readonly Token[], at: number, inTitleCase: boolean, vocabulary: Vocabulary): boolean {
  const token = tokens[at];
  if (!token || token.kind !== 'word' || oddCase(token.text)) return false;
  const lower = token.text.toLowerCase();
  if (/^(?:the|a|an|this|these|our|its|their)$/.test(lower)) return true;
  if (NEVER.has(lower)) return true;
  if (!token.initial && !inTitleCase) return false;
  return COMMON.has(lower) || vocabulary.has(lower) || ORDINARY_ENDING.test(lower) || lower.split(/[-/]/).every((part) => COMMON.has(part) || vocabulary.has(part) || ORDINARY_ENDING.test(part));
}

/** More capitals than a sentence has: then a capital says nothing. */
export function titleCased(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind, text, initial }) => kind === 'word' && text.length >= 4 && !initial);
  // A heading of a word or two is one as well, unless it ends as a sentence does.
  if (words.length < 3 && tokens.at(-1)?.text === '.') return false;
  return words.length >= 1 && words.filter(({ text }) => /^\p{Lu}/u.test(text)).length > words.length * 0.6;
}

/** Is token `at` set off from the one before by white space only? */
function adjacent(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at];
  return before !== undefined && token !== undefined && token.start - before.end <= 1 && token.sentence === before.sentence;
}
