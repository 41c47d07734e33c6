/** What a later wave needs to ask a site only for what has changed (RFC 9110 13.1). */
import type { Earlier } from './capture.ts';
import type { IndexEntry } from './index.ts';

export interface Validators {
  /** For If-None-Match, as the site sent it. */
  readonly etag: string | null;
  /** For If-Modified-Since, as the site sent it. */
  readonly lastModified: string | null;
  /** The record that has the body: what `earlier` takes when the next answer is written. */
  readonly earlier: Earlier;
}

/** By URL, of the last answer that a page gave. Pages of archives made by others have none: they are asked for whole. */
export function validatorsOf(entries: readonly IndexEntry[]): Map<string, Validators> {
  const latest = new Map<string, IndexEntry>();
  for (const entry of entries) {
    if (entry.date !== null && entry.timestamp >= (latest.get(entry.url)?.timestamp ?? '')) latest.set(entry.url, entry);
  }
  return new Map([...latest].map(([url, { etag, modified, date, digest }]) => [url, { etag, lastModified: modified, earlier: { url, capturedAt: date ?? '', digest } }]));
}
