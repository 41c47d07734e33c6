/**
 * Interface words, one data module a language. Every entry is a regular expression source, matched
 * without regard to case and at word borders; languages add to each other, so a new language is a
 * new file and a line here. A concept that a language lacks is simply not seen in that language.
 */
import { copied } from '../nodes.ts';
import type { Concept, Words } from './concepts.ts';
import de from './de.ts';
import en from './en.ts';
import others from './others.ts';
import pt from './pt.ts';

const LANGUAGES: readonly Words[] = [en, de, pt, ...others];

/** Languages whose interface words are known well enough for a missing word to mean something. */
const KNOWN = new Set(LANGUAGES.filter((l) => l.thorough).map((l) => l.language));

/** A text may mention a concept, be a label of it, or be the step of an address that names it. */
type Question = 'mentions' | 'label' | 'step';

const LEAD = `(?:${LANGUAGES.flatMap((l) => l.lead).join('|')})`;
const NOISE = '[\\s\\p{P}\\p{S}\\p{N}\\p{Co}]*';

function expression(question: Question, concept: Concept): RegExp {
  const found = LANGUAGES.flatMap((language) => language.words[concept] ?? []);
  const words = `(?:${found.length === 0 ? '(?!)' : found.join('|')})`;
  if (question === 'mentions') return new RegExp(`(?<![\\p{L}\\p{N}_])${words}(?![\\p{L}\\p{N}_])`, 'iu');
  if (question === 'label') return new RegExp(`^${NOISE}(?:${LEAD}\\s+){0,2}${words}${NOISE}$`, 'iu');
  // `test-cycles`, `idea_exchange`: the last word of a step says what it holds.
  return new RegExp(`^(?:${concept === 'pathItem' || concept === 'pathListing' ? '[\\p{L}]+[-_]' : ''}${words}|${words})$`, 'iu');
}

interface Asked {
  readonly at: number;
  readonly re: RegExp;
  /** It tells texts apart that differ in a digit alone, as most concepts do not. */
  readonly digits: boolean;
}

/** What can be asked, in the order in which it was first asked; its place is where the answer is kept. */
const asked: Readonly<Record<Question, Map<Concept, Asked>>> = { mentions: new Map(), label: new Map(), step: new Map() };
const MOST_ASKED = 3 * new Set(LANGUAGES.flatMap((l) => Object.keys(l.words))).size;

function askable(question: Question, concept: Concept): Asked {
  let it = asked[question].get(concept);
  if (it === undefined) {
    const re = expression(question, concept);
    it = { at: asked.mentions.size + asked.label.size + asked.step.size, re, digits: /\d/u.test(re.source.replace(/\{\d+(?:,\d*)?\}/gu, '')) };
    asked[question].set(concept, it);
  }
  return it;
}

/** A text, and where the answers about it are kept: 0 not asked, 1 no, 2 yes. */
export interface Said {
  readonly text: string;
  readonly answers: Uint8Array;
  readonly row: number;
  /** The row that all texts share which differ in their digits alone ("12 days ago", "member 4032"). */
  readonly alike: number;
}

/** Interfaces repeat themselves: what was asked of a text is kept, up to a bound. */
const MOST_KEPT = 12_000;
const kept = new Map<string, Said>();
let answers = new Uint8Array(MOST_KEPT * MOST_ASKED);
let latest: Said = { text: '', answers, row: 0, alike: 0 };
kept.set('', latest);

export function said(text: string): Said {
  if (text === latest.text) return latest;
  let it = kept.get(text);
  if (it === undefined) {
    if (kept.size + 2 > MOST_KEPT) {
      kept.clear();
      // What is still held of the old rows stays right.
      answers = new Uint8Array(MOST_KEPT * MOST_ASKED);
    }
    // A copy, since a part of a text keeps all of it in memory.
    const own = copied(text);
    const pattern = own.replace(/[1-9]/gu, '0');
    const shared = pattern === own ? undefined : said(pattern).row;
    const row = kept.size * MOST_ASKED;
    kept.set(own, (it = { text: own, answers, row, alike: shared ?? row }));
  }
  return (latest = it);
}

function answer(it: Asked, about: Said): boolean {
  const at = (it.digits ? about.row : about.alike) + it.at;
  if (about.answers[at] === 0) about.answers[at] = it.re.test(about.text) ? 2 : 1;
  return about.answers[at] === 2;
}

function ask(question: Question, concept: Concept, text: string): boolean {
  const it = askable(question, concept);
  return text.length > 200 ? it.re.test(text) : answer(it, said(text));
}

/** Of what may be a label (`couldBeLabel`), that which says the concept: as `isLabel`, for many at once. */
export function labelling<T extends { readonly said: Said }>(concept: Concept, of: readonly T[]): T[] {
  const it = askable('label', concept);
  return of.filter((one) => answer(it, one.said));
}

/** The text holds the concept's words somewhere. */
export function mentions(concept: Concept, text: string): boolean {
  return ask('mentions', concept, text);
}

/** The text is a label that says the concept and nothing else, but for numbers, signs and a leading "our", "all" … */
export function isLabel(concept: Concept, text: string): boolean {
  return couldBeLabel(text) && ask('label', concept, text);
}

/** Short enough to be a label of anything. */
export function couldBeLabel(text: string): boolean {
  return text.length > 0 && text.length <= 60;
}

/** A step of an address is one of the concept's words. */
export function pathIs(concept: Concept, step: string): boolean {
  return ask('step', concept, step);
}

/** For each very common word the languages that it speaks for. */
const common = new Map<string, Words[]>();
for (const language of LANGUAGES) for (const word of language.common) common.set(word, [...(common.get(word) ?? []), language]);

/** Language of a page by its declared code, by script, or by common words; null when it cannot be told. */
export function languageOf(declared: string | null, text: string): string | null {
  const sample = text.slice(0, 6000).toLowerCase();
  let ascii = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const code = sample.charCodeAt(i);
    if (code > 96 && code < 123) ascii += 1;
  }
  const others = sample.match(/[^\0-\x7f]/gu)?.filter((c) => /\p{L}/u.test(c)) ?? [];
  const letters = ascii + others.length;
  if (letters > 60) {
    const latin = ascii + others.filter((c) => /\p{Script=Latin}/u.test(c)).length;
    if (latin / letters < 0.4) {
      const code = declared?.slice(0, 2).toLowerCase() ?? null;
      return code !== null && !KNOWN.has(code) ? code : 'und';
    }
  }
  const hits = new Map<Words, number>();
  // The long s is an s, as it is to an expression that ignores case.
  for (const word of sample.replaceAll('ſ', 's').match(/\p{L}+/gu) ?? []) for (const language of common.get(word) ?? []) hits.set(language, (hits.get(language) ?? 0) + 1);
  let best: string | null = null;
  let most = 3;
  for (const language of LANGUAGES) {
    const count = hits.get(language) ?? 0;
    if (count > most) {
      most = count;
      best = language.language;
    }
  }
  return best ?? declared?.slice(0, 2).toLowerCase() ?? null;
}

/** Whether a word not found on such a page is a sign that it is not there. A page with hardly any text has no language to lack. */
export function wordsKnown(language: string | null): boolean {
  return language === null || KNOWN.has(language);
}
