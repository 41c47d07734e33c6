import { findMentions, ordinaryWords, RULES, type Mention, type MentionDocument } from './find.ts';
import { findNames } from './names.ts';
import { oddCase } from './tokens.ts';
import { COMMON, NEVER, PLATFORM_NOUNS, singular } from './words.ts';

/**
 * Mentions of many documents: what a telling rule has found in one place is a candidate wherever it stands again, also where nothing around it
 * would show it (rule `recurring`). Mentions by document id, in the order of fields and text.
 */
export function findAllMentions(documents: readonly MentionDocument[]): Map<string, Mention[]> {
  const ordinary = ordinaryWords(documents);
  const first = documents.map((document) => ({ document, mentions: findMentions(document, ordinary) }));
  const names = new Set<string>();
  for (const { mentions } of first) for (const { candidate, rule } of mentions) if (TELLING.has(rule) && candidate.length >= 4 && ownName(candidate, ordinary)) names.add(candidate);
  const known = [...names].sort();
  return new Map(
    first.map(({ document, mentions }) => {
      const again = findNames(document, known)
        .filter((name) => !mentions.some((mention) => mention.field === name.field && mention.start < name.end && mention.end > name.start))
        .map((name) => ({ ...name, rule: 'recurring' }));
      const all = [...mentions, ...again].sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field) || a.start - b.start);
      return [document.id, all] as const;
    }),
  );
}

/** Not made of ordinary words and abbreviations only: those stand again in other meanings. */
function ownName(candidate: string, ordinary: ReadonlySet<string>): boolean {
  // A name in small letters was found among other names; that it stands small elsewhere does not make it ordinary.
  if (/^\p{Ll}+$/u.test(candidate)) return true;
  return candidate.split(/[\s-]+/).some((word) => {
    const lower = word.toLowerCase();
    return oddCase(word) || /\.\p{L}/u.test(word) || (!/^\p{Lu}+s?$/u.test(word) && word.length >= 4 && !COMMON.has(lower) && !NEVER.has(lower) && !ordinary.has(lower) && !PLATFORM_NOUNS.has(singular(lower)));
  });
}

const TELLING: ReadonlySet<string> = new Set(RULES.slice(0, RULES.indexOf('recurring')));
const ORDER = ['title', 'abstract', 'keywords'];
