/** Stop words, one data module a language; a new language is a new file and a line here. */
import de from './de.ts';
import en from './en.ts';
import es from './es.ts';
import fi from './fi.ts';
import fr from './fr.ts';
import it from './it.ts';
import nl from './nl.ts';
import pt from './pt.ts';
import sv from './sv.ts';

const LISTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({ de, en, es, fi, fr, it, nl, pt, sv }).map(([language, words]) => [language, new Set(words.split(/\s+/u).filter((word) => word !== ''))]),
);

/** Of a text whose language is not known, what any list calls a stop word: such texts are short, and hardly more than function words. */
const ANY: ReadonlySet<string> = new Set([...LISTS.values()].flatMap((list) => [...list]));

/** @param word in lower case, with straight apostrophes */
export function isStopWord(word: string, language: string | null): boolean {
  return language === null ? ANY.has(word) : (LISTS.get(language)?.has(word) ?? false);
}
