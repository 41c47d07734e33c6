/**
 * robots.txt as RFC 9309 says, with the readings of Google's parser where the RFC leaves room
 * (longest match by pattern length, a draw allows, common misspellings of keys).
 *
 * Works on bytes: a pattern with non-ASCII bytes is escaped byte by byte, whatever the file's encoding.
 */

export type RobotsAccess = 'rules' | 'allow-all' | 'disallow-all';

export interface RobotsVerdict {
  readonly allowed: boolean;
  /** The line that decided, as `Disallow: /x` with its number; null if no rule applied. */
  readonly rule: string | null;
  readonly line: number | null;
}

interface Rule {
  readonly allow: boolean;
  /** As written, non-ASCII bytes escaped. */
  readonly pattern: string;
  /** The same after RFC 9309 2.2.2. */
  readonly normalised: string;
  readonly line: number;
}

interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
  crawlDelay: number | null;
}

/** What is read of one file (RFC 9309 2.5 asks for at least 500 KiB). */
const MAX_BYTES = 500 * 1024;
/** Longest line: Google's limit, eight times the longest URL that browsers took. */
const MAX_LINE = 2083 * 8 - 1;

export class Robots {
  readonly access: RobotsAccess;
  /** Why all is allowed or refused, in words; null if rules decide. */
  readonly reason: string | null;
  readonly sitemaps: readonly string[];
  readonly #groups: readonly Group[];
  readonly #byAgent = new Map<string, Group>();

  constructor(access: RobotsAccess, reason: string | null, groups: readonly Group[] = [], sitemaps: readonly string[] = []) {
    this.access = access;
    this.reason = reason;
    this.#groups = groups;
    this.sitemaps = sitemaps;
  }

  /**
   * Whether `agent` may fetch `url`. The agent is a product token: letters, `-` and `_` (RFC 9309 2.2.1).
   *
   * The schools differ on escapes: Google compares them as written, RFC 9309 2.2.2 wants those of unreserved characters
   * undone and those of special characters to stand for themselves. Only what both readings allow is allowed.
   */
  verdict(agent: string, url: string): RobotsVerdict {
    if (this.access !== 'rules') return { allowed: this.access === 'allow-all', rule: null, line: null };
    const { rules } = this.#groupFor(agent);
    const path = pathOf(url).replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
    const asWritten = decide(rules, (rule) => rule.pattern, path);
    if (!asWritten.allowed) return asWritten;
    const normalised = decide(rules, (rule) => rule.normalised, normalisedPath(path));
    return normalised.allowed ? asWritten : normalised;
  }

  /** Seconds that the group for `agent` asks for between requests; null if it asks for none. */
  crawlDelay(agent: string): number | null {
    return this.access === 'rules' ? this.#groupFor(agent).crawlDelay : null;
  }

  /** All groups that name the agent, merged (RFC 9309 2.2.1); those of `*` only if none names it. */
  #groupFor(agent: string): Group {
    const token = agent.toLowerCase();
    let merged = this.#byAgent.get(token);
    if (!merged) {
      let chosen = token === '' || token === '*' ? [] : this.#groups.filter((group) => group.agents.includes(token));
      if (chosen.length === 0) chosen = this.#groups.filter((group) => group.agents.includes('*'));
      merged = { agents: [token], rules: chosen.flatMap((group) => group.rules), crawlDelay: chosen.find((group) => group.crawlDelay !== null)?.crawlDelay ?? null };
      this.#byAgent.set(token, merged);
    }
    return merged;
  }
}

/** The rules of a body that was received with a 2xx status. Never fails: what is no rule is passed over. */
export function parseRobots(body: Uint8Array | string): Robots {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let text = bytes.subarray(0, MAX_BYTES).toString('latin1');
  // A byte order mark, whole or begun, is no part of the first key.
  text = text.replace(/^\xef(\xbb(\xbf)?)?/, '');
  const groups: Group[] = [];
  const sitemaps: string[] = [];
  let current: Group | null = null;
  let namesAgents = false;
  let number = 0;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    number++;
    const line = keyAndValue(raw.slice(0, MAX_LINE));
    if (!line) continue;
    const { key, value } = line;
    if (AGENT.test(key)) {
      if (!current || !namesAgents) {
        current = { agents: [], rules: [], crawlDelay: null };
        groups.push(current);
        namesAgents = true;
      }
      const agent = value.startsWith('*') && (value.length === 1 || /\s/.test(value.charAt(1))) ? '*' : productToken(value);
      if (agent !== '') current.agents.push(agent);
    } else if (ALLOW.test(key) || DISALLOW.test(key)) {
      namesAgents = false;
      // A rule before any group belongs to none; an empty pattern matches nothing.
      if (current && value !== '') {
        const pattern = escapePattern(value);
        current.rules.push({ allow: ALLOW.test(key), pattern, normalised: normalisedPattern(pattern), line: number });
      }
    } else if (CRAWL_DELAY.test(key)) {
      // Not of the RFC: it neither ends nor begins a group of agents.
      const seconds = Number(value);
      if (current && value !== '' && Number.isFinite(seconds) && seconds >= 0) current.crawlDelay ??= seconds;
    } else if (SITEMAP.test(key)) {
      if (value !== '') sitemaps.push(Buffer.from(value, 'latin1').toString('utf8'));
    }
  }
  return new Robots('rules', null, groups, sitemaps);
}

/**
 * What a status means for the site (RFC 9309 2.3.1): 2xx rules, 4xx none, 5xx and no answer "no".
 * 429 is a 4xx that asks for patience; it is taken as "no", as Google does.
 * @param status null when there was no answer; redirects have been followed before.
 */
export function robotsFor(status: number | null, body: Uint8Array, reason = 'robots.txt could not be fetched'): Robots {
  if (status === null) return new Robots('disallow-all', `${reason}; RFC 9309 2.3.1.4 takes that as a refusal`);
  if (status >= 200 && status < 300) return parseRobots(body);
  if (status === 429 || status >= 500) return new Robots('disallow-all', `robots.txt answered ${status}; RFC 9309 2.3.1.4 takes that as a refusal`);
  // Nobody asked whether it has changed: what it says is not known.
  if (status === 304) return new Robots('disallow-all', 'robots.txt answered 304 to a request without condition; that is taken as a refusal');
  if (status >= 400) return new Robots('allow-all', `robots.txt answered ${status}: there are no rules`);
  // More redirects than are followed: "unavailable" (RFC 9309 2.3.1.2).
  return new Robots('allow-all', `robots.txt redirects too often (${status}): there are no rules`);
}

// ── Lines ───────────────────────────────────────────────────────────────────

const AGENT = /^(user-?\s?agent|useragent)$/i;
const ALLOW = /^allow$/i;
/** With the misspellings that Google's parser takes. */
const DISALLOW = /^(disallow|dissallow|dissalow|disalow|diasllow|disallaw)$/i;
const CRAWL_DELAY = /^crawl-?\s?delay$/i;
const SITEMAP = /^site-?map$/i;

/** Key and value of a line; a missing colon is taken for one if exactly two words stand there. */
function keyAndValue(raw: string): { key: string; value: string } | null {
  const hash = raw.indexOf('#');
  const line = trim(hash === -1 ? raw : raw.slice(0, hash));
  if (line === '') return null;
  const colon = line.indexOf(':');
  if (colon === -1) {
    const words = /^([^\s]+)[ \t]+([^\s]+)$/.exec(line);
    return words ? { key: words[1] ?? '', value: words[2] ?? '' } : null;
  }
  const key = trim(line.slice(0, colon));
  return key === '' ? null : { key, value: trim(line.slice(colon + 1)) };
}

function trim(text: string): string {
  return text.replace(/^[ \t\v\f\0]+|[ \t\v\f\0]+$/g, '');
}

/** The leading letters, hyphens and underscores of a User-Agent, in lower case (RFC 9309 2.2.1). */
export function productToken(agent: string): string {
  return /^[A-Za-z_-]*/.exec(agent)?.[0].toLowerCase() ?? '';
}

/** Non-ASCII bytes escaped, escapes in capitals. */
function escapePattern(pattern: string): string {
  return pattern
    .replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
}

/** Path, parameters and query of a URL as given, without fragment; `/` if there are none. */
function pathOf(url: string): string {
  const rest = url.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\//i, (scheme) => '\0'.repeat(scheme.length));
  const start = rest.startsWith('\0') ? rest.slice(rest.lastIndexOf('\0') + 1).search(/[/?;]/) : rest.search(/[/?;]/);
  const offset = rest.startsWith('\0') ? rest.lastIndexOf('\0') + 1 : 0;
  const hash = url.indexOf('#');
  const end = hash === -1 ? url.length : hash;
  if (start === -1 || start + offset >= end) return '/';
  const path = url.slice(start + offset, end);
  return path.startsWith('/') ? path : `/${path}`;
}

// ── Matching ────────────────────────────────────────────────────────────────

/** The longest pattern that matches decides; of equal ones Allow does (RFC 9309 2.2.2). */
function decide(rules: readonly Rule[], patternOf: (rule: Rule) => string, path: string): RobotsVerdict {
  let best: Rule | null = null;
  let length = 0;
  for (const rule of rules) {
    const pattern = patternOf(rule);
    if (best && (pattern.length < length || (pattern.length === length && (best.allow || !rule.allow)))) continue;
    if (matches(pattern, path)) {
      best = rule;
      length = pattern.length;
    }
  }
  return best
    ? { allowed: best.allow, rule: `${best.allow ? 'Allow' : 'Disallow'}: ${best.pattern}`, line: best.line }
    : { allowed: true, rule: null, line: null };
}

/**
 * Whether a pattern with `*` and a final `$` matches from the start of the path.
 * The pieces between stars are found leftmost first, which is enough: a later match leaves less room. So the time is
 * that of one search per piece, never exponential in the number of stars.
 */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const body = anchored ? pattern.slice(0, -1) : pattern;
  if (!body.includes('*')) return anchored ? path === body : path.startsWith(body);
  const pieces = body.split('*');
  const first = pieces[0] ?? '';
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] ?? '';
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  const last = pieces[pieces.length - 1] ?? '';
  return anchored ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) !== -1;
}

/** Escapes of unreserved characters undone; what a URL cannot hold as it is, escaped. */
function normalised(text: string): string {
  return text
    .replace(/%([0-9A-F]{2})/g, (escape, hex: string) => {
      const character = String.fromCharCode(parseInt(hex, 16));
      return /[A-Za-z0-9\-._~]/.test(character) ? character : escape;
    })
    .replace(/[^!-~]|["<>`{}\\^|]/g, (character) => encodeURIComponent(character));
}

/** In a path `*` and `$` are themselves; escaped they are told from a pattern's signs (RFC 9309 2.2.3). */
function normalisedPath(path: string): string {
  return normalised(path).replaceAll('*', '%2A').replaceAll('$', '%24');
}

function normalisedPattern(pattern: string): string {
  return normalised(pattern).replace(/\$(?!$)/g, '%24');
}
