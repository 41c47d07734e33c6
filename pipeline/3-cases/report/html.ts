/**
 * Markup that cannot be broken out of: everything put into `html` is escaped, unless it came from `html` itself.
 * What was observed is hostile until shown otherwise, therefore no function here takes a string as markup from outside.
 */
export class Html {
  readonly #markup: string;
  constructor(markup: string) {
    this.#markup = markup;
  }
  toString(): string {
    return this.#markup;
  }
}

export type Part = Html | string | number | null | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\r': '&#13;' };

/** Text for element content and quoted attributes. Control characters and halves of surrogate pairs, which HTML forbids, become U+FFFD. */
export function escape(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"'\r]/g, (c) => entities[c] ?? c);
}

function put(part: Part): string {
  if (part === null || part === undefined) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escape(part);
  return part.map(put).join('');
}

/** A template whose values are escaped; null and undefined leave nothing, lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((out, s, i) => out + put(parts[i - 1]) + s));
}

export const when = (condition: boolean, part: () => Part): Part => (condition ? part() : null);

/** At most `length` characters, cut between characters as a reader counts them. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Words from the archive or from a person, kept apart from the direction and the layout of what stands around them. */
export function quoted(text: string, length = 300): Html {
  return html`<bdi class="said">${clip(text, length)}</bdi>`;
}

/** An address as text. Never a link: what was observed lies in the archive, and a hostile address shall lead nowhere. */
export function address(url: string, length = 160): Html {
  return html`<bdi class="url">${clip(url, length)}</bdi>`;
}

export const plural = (n: number, one: string, more = `${one}s`): string => `${number(n)} ${n === 1 ? one : more}`;

/** 12 345 with a thin space, as the tables need it; below 10 000 undivided. */
export function number(n: number): string {
  return Math.abs(n) < 10_000 ? String(n) : String(n).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

/** A moment to the minute, UTC. */
export function moment(iso: string | null): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(iso ?? '');
  return match ? `${match[1] ?? ''} ${match[2] ?? ''}` : (iso ?? '');
}

export const day = (iso: string | null): string => (iso ?? '').slice(0, 10);

/** An id for an anchor: unique as long as `key` is, and harmless whatever stands in it. */
export function anchor(...key: readonly string[]): string {
  return key.map((k) => k.replace(/[^A-Za-z0-9-]/gu, (c) => `_${(c.codePointAt(0) ?? 0).toString(16)}_`)).join('.');
}
