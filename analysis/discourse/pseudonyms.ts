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
      if (author?.profile != null) profiles.set(folded(author.name), (profiles.get(folded(author.name)) ?? new Set()).add(author.profile));
    }
  }
  return ({ name, profile }) => {
    if (profile !== null) return profile;
    // A name that leads nowhere here, and to one member elsewhere, is that member's.
    const known = profiles.get(folded(name));
    return known?.size === 1 ? [...known][0] ?? name : folded(name);
  };
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase().trim();

/** Shorter names would hit words. */
const SHORTEST = 3;

/**
 * Replaces what names members in texts: `@name`, addresses of their pages, e-mail addresses, and a
 * name as it is written where it could be no ordinary word (capitals, digits, several words).
 * @param members name as shown → pseudonym
 */
export function nameless(members: ReadonlyMap<string, string>): (text: string) => string {
  const names = [...members.keys()].filter((n) => n.length >= SHORTEST).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const at = new Map(names.map((n) => [`@${n.toLowerCase()}`, members.get(n) ?? '']));
  const telling = names.filter((n) => /[\p{Lu}\d_. -]/u.test(n));
  const byName = new Map(telling.map((n) => [n, members.get(n) ?? '']));
  // One pass over the text, whatever the number of members: candidates first, then a look-up.
  const first = new Map<string, string[]>();
  for (const n of telling) {
    const word = /^[\p{L}\p{N}_]+/u.exec(n)?.[0];
    if (word !== undefined) first.set(word, [...(first.get(word) ?? []), n]);
  }
  return (text) =>
    replaceNames(text.replace(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gu, '[e-mail]'), first, byName)
      .replace(/@[\p{L}\p{N}_.-]{3,60}/gu, (said) => {
        const bare = said.replace(/[.-]+$/u, '');
        const pseudonym = at.get(bare.toLowerCase());
        return pseudonym === undefined ? said : `@${pseudonym}${said.slice(bare.length)}`;
      });
}

function replaceNames(text: string, first: ReadonlyMap<string, readonly string[]>, pseudonyms: ReadonlyMap<string, string>): string {
  let out = '';
  let done = 0;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    if (index < done) continue;
    const name = first.get(word)?.find((n) => text.startsWith(n, index) && !/^[\p{L}\p{N}_]/u.test(text.slice(index + n.length, index + n.length + 2)));
    if (name === undefined) continue;
    out += text.slice(done, index) + (pseudonyms.get(name) ?? '');
    done = index + name.length;
  }
  return out + text.slice(done);
}
