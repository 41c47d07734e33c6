/** The queue of site visits: what is queued, who holds it, what comes back. Its engines are the files beside this one. */
import { z } from 'zod';

/**
 * All that a machine without the study must know to work on a site visit. Plain JSON, and checked when it is read:
 * a queue can be written to by others.
 */
export const visitSpec = z.object({
  /** `w3/platform`; also the folder of the visit, so that it may not lead out of the archive. */
  id: z.string().max(300).regex(/^w[0-9]+\/[\p{L}\p{N}-]+$/u, 'must be of the form w1/platform'),
  start: z.array(z.url({ protocol: /^https?$/ })).min(1),
  userAgent: z.string(),
  /** Product token that robots.txt is asked for. */
  agent: z.string(),
  /** Hosts that may be private, as far as the worker permits it too. */
  allowPrivate: z.array(z.string()),
  /** Where names of a study on loopback are served. */
  names: z.object({ suffix: z.string().startsWith('.'), port: z.number().int() }).nullable(),
  budget: z.object({ pages: z.number(), seconds: z.number(), bytes: z.number(), depth: z.number() }),
  secondary: z.number(),
  delayMs: z.number().nonnegative(),
  /** Requests on the way at once, where there is no delay. */
  lanes: z.number().int().min(1).max(64).default(1),
  render: z.enum(['off', 'auto']),
});
export type VisitSpec = z.output<typeof visitSpec>;

/** The host that may have one visitor at a time: politeness lives with whoever holds it. */
export function siteOf(spec: Pick<VisitSpec, 'start'>): string {
  return new URL(spec.start[0] ?? '').host.replace(/^www\./, '');
}

/** The right to work on a visit, and on its site, for a while. */
export interface Lease {
  readonly spec: VisitSpec;
  readonly site: string;
  readonly worker: string;
  /** Grows with every lease of a visit: what comes with an older one is refused. */
  readonly fence: number;
  /** Number of the slice, from 0: slices whose work was kept. */
  readonly slice: number;
}

/** Where a slice works. After it both files, WARC and frontier, are closed. */
export interface Place {
  /** Ends in the visit's id. */
  readonly folder: string;
  /** Length of the visit's WARC that lies elsewhere: what is written here goes behind it. Undefined where the folder is the visit's own. */
  readonly base: number | undefined;
  /** Removes what was only borrowed. */
  leave(): void;
}

export interface SliceResult {
  readonly state: 'continue' | 'finished';
  readonly result: object | null;
  /** Of a slice that continues: not before so many milliseconds. */
  readonly retryAfterMs?: number;
}

export type RunSlice = (spec: VisitSpec, folder: string, how: { readonly signal: AbortSignal; readonly sliceMs: number; readonly base?: number }) => Promise<SliceResult>;

export type Outcome =
  | { readonly state: 'continue'; readonly afterMs: number }
  | { readonly state: 'finished'; readonly result: object | null }
  | { readonly state: 'failed'; readonly reason: string };

export interface Counts {
  readonly queued: number;
  readonly running: number;
  readonly finished: number;
  readonly failed: number;
}

export interface VisitQueue {
  /**
   * Queues visits; those known stay as they are, except that with `again` the finished and the given-up ones begin anew.
   * @returns how many are newly queued
   */
  enqueue(specs: readonly VisitSpec[], options?: { readonly priority?: (spec: VisitSpec) => number; readonly again?: boolean }): Promise<number>;
  /** The best visit that is due, of a site that nobody holds; null if there is none now. */
  claim(worker: string, leaseMs: number): Promise<Lease | null>;
  /** Renews a lease. False: it was lost, and its work must stop. */
  heartbeat(lease: Lease, leaseMs: number): Promise<boolean>;
  /** The folder to work in, brought to where the last slice ended. */
  prepare(lease: Lease): Promise<Place>;
  /**
   * Hands over what a slice did and ends the lease. What failed is tried again later, at most `ATTEMPTS` times in a row;
   * what it did is not handed over. @returns false if the lease was lost: nothing was taken
   */
  settle(lease: Lease, outcome: Outcome, place: Place | null): Promise<boolean>;
  counts(): Promise<Counts>;
  /** The visits that were given up, and why. */
  failures(): Promise<{ readonly id: string; readonly reason: string }[]>;
  finished(): Promise<string[]>;
  /** What a finished visit came to; null for others. */
  result(id: string): Promise<unknown>;
  /** Finds open visits that an engine has lost on the way. To be called now and then. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Tries in a row that may fail, or whose worker may die, before a visit is given up. */
export const ATTEMPTS = 5;

/** Doubling from a quarter of a minute up to an hour, unless a queue is told otherwise. */
export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}
export const BACKOFF: Backoff = { firstMs: 15_000, mostMs: 3_600_000 };

/** @param failed tries that failed in a row */
export const backoffMs = ({ firstMs, mostMs }: Backoff, failed: number): number => Math.min(mostMs, firstMs * 2 ** (failed - 1));

/** What a distant worker hands over after a slice: the bytes added to the visit's WARC, and its frontier, gzipped. */
export const parcelSchema = z.object({
  visit: visitSpec.shape.id,
  /** The slice's number: parcels of a visit are taken in their order. */
  seq: z.number().int().nonnegative(),
  fence: z.number().int(),
  /** Length of the WARC before. */
  base: z.number().int().nonnegative(),
  warcBytes: z.number(), warcParts: z.number(), frontierBytes: z.number(), frontierParts: z.number(),
  /** sha256 over WARC bytes, frontier and `headOf`. */
  digest: z.string(),
});
export type Parcel = z.output<typeof parcelSchema>;

/** What of a parcel its digest covers besides the bytes. */
export const headOf = ({ visit, seq, fence, base }: Omit<Parcel, 'digest'>): string => `${visit} ${seq} ${fence} ${base}`;

/** Where parcels wait for the study. */
export interface ParcelSource {
  /** The oldest ones, in their order. */
  parcels(): Promise<Parcel[]>;
  read(parcel: Parcel): Promise<{ readonly warc: Buffer; readonly frontier: Buffer }>;
  /** The study holds it. */
  acknowledge(parcel: Parcel): Promise<void>;
  /** It cannot be used: the visit is given up. */
  reject(parcel: Parcel, reason: string): Promise<void>;
}

/** What the study holds of a visit that was begun before: its slices, the length of its WARC, its frontier. */
export interface Begun {
  readonly slice: number;
  readonly base: number;
  readonly frontier: Uint8Array | null;
}
