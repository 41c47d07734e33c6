/**
 * Interface words, one data module a language. Every entry is a regular expression source, matched
 * without regard to case and at word borders; languages add to each other, so a new language is a
 * new file and a line here. A concept that a language lacks is simply not seen in that language.
 */
import type { Concept, Words } from './concepts.ts';
import de from './de.ts';
import en from './en.ts';
import others from './others.ts';
import pt from './pt.ts';

const LANGUAGES: readonly Words[] = [en, de, pt, ...others];

/** Languages whose interface words are known well enough for a missing word to mean something. */
const KNOWN = new Set(LANGUAGES.filter((l) => l.thorough).map((l) => l.language));

function sources(concept: Concept): string {
  const found = LANGUAGES.flatMap((language) => language.words[concept] ?? []);
  return found.length === 0 ? '(?!)' : found.join('|');
}

const LEAD = `(?:${LANGUAGES.flatMap((l) => l.lead).join('|')})`;
const NOISE = '[\\s\\p{P}\\p{S}\\p{N}\\p{Co}]*';

const within = new Map<Concept, RegExp>();
const whole = new Map<Concept, RegExp>();
const steps = new Map<Concept, RegExp>();

/** Interfaces repeat themselves: what was asked of a text is kept, up to a bound. */
const MOST_KEPT = 3000;
type Kept = Map<Concept, Map<string, boolean>>;
const keptMentions: Kept = new Map();
const keptLabels: Kept = new Map();
function remember(kept: Kept, concept: Concept, text: string, ask: (concept: Concept, text: string) => boolean): boolean {
  let answers = kept.get(concept);
  if (answers === undefined) kept.set(concept, (answers = new Map<string, boolean>()));
  const known = answers.get(text);
  if (known !== undefined) return known;
  if (answers.size >= MOST_KEPT) answers.clear();
  const answer = ask(concept, text);
  answers.set(text, answer);
  return answer;
}

/** The text holds the concept's words somewhere. */
export function mentions(concept: Concept, text: string): boolean {
  if (text.length > 200) return holds(concept, text);
  return remember(keptMentions, concept, text, holds);
}

function holds(concept: Concept, text: string): boolean {
  let re = within.get(concept);
  if (re === undefined) {
    re = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${sources(concept)})(?![\\p{L}\\p{N}_])`, 'iu');
    within.set(concept, re);
  }
  return re.test(text);
}

/** The text is a label that says the concept and nothing else, but for numbers, signs and a leading "our", "all" … */
export function isLabel(concept: Concept, text: string): boolean {
  if (text.length === 0 || text.length > 60) return false;
  return remember(keptLabels, concept, text, says);
}

function says(concept: Concept, text: string): boolean {
  let re = whole.get(concept);
  if (re === undefined) {
    re = new RegExp(`^${NOISE}(?:${LEAD}\\s+){0,2}(?:${sources(concept)})${NOISE}$`, 'iu');
    whole.set(concept, re);
  }
  return re.test(text);
}

/** A step of an address is one of the concept's words. */
export function pathIs(concept: Concept, step: string): boolean {
  let re = steps.get(concept);
  if (re === undefined) {
    // `test-cycles`, `idea_exchange`: the last word of a step says what it holds.
    re = new RegExp(`^(?:${concept === 'pathItem' || concept === 'pathListing' ? '[\\p{L}]+[-_]' : ''}(?:${sources(concept)})|(?:${sources(concept)}))$`, 'iu');
    steps.set(concept, re);
  }
  return re.test(step);
}

/** Language of a page by its declared code, by script, or by common words; null when it cannot be told. */
export function languageOf(declared: string | null, text: string): string | null {
  const sample = text.slice(0, 6000).toLowerCase();
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters > 60) {
    const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (latin / letters < 0.4) {
      const code = declared?.slice(0, 2).toLowerCase() ?? null;
      return code !== null && !KNOWN.has(code) ? code : 'und';
    }
  }
  let best: string | null = null;
  let most = 3;
  for (const language of LANGUAGES) {
    if (language.common.length === 0) continue;
    const re = new RegExp(`(?<![\\p{L}])(?:${language.common.join('|')})(?![\\p{L}])`, 'giu');
    const hits = sample.match(re)?.length ?? 0;
    if (hits > most) {
      most = hits;
      best = language.language;
    }
  }
  return best ?? declared?.slice(0, 2).toLowerCase() ?? null;
}

/** Whether a word not found on such a page is a sign that it is not there. A page with hardly any text has no language to lack. */
export function wordsKnown(language: string | null): boolean {
  return language === null || KNOWN.has(language);
}
