/**
 * What a visit must remember of its URLs. Declared here, implemented where files and databases are known (store/frontier.ts);
 * pipeline hands one in. One visit at a time works on a frontier.
 */
export type UrlState = 'queued' | 'fetching' | 'done' | 'failed' | 'refused';

export interface NewUrl {
  /** Canonical URL: two with the same key are one page. */
  readonly key: string;
  /** The URL to fetch, as it was found. */
  readonly url: string;
  /** Higher comes first; of equals the less deep, then the one found first. */
  readonly priority: number;
  readonly depth: number;
  /** Where it was found; null for a start address. */
  readonly referrer: string | null;
  /** A page one step out, not of the site itself. */
  readonly secondary: boolean;
  /** Shape of the URL (scrapers/traps.ts), for quotas. */
  readonly pattern: string;
}

export interface FrontierUrl extends NewUrl {
  /** How often it has been begun, this time included. */
  readonly attempts: number;
  /** Milliseconds since 1970 before which it must not be asked for again; 0 if there is no such time. */
  readonly notBefore: number;
}

export interface Settlement {
  readonly key: string;
  readonly state: Exclude<UrlState, 'fetching'>;
  /** Why it failed or was refused, in words. */
  readonly reason?: string;
  /** What kind of failure: a FailureKind, `http-503`, `robots` … */
  readonly kind?: string;
  /** For `queued`: when it may be tried again. */
  readonly notBefore?: number;
  /** Pages that a redirect has led to: they count as done, and are not fetched again. */
  readonly alsoDone?: readonly string[];
  readonly found?: readonly NewUrl[];
  /** Notes to keep in the same transaction, e.g. how far the archive belongs to the visit. */
  readonly notes?: Readonly<Record<string, string>>;
}

export interface Failure {
  readonly url: string;
  readonly state: 'failed' | 'refused';
  readonly kind: string;
  readonly reason: string;
}

export interface Frontier {
  /** Takes URLs that it does not know yet. */
  add(urls: readonly NewUrl[]): void;
  /** The best queued URL, marked `fetching`; null if there is none. If the program ends before it is settled, it is queued still. */
  next(secondary: boolean): FrontierUrl | null;
  /** Closes one URL together with all that came of it since it was taken, notes included, in one transaction. */
  settle(settlement: Settlement): void;
  has(key: string): boolean;
  stateOf(key: string): UrlState | null;
  counts(secondary: boolean): Readonly<Record<UrlState, number>>;
  /** How many URLs of each pattern are known. */
  patterns(): ReadonlyMap<string, number>;
  /** What could not be seen, in the order of finding. */
  failures(): Failure[];
  note(name: string): string | null;
  setNote(name: string, value: string): void;
  close(): void;
}
