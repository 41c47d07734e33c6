/** Mentions of platforms in a document's title, abstract and keywords, found without any list of names. */
import { chunksOf, titleCased, tokenise, type Chunk, type Token } from './tokens.ts';
import { COMMON, EXAMPLE_NOUNS, FIELD_WORD, NAMING, NEVER, ORDINARY_ENDING, PLATFORM_NOUNS, PREPOSITIONS, WEAK_NOUNS, singular } from './words.ts';

export interface MentionDocument {
  readonly id: string;
  readonly title: string;
  readonly abstract: string | null;
  readonly keywords: readonly string[];
}

export type MentionField = 'title' | 'abstract' | 'keywords';

/** What made a name a candidate, the most telling first. */
export const RULES = ['enumeration', 'platform noun', 'apposition', 'naming', 'domain', 'possessive', 'odd case', 'recurring', 'preposition', 'keyword', 'several capitals', 'capital'] as const;
export type MentionRule = (typeof RULES)[number];

export interface Mention {
  readonly field: MentionField;
  /** UTF-16 offsets in the field's text (`fieldText`), end excluded. */
  readonly start: number;
  readonly end: number;
  /** The text between them. */
  readonly text: string;
  /** The name as it would stand in a list. */
  readonly candidate: string;
  readonly rule: string;
}

export const FIELDS: readonly MentionField[] = ['title', 'abstract', 'keywords'];

/** The text that offsets refer to; keywords are joined by "; ". */
export function fieldText(document: MentionDocument, field: MentionField): string {
  return field === 'keywords' ? document.keywords.join('; ') : (document[field] ?? '');
}

/**
 * Candidates with their place, at most one for a place, in the order of the text.
 * Meant for high recall: a person confirms.
 *
 * @param ordinary words known to be ordinary ones (`ordinaryWords` of many documents); those of the document itself are added.
 */
export function findMentions(document: MentionDocument, ordinary: ReadonlySet<string> = new Set()): Mention[] {
  const whole = `${document.title} . ${document.abstract ?? ''} . ${document.keywords.join(' ')}`;
  const own = ordinaryWords([document]);
  const vocabulary = { has: (word: string): boolean => own.has(word) || ordinary.has(word) };
  const ofTheField = FIELD_WORD.test(whole);
  return FIELDS.flatMap((field) => {
    const text = fieldText(document, field);
    const tokens = tokenise(text);
    const chunks = chunksOf(tokens, text, vocabulary);
    const context = new Context(text, tokens, chunks, ofTheField);
    return [...chunks, ...context.lowerCaseNames].sort((a, b) => a.start - b.start).flatMap((chunk) => {
      if (context.isCitation(chunk)) return [];
      const rule = field === 'keywords' ? (context.rule(chunk, ['domain', 'odd case']) ?? (chunk.shape === 'capital' && !chunk.doubtful && /\s/.test(chunk.text) ? 'keyword' : null)) : context.rule(chunk, RULES);
      if (rule === null) return [];
      const candidate = candidateOf(chunk);
      return candidate === '' ? [] : [{ field, start: chunk.start, end: chunk.end, text: chunk.text, candidate, rule }];
    });
  });
}

/**
 * Words that stand in lower case more often than with a capital of their own (not one of position), in titles and abstracts:
 * a capital on them in a heading says nothing. Keywords are left out, since databases write names in lower case there.
 */
export function ordinaryWords(documents: readonly MentionDocument[]): Set<string> {
  const balance = new Map<string, number>();
  for (const document of documents) {
    for (const text of [document.title, document.abstract ?? '']) {
      const tokens = tokenise(text);
      const heading = titleCased(tokens);
      for (const { kind, text: word, initial } of tokens) {
        if (kind !== 'word') continue;
        if (/^\p{Ll}/u.test(word)) balance.set(word, (balance.get(word) ?? 0) + 1);
        else if (!heading && !initial) balance.set(word.toLowerCase(), (balance.get(word.toLowerCase()) ?? 0) - 1);
      }
    }
  }
  return new Set([...balance].filter(([, more]) => more > 0).map(([word]) => word));
}

function candidateOf(chunk: Chunk): string {
  const name = chunk.shape === 'domain' ? chunk.text.replace(/^https?:\/\//i, '').replace(/^www\./i, '').replace(/\/.*$/, '').toLowerCase() : chunk.text;
  return name.replace(/\s+/g, ' ').trim();
}

/** What stands around the name-like runs of one text. */
class Context {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #chunkAt = new Map<number, Chunk>();
  readonly #endingAt = new Map<number, Chunk>();
  readonly #listed = new Set<Chunk>();
  readonly #field = new Map<number, boolean>();
  readonly #ofTheField: boolean;
  /** Names written small ("fancyworks"): they show only as items among other names. */
  readonly lowerCaseNames: Chunk[] = [];

  constructor(text: string, tokens: readonly Token[], chunks: readonly Chunk[], ofTheField: boolean) {
    this.#text = text;
    this.#tokens = tokens;
    this.#ofTheField = ofTheField;
    for (const chunk of chunks) {
      this.#chunkAt.set(chunk.from, chunk);
      this.#endingAt.set(chunk.to, chunk);
    }
    this.#readEnumerations();
  }

  /** The most telling of `allowed` that holds. */
  rule(chunk: Chunk, allowed: readonly MentionRule[]): MentionRule | null {
    return allowed.find((rule) => this.#holds(rule, chunk)) ?? null;
  }

  /** "Smith (2008)", "Smith et al.", "(Smith and Jones, 2008)". */
  isCitation(chunk: Chunk): boolean {
    if (chunk.shape === 'odd' || chunk.shape === 'domain') return false;
    const after = this.#text.slice(chunk.end, chunk.end + 60);
    return /^['’]?s?\s*(?:et al\b|(?:,|and|&)?\s*\(?(?:19|20)\d\d[a-z]?\b\s*[);,])/.test(after) || /^\s*(?:and|&)\s+\p{Lu}[\p{L}-]+,?\s*\(?(?:19|20)\d\d[a-z]?\b\s*[);,]/u.test(after);
  }

  #holds(rule: MentionRule, chunk: Chunk): boolean {
    const fielded = this.#inField(chunk);
    switch (rule) {
      case 'domain':
        return chunk.shape === 'domain' && !/(?:^|\.|\/)(?:doi\.org|creativecommons\.org)/i.test(chunk.text);
      case 'enumeration':
        return this.#listed.has(chunk);
      case 'platform noun':
        return !chunk.doubtful && this.#nounBeside(chunk, fielded);
      case 'apposition':
        return !chunk.doubtful && this.#apposed(chunk);
      case 'naming':
        return this.#named(chunk);
      case 'possessive':
        return this.#token(chunk.from - 1)?.kind === 'possessive' && this.#endingAt.has(chunk.from - 1) && (this.#ofTheField || chunk.shape === 'odd') && !chunk.doubtful;
      case 'odd case':
        return chunk.shape === 'odd';
      case 'preposition':
        return !chunk.doubtful && chunk.shape !== 'acronym' && this.#ofTheField && PREPOSITIONS.has(this.#word(chunk.from - 1));
      case 'several capitals':
        return !chunk.doubtful && (chunk.shape === 'capital' || (!chunk.heading && chunk.text.length >= 7)) && chunk.to - chunk.from > 1 && this.#ofTheField;
      case 'capital':
        if (chunk.doubtful || chunk.shape !== 'capital' || !this.#ofTheField) return false;
        if (chunk.heading) return this.#token(chunk.to)?.text === ':';
        return !chunk.initial || fielded || (chunk.text.length >= 6 && /[^s]$|ss$/.test(chunk.text));
      case 'keyword':
      case 'recurring':
        return false;
    }
  }

  /** "platforms such as A, B and C"; "sites (A, B)"; "intermediaries like A"; "A, B and other platforms". */
  #readEnumerations(): void {
    for (let i = 0; i < this.#tokens.length; i++) {
      const opener = this.#opener(i);
      if (opener === null) continue;
      // A bracket or a colon introduces a list only right behind its noun, and a colon's list has more than one item.
      const mark = this.#token(i)?.kind === 'mark';
      if (this.#nounBefore(i, mark ? 2 : 8) === null) continue;
      const items = [...this.#items(opener)];
      if (mark && this.#token(i)?.text !== '(' && items.length < 2) continue;
      if (items.every((item) => this.#chunkAt.get(item.from) !== item)) continue;
      for (const chunk of items) {
        if (NEVER.has(chunk.text.toLowerCase())) continue;
        this.#listed.add(chunk);
        if (this.#chunkAt.get(chunk.from) !== chunk) this.lowerCaseNames.push(chunk);
      }
    }
    for (let i = 0; i < this.#tokens.length; i++) {
      // "A, B and other platforms"
      if (!/^(?:and|or)$/.test(this.#word(i)) || !/^(?:other|similar|many|related)$/.test(this.#word(i + 1))) continue;
      if (![2, 3, 4].some((ahead) => PLATFORM_NOUNS.has(singular(this.#word(i + ahead))))) continue;
      let to = i;
      for (;;) {
        if (this.#token(to - 1)?.text === ',') to--;
        const chunk = this.#endingAt.get(to);
        if (!chunk) break;
        this.#listed.add(chunk);
        to = chunk.from;
        if (/^(?:and|or)$/.test(this.#word(to - 1))) to--;
      }
    }
  }

  /** Index of the first item if examples are introduced at `at`. */
  #opener(at: number): number | null {
    const word = this.#word(at);
    const next = this.#word(at + 1);
    if (word === 'such' && next === 'as') return at + 2;
    if (/^(?:like|including|include|includes|namely|notably|especially|particularly|comprising)$/.test(word)) return at + 1;
    if (word === 'for' && /^(?:example|instance)$/.test(next)) return this.#token(at + 2)?.text === ',' ? at + 3 : at + 2;
    if (/^(?:e\.g|i\.e|eg)$/.test(word)) {
      let to = at + 1;
      while (/^[.,:]$/.test(this.#token(to)?.text ?? '')) to++;
      return to;
    }
    if (/^[(:–—]$/.test(this.#token(at)?.text ?? '')) return at + 1;
    // "platforms are A, B and C", "the platforms A and B"
    if (/^(?:are|were)$/.test(word)) return at + 1;
    return this.#chunkAt.has(at) && /s$/.test(this.#word(at - 1)) && PLATFORM_NOUNS.has(singular(this.#word(at - 1))) && this.#token(at - 1)?.kind === 'word' ? at : null;
  }

  #nounBefore(at: number, reach: number): string | null {
    const sentence = this.#token(at)?.sentence;
    for (let i = at - 1; i >= 0 && at - i <= reach; i--) {
      const token = this.#token(i);
      if (token?.sentence !== sentence) return null;
      const word = singular(this.#word(i));
      if (PLATFORM_NOUNS.has(word) || EXAMPLE_NOUNS.has(word)) return word;
    }
    return null;
  }

  *#items(at: number): Generator<Chunk> {
    let i = at;
    for (let count = 0; count < 25; count++) {
      while (/^(?:the|a|an|that|those|of|by|from|both|well-known|popular)$/.test(this.#word(i))) i++;
      // One or two describing words before a name: "the marketplace X", "platform Y".
      let skipped = 0;
      while (!this.#chunkAt.has(i) && skipped < 3 && this.#token(i)?.kind === 'word' && (PLATFORM_NOUNS.has(singular(this.#word(i))) || this.#chunkAt.has(i + 1))) {
        i++;
        skipped++;
      }
      const chunk = this.#chunkAt.get(i) ?? this.#lowerCaseItem(i);
      if (!chunk) return;
      // "Acme's IdeaPark": the name is the thing owned.
      if (this.#token(chunk.to)?.kind === 'possessive' && this.#chunkAt.has(chunk.to + 1)) {
        i = chunk.to + 1;
        continue;
      }
      yield chunk;
      i = chunk.to;
      // A gloss in brackets, a noun behind the name.
      if (this.#token(i)?.text === '(') {
        let depth = 0;
        for (let j = i; j < this.#tokens.length && j - i < 20; j++) {
          if (this.#token(j)?.text === '(') depth++;
          if (this.#token(j)?.text === ')' && --depth === 0) {
            i = j + 1;
            break;
          }
        }
      }
      if (this.#token(i)?.kind === 'word' && PLATFORM_NOUNS.has(singular(this.#word(i)))) i++;
      let separated = false;
      while (/^[,;/&]$/.test(this.#token(i)?.text ?? '') || /^(?:and|or|as|well)$/.test(this.#word(i))) {
        separated = true;
        i++;
      }
      if (!separated) return;
    }
  }

  /** One word between separators that is no ordinary one, as far as can be told: no plural, no common word or ending. */
  #lowerCaseItem(at: number): Chunk | null {
    const token = this.#token(at);
    if (token?.kind !== 'word' || !/^\p{Ll}{5,}$/u.test(token.text) || token.text.endsWith('s')) return null;
    if (!/^[,;/&)]$/.test(this.#token(at + 1)?.text ?? '') && !/^(?:and|or)$/.test(this.#word(at + 1)) && !/^[,;/&(]$/.test(this.#token(at - 1)?.text ?? '')) return null;
    if (COMMON.has(token.text) || PLATFORM_NOUNS.has(token.text) || EXAMPLE_NOUNS.has(token.text) || ORDINARY_ENDING.test(token.text)) return null;
    return { from: at, to: at + 1, start: token.start, end: token.end, text: token.text, shape: 'capital', initial: false, heading: false, doubtful: false };
  }

  /** "the X platform", "X community"; "the platform X", "crowdsourcing intermediary X". */
  #nounBeside(chunk: Chunk, fielded: boolean): boolean {
    const counts = (index: number): boolean => {
      const word = this.#word(index);
      const noun = singular(word);
      return this.#token(index)?.kind === 'word' && PLATFORM_NOUNS.has(noun) && (fielded || !WEAK_NOUNS.has(noun));
    };
    if (this.#near(chunk.to) && (counts(chunk.to) || (/^(?:online|crowdsourcing|crowdfunding|innovation|web|open|idea|user|design|customer|developer|internet|social|q&a)$/.test(this.#word(chunk.to)) && [1, 2].some((k) => counts(chunk.to + k))))) return true;
    // The name's own last word may be the noun: "Acme Community", "Spring Jam".
    const last = singular(this.#word(chunk.to - 1));
    if (chunk.to - chunk.from > 1 && !chunk.doubtful && PLATFORM_NOUNS.has(last)) return true;
    const before = this.#token(chunk.from - 1);
    return before !== undefined && this.#near(chunk.from) && counts(chunk.from - 1) && !chunk.doubtful;
  }

  /** "X, a crowdsourcing platform", "X is an online marketplace", "X – the leading community", "a platform, X," and "platform (X)". */
  #apposed(chunk: Chunk): boolean {
    let i = chunk.to;
    const bridge = this.#token(i)?.text ?? '';
    if (/^[,(–—-]$/.test(bridge) || /^(?:is|was|are|were|became|has|as)$/.test(bridge)) {
      i++;
      if (/^(?:become|been|which|who)$/.test(this.#word(i))) i++;
      if (/^(?:is|was|are)$/.test(this.#word(i))) i++;
      if (/^(?:a|an|the|one|another|its|their|our|perhaps|arguably|probably)$/.test(this.#word(i))) {
        for (let k = i + 1; k < i + 10; k++) {
          const token = this.#token(k);
          if (token === undefined || token.sentence !== this.#token(chunk.from)?.sentence || /^[.,;:()]$/.test(token.text) || /^(?:that|which|where|who|for|to|with|by|in|has|is|was)$/.test(token.text)) break;
          if (PLATFORM_NOUNS.has(singular(this.#word(k)))) return true;
        }
      }
    }
    const opening = this.#token(chunk.from - 1)?.text ?? '';
    return /^[,(–—:]$/.test(opening) && PLATFORM_NOUNS.has(singular(this.#word(chunk.from - 2))) && /^[,).;–—]?$/.test(this.#token(chunk.to)?.text ?? '');
  }

  /** "a platform called X", "known as X". */
  #named(chunk: Chunk): boolean {
    let i = chunk.from - 1;
    if (/^["“‘']$/.test(this.#token(i)?.text ?? '')) i--;
    if (this.#word(i) === 'the') i--;
    return NAMING.has(this.#word(i)) || (this.#word(i) === 'as' && NAMING.has(this.#word(i - 1)));
  }

  #inField(chunk: Chunk): boolean {
    const sentence = this.#token(chunk.from)?.sentence ?? 0;
    const known = this.#field.get(sentence);
    if (known !== undefined) return known;
    const words = this.#tokens.filter((token) => token.sentence === sentence);
    const found = FIELD_WORD.test(this.#text.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0));
    this.#field.set(sentence, found);
    return found;
  }

  #token(at: number): Token | undefined {
    return this.#tokens[at];
  }

  #word(at: number): string {
    return this.#tokens[at]?.text.toLowerCase() ?? '';
  }

  /** Token `at` follows the one before it after white space only. */
  #near(at: number): boolean {
    const token = this.#tokens[at];
    const before = this.#tokens[at - 1];
    return token !== undefined && before !== undefined && token.start - before.end <= 1;
  }
}
