/** Who is who in a platform's discourse, so that names can be replaced by pseudonyms everywhere alike. */
import type { PostAuthor, Thread } from './types.ts';

/**
 * What one member is known by, whatever a page shows of them: the address of their own page, or
 * their name where no page of theirs is known.
 */
export function identities(threads: readonly Thread[]): (author: PostAuthor) => string {
  const profiles = new Map<string, Set<string>>();
  for (const thread of threads) {
    for (const { author } of thread.posts) {
      if (author?.profile != null) profiles.set(folded(author.name), (profiles.get(folded(author.name)) ?? new Set()).add(placeOf(author.profile)));
    }
  }
  return ({ name, profile }) => {
    if (profile !== null) return placeOf(profile);
    // A name that leads nowhere here, and to one member elsewhere, is that member's.
    const known = profiles.get(folded(name));
    return known?.size === 1 ? [...known][0] ?? folded(name) : folded(name);
  };
}

/** A site that moves to https, or drops its "www", keeps its members. */
function placeOf(profile: string): string {
  return profile.replace(/^https?:\/\/(?:www\.)?/iu, '').replace(/#.*$/u, '').replace(/\/$/u, '');
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s\u00a0]+/gu, ' ').replaceAll('’', "'").trim();

/** Words of names, as they stand in running text. */
const WORD = /[\p{L}\p{N}_]+/gu;
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}\s?(?:@|[([{]at[)\]}]|%40)\s?[\p{L}\p{N}-]{1,63}(?:\s?(?:\.|[([{](?:dot|punkt|ponto)[)\]}])\s?[\p{L}\p{N}-]{1,63}){1,4}/giu;

/** A text may have been gone through before. */
const PSEUDONYM = /^m-[0-9a-f]{12}$/u;

/** What `nameless` says in the place of a member whom it does not know. */
const SOMEBODY = '[member]';

/**
 * Replaces what names members in texts: `@name` (of somebody unknown, too), e-mail addresses, "name
 * wrote", and a name wherever it stands if it could be no ordinary word: several words, digits or
 * capitals inside, a script without capitals, or a capitalised word that nobody writes small.
 * @param members name as shown → pseudonym
 * @param small words that stand in the texts without a capital
 */
export function nameless(members: ReadonlyMap<string, string>, small: ReadonlySet<string> = new Set()): (text: string) => string {
  const pseudonyms = new Map([...members].map(([name, pseudonym]) => [folded(name), pseudonym]));
  const given = new Set(members.values());
  /** By first word: in how many words a name may go on. */
  const lengths = new Map<string, Set<number>>();
  for (const name of members.keys()) {
    const words = folded(name).match(WORD) ?? [];
    const [first] = words;
    if (first !== undefined && tells(name, small)) lengths.set(first, (lengths.get(first) ?? new Set()).add(words.length));
  }
  const byWords = new Map([...members].map(([name, pseudonym]) => [(folded(name).match(WORD) ?? []).join(' '), pseudonym]));
  return (text) =>
    replaceNames(text.replace(EMAIL, '[e-mail]'), lengths, byWords)
      .replace(/(?<![\p{L}\p{N}_])[@＠]([\p{L}\p{N}_.-]{2,60})/gu, (said, name: string) => {
        const bare = name.replace(/[.-]+$/u, '');
        if (given.has(bare) || PSEUDONYM.test(bare)) return said;
        return `@${pseudonyms.get(folded(bare)) ?? SOMEBODY}${name.slice(bare.length)}`;
      })
      .replace(/([\p{L}\p{N}_.-]{2,60})(?=\s+(?:wrote|said|writes|schrieb|sagte|escreveu|disse|escribió|a écrit)\b)/gu, (said) => pseudonyms.get(folded(said)) ?? said);
}

/** Could be no ordinary word. */
function tells(name: string, small: ReadonlySet<string>): boolean {
  const shown = name.normalize('NFKC').trim();
  if (/[\d_]|\p{Lo}/u.test(shown) || (shown.match(WORD) ?? []).length > 1) return shown.length >= 2;
  if (shown.length < 3 || !/\p{Lu}/u.test(shown)) return false;
  return /.\p{Lu}/u.test(shown) || !small.has(shown.toLowerCase());
}

function replaceNames(text: string, lengths: ReadonlyMap<string, ReadonlySet<number>>, pseudonyms: ReadonlyMap<string, string>): string {
  const words = [...text.matchAll(WORD)];
  let out = '';
  let done = 0;
  for (let i = 0; i < words.length; i += 1) {
    const start = words[i]?.index ?? 0;
    const wanted = lengths.get(folded(words[i]?.[0] ?? ''));
    if (start < done || wanted === undefined) continue;
    for (const length of [...wanted].sort((a, b) => b - a)) {
      const last = words[i + length - 1];
      const end = (last?.index ?? 0) + (last?.[0].length ?? 0);
      const said = words.slice(i, i + length).map((w) => folded(w[0])).join(' ');
      const pseudonym = pseudonyms.get(said);
      // Between the words of a name stands little.
      if (last === undefined || pseudonym === undefined || end - start > said.length + 2 * length) continue;
      // A single word that is a name is written as one.
      if (length === 1 && !/[\p{Lu}\p{Lo}\d_]/u.test(words[i]?.[0] ?? '')) continue;
      out += text.slice(done, start) + pseudonym;
      done = end;
      break;
    }
  }
  return out + text.slice(done);
}

/** Words that stand somewhere without a capital: what they say with one need not be a name. */
export function smallWords(texts: Iterable<string>): Set<string> {
  const small = new Set<string>();
  for (const text of texts) for (const [word] of text.matchAll(WORD)) if (/^\p{Ll}/u.test(word)) small.add(word);
  return small;
}

/**
 * The first names of a thread's members, as people address each other; one that several of them have is nobody's in particular.
 * @param members name as shown → pseudonym
 */
export function firstNamesOf(authors: readonly string[], members: ReadonlyMap<string, string>): Map<string, string> {
  const first = new Map<string, string>();
  for (const name of new Set(authors)) {
    const word = /^(\p{Lu}[\p{L}'’-]{2,})\s+\S/u.exec(name)?.[1];
    const pseudonym = members.get(name);
    if (word === undefined || pseudonym === undefined) continue;
    first.set(word, first.has(word) && first.get(word) !== pseudonym ? SOMEBODY : pseudonym);
  }
  return first;
}
