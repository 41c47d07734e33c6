/**
 * Interface words, one data module a language. Every entry is a regular expression source, matched
 * without regard to case and at word borders; languages add to each other, so a new language is a
 * new file and a line here. A concept that a language lacks is simply not seen in that language.
 */
import { copied } from '../nodes.ts';
import { remembered } from '../remembered.ts';
import type { Concept, Words } from './concepts.ts';
import de from './de.ts';
import en from './en.ts';
import { eachGram, guardsOf, numberOf } from './guards.ts';
import { matcher } from './labels.ts';
import others from './others.ts';
import pt from './pt.ts';

const LANGUAGES: readonly Words[] = [en, de, pt, ...others];

/** Languages whose interface words are known well enough for a missing word to mean something. */
const KNOWN = new Set(LANGUAGES.filter((l) => l.thorough).map((l) => l.language));

/** A text may mention a concept, or be the step of an address that names it. */
type Question = 'mentions' | 'step';

const LEAD = `(?:${LANGUAGES.flatMap((l) => l.lead).join('|')})`;
const NOISE = '[\\s\\p{P}\\p{S}\\p{N}\\p{Co}]*';

function alternativesOf(concept: Concept): readonly string[] {
  return LANGUAGES.flatMap((language) => language.words[concept] ?? []);
}

/** The concept's words in all languages, as one source. */
function wordsOf(concept: Concept): string {
  const found = alternativesOf(concept);
  return found.length === 0 ? '(?!)' : found.join('|');
}

function expression(question: Question, concept: Concept): RegExp {
  const words = `(?:${wordsOf(concept)})`;
  if (question === 'mentions') return new RegExp(`(?<![\\p{L}\\p{N}_])${words}(?![\\p{L}\\p{N}_])`, 'iu');
  // `test-cycles`, `idea_exchange`: the last word of a step says what it holds.
  return new RegExp(`^(?:${concept === 'pathItem' || concept === 'pathListing' ? '[\\p{L}]+[-_]' : ''}${words}|${words})$`, 'iu');
}

const CONCEPTS = [...new Set(LANGUAGES.flatMap((l) => Object.keys(l.words)))] as Concept[];
const numbers = new Map(CONCEPTS.map((concept, number) => [concept, number]));

/** Made when they are first asked for; by question and number of the concept. */
const expressions: Readonly<Record<Question, RegExp[]>> = { mentions: [], step: [] };
const AT: Readonly<Record<Question, number>> = { mentions: 0, step: CONCEPTS.length };

const ROW = 2 * CONCEPTS.length;

/**
 * Which concepts a text may say, by the letters it holds (guards.ts); the others are a `no` without asking. Made at the
 * first question: most commands ask none. `unsaid` is a row before its text is looked at: no to all that has a guard.
 */
let saying: { readonly said: ReadonlyMap<number, readonly number[]>; readonly unsaid: Uint8Array } | null = null;

function guarded(): NonNullable<typeof saying> {
  const guards = guardsOf(CONCEPTS.map(wordsOf));
  const said = new Map<number, number[]>();
  guards.forEach((guard, concept) => {
    for (const gram of guard ?? []) said.set(numberOf(gram), [...(said.get(numberOf(gram)) ?? []), concept]);
  });
  return { said, unsaid: Uint8Array.from({ length: ROW }, (_, i) => (guards[i % CONCEPTS.length] === null ? 0 : 1)) };
}

/** Interfaces repeat themselves: what was asked of a text is kept, up to a bound. A row for each text; 0 not asked, 1 no, 2 yes. */
const MOST_KEPT = 8_000;
const rows = new Map<string, number>();
const answers = new Uint8Array(MOST_KEPT * ROW);
let latest = { text: '', row: 0 };
rows.set(latest.text, latest.row);

function rowOf(text: string): number {
  if (text === latest.text) return latest.row;
  let row = rows.get(text);
  if (row === undefined) {
    if (rows.size >= MOST_KEPT) rows.clear();
    // A copy, since a part of a text keeps all of it in memory.
    rows.set(copied(text), (row = rows.size * ROW));
    const start = row;
    const { said, unsaid } = (saying ??= guarded());
    answers.set(unsaid, start);
    eachGram(text, (gram) => {
      for (const concept of said.get(gram) ?? []) answers[start + concept] = answers[start + AT.step + concept] = 0;
    });
  }
  latest = { text, row };
  return row;
}

function ask(question: Question, concept: Concept, text: string): boolean {
  const number = numbers.get(concept) ?? CONCEPTS.length;
  const re = (expressions[question][number] ??= expression(question, concept));
  if (text.length > 200 || number === CONCEPTS.length) return re.test(text);
  const at = rowOf(text) + AT[question] + number;
  if (answers[at] === 0) answers[at] = re.test(text) ? 2 : 1;
  return answers[at] === 2;
}

/** The text holds the concept's words somewhere. */
export function mentions(concept: Concept, text: string): boolean {
  return ask('mentions', concept, text);
}

const NO_CONCEPTS: ReadonlySet<Concept> = new Set();
let matching: ((text: string) => readonly number[]) | null = null;

const labels = remembered((text): ReadonlySet<Concept> => {
  const found = (matching ??= matcher(`(?:${LEAD}\\s+){0,2}`, CONCEPTS.map(alternativesOf), NOISE))(text);
  return found.length === 0 ? NO_CONCEPTS : new Set(found.flatMap((number) => CONCEPTS[number] ?? []));
}, MOST_KEPT);

/** All concepts that the text is a label of: it says the concept and nothing else, but for numbers, signs and a leading "our", "all" … */
export function labelsOf(text: string): ReadonlySet<Concept> {
  return couldBeLabel(text) ? labels(text) : NO_CONCEPTS;
}

/** The text is a label of the concept. */
export function isLabel(concept: Concept, text: string): boolean {
  return labelsOf(text).has(concept);
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
  const ascii = lengthOf(sample.match(/[a-z]+/gu));
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

function lengthOf(parts: readonly string[] | null): number {
  return (parts ?? []).reduce((sum, part) => sum + part.length, 0);
}

/** Whether a word not found on such a page is a sign that it is not there. A page with hardly any text has no language to lack. */
export function wordsKnown(language: string | null): boolean {
  return language === null || KNOWN.has(language);
}
