/** robots.txt of every origin that a visit asks, fetched once, archived, and remembered with the frontier. */
import { z } from 'zod';
import { decodeBody } from '../core/charset.ts';
import { NetnoError } from '../core/errors.ts';
import type { ArchivePosition, Capture } from '../core/types.ts';
import { fieldOf } from '../core/warc.ts';
import type { FailureKind } from './addresses.ts';
import { robotsFor } from './robots.ts';
import type { Robots } from './robots.ts';
import type { Fetched } from './sources/source.ts';

export interface RobotsFile {
  readonly robots: Robots;
  readonly url: string;
  /** Of the last answer; null if none came. */
  readonly status: number | null;
  /** Why none came; null if one did. */
  readonly failure: FailureKind | null;
  readonly reason: string | null;
  readonly position: ArchivePosition | null;
  /** Decoded body of the last answer. */
  readonly body: Uint8Array;
}

/** One exchange: paced, patient with 429 and 503, archived; see Fetcher. */
export type Exchange = (url: string) => Promise<{ readonly fetched: Fetched; readonly position: ArchivePosition | null }>;

/** Redirects of a robots.txt that are followed, to other hosts as well (RFC 9309 2.3.1.2 asks for at least five). */
const MAX_REDIRECTS = 5;

export async function fetchRobots(origin: string, exchange: Exchange): Promise<RobotsFile> {
  const url = `${origin}/robots.txt`;
  let at = url;
  for (let hop = 0; ; hop++) {
    const { fetched, position } = await exchange(at);
    if (!fetched.ok) return { robots: robotsFor(null, EMPTY, fetched.reason), url, status: null, failure: fetched.kind, reason: fetched.reason, position, body: EMPTY };
    const { capture } = fetched;
    const next = capture.status >= 300 && capture.status < 400 && hop < MAX_REDIRECTS ? redirectTarget(capture) : null;
    if (next === null) return fromCapture(url, capture, position);
    at = next;
  }
}

const EMPTY = new Uint8Array();

/** @param url the origin's own robots.txt, whatever redirect led to the capture */
function fromCapture(url: string, capture: Capture, position: ArchivePosition | null): RobotsFile {
  let body: Uint8Array;
  try {
    body = decodeBody(capture.body, fieldOf(capture.responseHeaders, 'content-encoding'), { maxBytes: 4 * 1024 * 1024 });
  } catch (error) {
    // A file that cannot be read might forbid everything.
    const reason = error instanceof NetnoError ? error.message : String(error);
    return { robots: robotsFor(null, EMPTY, reason), url, status: capture.status, failure: 'protocol', reason, position, body: EMPTY };
  }
  const robots = robotsFor(capture.status, body);
  return { robots, url, status: capture.status, failure: null, reason: robots.reason, position, body };
}

/** Absolute target of a redirect; null if it names none that can be fetched. */
export function redirectTarget(capture: Capture): string | null {
  if (![301, 302, 303, 307, 308].includes(capture.status)) return null;
  const location = fieldOf(capture.responseHeaders, 'location');
  if (location === null) return null;
  try {
    // Undici hands the header over as Latin-1; servers mean UTF-8 where it is not ASCII.
    const target = new URL(Buffer.from(location, 'latin1').toString('utf8'), capture.url);
    if (target.protocol !== 'http:' && target.protocol !== 'https:') return null;
    target.hash = '';
    target.username = '';
    target.password = '';
    return target.href;
  } catch {
    return null;
  }
}

/** How long a robots.txt may be remembered (RFC 9309 2.4). */
const KEPT_MS = 24 * 3600 * 1000;

/** As text for the frontier's notes; null for an answer that is worth asking again for. */
export function freeze(file: RobotsFile, now: number): string | null {
  if (file.status === null || file.failure !== null || file.status === 429 || file.status >= 500) return null;
  const { url, status, position } = file;
  return JSON.stringify({ url, status, position, at: now, body: Buffer.from(file.body).toString('base64') });
}

const frozen = z.object({
  url: z.string(),
  status: z.number(),
  position: z.object({ file: z.string(), offset: z.number(), length: z.number(), digest: z.string() }).nullable(),
  at: z.number(),
  body: z.string(),
});

export function thaw(text: string, now: number): RobotsFile | null {
  const { url, status, position, at, body: encoded } = frozen.parse(JSON.parse(text));
  if (now - at > KEPT_MS) return null;
  const body = Buffer.from(encoded, 'base64');
  const robots = robotsFor(status, body);
  return { robots, url, status, failure: null, reason: robots.reason, position, body };
}
