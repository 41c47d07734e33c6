/**
 * The archive of a study: WARC 1.1 as received, a folder a site visit (`wave/platform/`), each with its CDXJ index.
 * The one door; what it does lies in the files beside it.
 */
import type { ArchivePosition, Capture } from '../../core/types.ts';
import { visitFolders } from './files.ts';
import type { CaptureOptions, Earlier, EncodedCapture } from './capture.ts';
import type { IndexEntry } from './index.ts';
import { Reader } from './read.ts';
import type { ArchivedPayload } from './read.ts';
import { rewriteArchive } from './rewrite.ts';
import type { Edits, RewriteOptions } from './rewrite.ts';
import { validatorsOf } from './validators.ts';
import type { Validators } from './validators.ts';
import { exportWacz } from './wacz.ts';
import type { WaczOptions, WaczReport } from './wacz.ts';
import { verifyArchive } from './verify.ts';
import type { VerifyReport } from './verify.ts';
import { openWriter } from './write.ts';
import type { ArchiveWriter, WriterOptions } from './write.ts';

export type { ArchivedPayload, ArchiveWriter, CaptureOptions, Earlier, Edits, EncodedCapture, IndexEntry, RewriteOptions, Validators, VerifyReport, WaczOptions, WaczReport, WriterOptions };
export { positionKey } from './rewrite.ts';
export { appendSegment } from './segment.ts';
export { WARNING as WACZ_WARNING } from './wacz.ts';

export interface Archive {
  readonly dir: string;
  /** One writer a visit at a time; `visitFolder` is `wave/platform`. A half-written last record is cut off first. */
  writer(visitFolder: string, options?: WriterOptions): ArchiveWriter;
  /** The capture at a position, its digest checked. For its text see `decodeCapture` in core/charset.ts. */
  read(position: ArchivePosition): Capture;
  /** The index of one visit. */
  index(visitFolder: string): IndexEntry[];
  /** By URL, what the last answer of a visit with status 200 can be compared with; read from the index alone. */
  validators(visitFolder: string): ReadonlyMap<string, Validators>;
  /** Whether what was archived before is there still, for a visit in that folder. */
  holds(earlier: Earlier, visitFolder: string): boolean;
  folders(): string[];
  verify(): VerifyReport;
  /** Every capture in order of file and place, its digest computed from the bytes as they are. */
  payloads(): Iterable<ArchivedPayload>;
  rewrite(edits: Edits, options?: RewriteOptions): Map<string, ArchivePosition | null>;
  /** Visits as one WACZ file. */
  exportWacz(file: string, options: WaczOptions): Promise<WaczReport>;
  close(): void;
}

export function openArchive(dir: string): Archive {
  const reader = new Reader(dir);
  return {
    dir,
    writer: (visitFolder, options) => openWriter(dir, visitFolder, options),
    read: (position) => reader.read(position),
    index: (visitFolder) => reader.index(visitFolder),
    validators: (visitFolder) => validatorsOf(reader.index(visitFolder)),
    holds: ({ url, capturedAt, digest }, visitFolder) => reader.original({ digest, url, date: capturedAt }, visitFolder) !== null,
    folders: () => visitFolders(dir),
    verify: () => {
      reader.forget();
      return verifyArchive(dir, reader);
    },
    payloads: () => reader.payloads(),
    rewrite: (edits, options) => rewriteArchive(dir, reader, edits, options),
    exportWacz: (file, options) => exportWacz(dir, reader, file, options),
    close: () => reader.forget(),
  };
}
