/** Second pass: mentions of all documents to names with their aliases, ranked for the person who decides. */
import type { Mention } from './find.ts';
import { RULES } from './find.ts';
import { singular } from './words.ts';

export interface Candidate {
  /** The commonest way of writing it. */
  readonly name: string;
  /** Other ways, the commonest first. */
  readonly aliases: readonly string[];
  readonly documents: readonly string[];
  readonly mentions: number;
  /** Higher is likelier a platform: the most telling rules, in how many documents. */
  readonly score: number;
  readonly rules: readonly string[];
}

/** How much a rule tells, in the order of RULES. */
const WEIGHT: ReadonlyMap<string, number> = new Map(RULES.map((rule, i) => [rule, [5, 5, 5, 4, 4, 3, 3, 2, 2, 1.5, 1.5, 0.5][i] ?? 1]));

/**
 * Groups ways of writing one name: case, punctuation, a domain's suffix, a noun behind it ("X community"), a company's name before it ("Acme IdeaPark"
 * when "IdeaPark" is mentioned by itself). The grouping is a suggestion; a person merges and splits.
 */
export function candidates(mentionsByDocument: ReadonlyMap<string, readonly Mention[]>): Candidate[] {
  const forms = new Map<string, { count: number; documents: Set<string>; rules: Map<string, number> }>();
  for (const [document, mentions] of [...mentionsByDocument].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const { candidate, rule } of mentions) {
      const form = forms.get(candidate) ?? { count: 0, documents: new Set<string>(), rules: new Map<string, number>() };
      form.count++;
      form.documents.add(document);
      form.rules.set(rule, (form.rules.get(rule) ?? 0) + 1);
      forms.set(candidate, form);
    }
  }
  const groups = new Map<string, string[]>();
  for (const name of [...forms.keys()].sort()) groups.set(keyOf(name), [...(groups.get(keyOf(name)) ?? []), name]);
  const heads = aliasHeads([...groups.keys()], groups);
  const merged = new Map<string, string[]>();
  for (const [key, names] of groups) {
    const head = heads.get(key) ?? key;
    merged.set(head, [...(merged.get(head) ?? []), ...names]);
  }
  return [...merged.values()]
    .map((names) => {
      const ordered = [...names].sort((a, b) => (forms.get(b)?.count ?? 0) - (forms.get(a)?.count ?? 0) || domainLast(a, b) || (a < b ? -1 : 1));
      const documents = new Set(names.flatMap((name) => [...(forms.get(name)?.documents ?? [])]));
      const rules = new Map<string, number>();
      for (const name of names) for (const [rule, count] of forms.get(name)?.rules ?? []) rules.set(rule, (rules.get(rule) ?? 0) + count);
      const best = Math.max(...[...rules.keys()].map((rule) => WEIGHT.get(rule) ?? 1));
      const [name = '', ...aliases] = ordered;
      return {
        name,
        aliases,
        documents: [...documents].sort(),
        mentions: [...rules.values()].reduce((sum, count) => sum + count, 0),
        score: Math.round(best * (1 + Math.log2(documents.size)) * 100) / 100,
        rules: [...rules].sort(([a, m], [b, n]) => (WEIGHT.get(b) ?? 1) - (WEIGHT.get(a) ?? 1) || n - m || (a < b ? -1 : 1)).map(([rule]) => rule),
      };
    })
    .sort((a, b) => b.score - a.score || b.mentions - a.mentions || (a.name < b.name ? -1 : 1));
}

const isDomain = (name: string): boolean => /^[\p{Ll}\d-]+(?:\.[\p{Ll}\d-]+)+$/u.test(name);
const domainLast = (a: string, b: string): number => Number(isDomain(a)) - Number(isDomain(b));

/** Case, punctuation and a domain's suffix do not count. */
export function keyOf(name: string): string {
  const plain = isDomain(name) ? (name.replace(/^www\./, '').split('.').at(name.split('.').length > 2 && /\.(?:co|com|org)\.\w\w$/.test(name) ? -3 : -2) ?? name) : name.replace(/\.(?:com|org|net|io)$/i, '');
  return plain.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]s\b/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').replace(/^the /, '').trim().replace(/ /g, '');
}

/** "acmeideapark" belongs to "ideapark" if both are mentioned and the rest is the words of a company before, or one noun behind. */
function aliasHeads(keys: readonly string[], groups: ReadonlyMap<string, readonly string[]>): Map<string, string> {
  const known = new Set(keys);
  const heads = new Map<string, string>();
  for (const key of keys) {
    const words = (groups.get(key)?.[0] ?? '').split(/\s+/);
    if (words.length < 2) continue;
    const last = words.at(-1) ?? '';
    const shorter = keyOf(words.slice(0, -1).join(' '));
    if (PLATFORM_TAIL.has(singular(last)) && known.has(shorter) && shorter.length >= 5) {
      heads.set(key, shorter);
      continue;
    }
    for (let cut = 1; cut <= Math.min(2, words.length - 1); cut++) {
      const rest = keyOf(words.slice(cut).join(' '));
      // A rest of one ordinary word ("Acme Community" and "Community") is no name of its own.
      if (known.has(rest) && rest.length >= 6 && (words.length - cut > 1 || /\p{Ll}\p{Lu}/u.test(words[cut] ?? ''))) {
        heads.set(key, rest);
        break;
      }
    }
  }
  // An alias of an alias leads to the head.
  for (const key of heads.keys()) {
    let head = heads.get(key) ?? key;
    for (let step = 0; step < 5 && heads.has(head); step++) head = heads.get(head) ?? head;
    heads.set(key, head);
  }
  return heads;
}

const PLATFORM_TAIL = new Set(['platform', 'site', 'website', 'portal', 'community', 'challenge', 'contest', 'marketplace', 'competition', 'forum']);
