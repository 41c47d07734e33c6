/**
 * What a visit must remember of its URLs. Declared here, implemented where files and databases are known (store/frontier.ts);
 * pipeline hands one in. One visit at a time works on a frontier.
 */
export type UrlState = 'queued' | 'done' | 'failed' | 'refused';

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

export interface Settlement {
  readonly key: string;
  readonly state: UrlState;
  /** Why it failed or was refused, in words. */
  readonly reason?: string;
  /** What kind of failure: a FailureKind, `http-503`, `robots` … */
  readonly kind?: string;
  /** Pages that a redirect has led to: they count as done, and are not fetched again. */
  readonly alsoDone?: readonly string[];
  readonly found?: readonly NewUrl[];
  /** What was seen there, as JSON: kept in order, so that it can be taken over elsewhere, once. */
  readonly pages?: readonly string[];
}

export interface Failure {
  readonly url: string;
  readonly state: 'failed' | 'refused';
  readonly kind: string;
  readonly reason: string;
}

/** A frontier: what has been settled since the last `commit` is forgotten if the program ends, and then done again. */
export interface Frontier {
  /** Takes URLs that it does not know yet. */
  add(urls: readonly NewUrl[]): void;
  /** The best queued URL that is not in hand, which is in hand from then on until it is settled or let go. */
  next(secondary: boolean): NewUrl | null;
  /** The URL of that key in hand, if it is queued still. */
  take(key: string): NewUrl | null;
  /** What is in hand is so no longer. */
  letGo(): void;
  /** Closes one URL, together with all that came of it. */
  settle(settlement: Settlement): void;
  /** Makes everything since the last commit last, with these notes, all or nothing. */
  commit(notes: Readonly<Record<string, string>>): void;
  has(key: string): boolean;
  stateOf(key: string): UrlState | null;
  counts(secondary: boolean): Readonly<Record<UrlState, number>>;
  /** How many URLs of each pattern are known. */
  patterns(): ReadonlyMap<string, number>;
  /** What could not be seen, in the order of finding. */
  failures(): Failure[];
  note(name: string): string | null;
  /** Kept with the next commit. */
  setNote(name: string, value: string): void;
  close(): void;
}
