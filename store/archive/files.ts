/** Files of the archive: read anywhere, replaced whole or not at all. */
import { closeSync, existsSync, fsyncSync, fstatSync, openSync, readdirSync, readSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { ByteSource } from '../../core/warc.ts';

export const WARC_FILE = 'visit.warc.gz';
export const INDEX_FILE = 'index.cdxj';

export interface OpenFile extends ByteSource {
  close(): void;
}

export function openSource(file: string): OpenFile {
  const fd = openSync(file, 'r');
  return {
    size: fstatSync(fd).size,
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - offset)));
      let done = 0;
      while (done < bytes.length) {
        const got = readSync(fd, bytes, done, bytes.length - done, offset + done);
        if (got === 0) break;
        done += got;
      }
      return bytes.subarray(0, done);
    },
    close: () => closeSync(fd),
  };
}

/** All of the bytes, also where the system takes them in parts (a disk that fills up throws). */
export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

export function replaceFile(file: string, parts: Iterable<Uint8Array>): void {
  const temporary = `${file}.new`;
  const fd = openSync(temporary, 'w');
  try {
    for (const part of parts) writeAll(fd, part);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, file);
}

/** Folders below `dir` that hold a visit, as `wave/platform`, sorted. */
export function visitFolders(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === WARC_FILE)
    .map((file) => path.dirname(file).split(path.sep).join('/'))
    .sort();
}
