/**
 * Takes what distant workers deliver into the study, on the machine that has it: each parcel once, in order, whatever is
 * delivered twice and wherever it was killed. A parcel's bytes, its rows and the note that it was taken become one
 * transaction; what is done to files in it can be done again with the same end.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { replaceFile } from '../../../store/archive/files.ts';
import { appendSegment } from '../../../store/archive/segment.ts';
import { FRONTIER_FILE } from '../../../store/frontier.ts';
import type { Store } from '../../../store/open.ts';
import { nextParcel, putParcel } from '../../../store/queue.ts';
import { markOf } from './mark.ts';
import { headOf, type Begun, type Parcel, type ParcelSource } from './types.ts';

export interface IngestInto {
  readonly db: Store;
  /** Folder of the archive. */
  readonly archive: string;
  readonly runId: number;
  /** Copies the rows of the visit from its frontier into the store, in the transaction of the parcel. */
  readonly takeRows: (visit: string) => void;
}

/** Takes all that waits. @returns how many parcels were new */
export async function ingest(from: ParcelSource, into: IngestInto): Promise<number> {
  let taken = 0;
  for (let waiting = await from.parcels(); waiting.length > 0; waiting = await from.parcels()) {
    for (const parcel of waiting) {
      const known = parcel.seq < nextParcel(into.db, parcel.visit);
      const trouble = known ? null : await take(parcel, from, into);
      if (trouble !== null) await from.reject(parcel, trouble);
      else {
        await from.acknowledge(parcel);
        if (!known) taken++;
      }
    }
  }
  return taken;
}

/** @returns why the parcel cannot be taken, if so */
async function take(parcel: Parcel, from: ParcelSource, { db, archive, runId, takeRows }: IngestInto): Promise<string | null> {
  const { visit, seq, fence, base, digest } = parcel;
  const { warc, frontier } = await from.read(parcel);
  if (createHash('sha256').update(warc).update(frontier).update(headOf(parcel)).digest('hex') !== digest) return `slice ${seq} arrived damaged`;
  const folder = join(archive, visit);
  // The write lock is held from the first look to the last row, so that two that ingest at once take turns.
  return db
    .transaction((): string | null => {
      const next = nextParcel(db, visit);
      if (seq < next) return null;
      if (seq > next) return `slice ${seq} arrived, and slice ${next} never did`;
      mkdirSync(folder, { recursive: true });
      appendSegment(archive, visit, base, warc);
      // A journal left beside the old frontier would be read into the new one.
      for (const end of ['-wal', '-shm']) rmSync(join(folder, FRONTIER_FILE + end), { force: true });
      replaceFile(join(folder, FRONTIER_FILE), gunzipSync(frontier));
      takeRows(visit);
      putParcel(db, { site_visit_id: visit, seq, fence, base, bytes: warc.length, digest }, runId);
      return null;
    })
    .immediate();
}

/** What the study holds of a visit that was begun before, for a queue that does not know of it. */
export function begunIn(db: Store, archive: string): (id: string) => Begun | null {
  return (id) => {
    const folder = join(archive, id);
    const slice = nextParcel(db, id);
    if (!existsSync(join(folder, FRONTIER_FILE))) return slice === 0 ? null : { slice, base: 0, frontier: null };
    // Once it was opened and closed, all of the frontier is in the one file.
    const base = markOf(folder);
    return { slice, base, frontier: readFileSync(join(folder, FRONTIER_FILE)) };
  };
}
