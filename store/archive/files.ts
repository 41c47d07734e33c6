/** Files of the archive: read anywhere, replaced whole or not at all. */
import { closeSync, existsSync, fsyncSync, fstatSync, openSync, readdirSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
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

/** A file being written beside the one whose place it will take. */
export interface Draft {
  readonly temporary: string;
  put(bytes: Uint8Array): void;
  /** Bytes so far. */
  length(): number;
  /** Everything is there, and on disk. */
  complete(): void;
  replace(): void;
  discard(): void;
}

export function draft(file: string): Draft {
  const temporary = `${file}.new`;
  const fd = openSync(temporary, 'w');
  let length = 0;
  let open = true;
  const close = (): void => {
    if (open) closeSync(fd);
    open = false;
  };
  return {
    temporary,
    put(bytes) {
      writeAll(fd, bytes);
      length += bytes.length;
    },
    length: () => length,
    complete() {
      fsyncSync(fd);
      close();
    },
    replace: () => renameSync(temporary, file),
    discard() {
      close();
      rmSync(temporary, { force: true });
    },
  };
}

export function replaceFile(file: string, bytes: Uint8Array): void {
  const next = draft(file);
  try {
    next.put(bytes);
    next.complete();
    next.replace();
  } catch (error) {
    next.discard();
    throw error;
  }
}

/** Folders below `dir` that hold a visit, as `wave/platform`, sorted. */
export function visitFolders(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === WARC_FILE)
    .map((file) => path.dirname(file).split(path.sep).join('/'))
    .sort();
}
