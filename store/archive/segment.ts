/** Joining what another machine has archived of a visit (`WriterOptions.base`) to the visit's own WARC. */
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { NetnoError } from '../../core/errors.ts';
import { bufferSource, readRecords } from '../../core/warc.ts';
import type { ByteSource } from '../../core/warc.ts';
import { INDEX_FILE, openSource, replaceFile, WARC_FILE, writeAll } from './files.ts';
import { formatIndex } from './index.ts';
import { recover } from './write.ts';

const AT_ONCE = 1024 * 1024;

/**
 * Puts a segment, as bytes or as a file, behind the first `base` bytes of a visit's WARC and into its index. What lay
 * there instead is cut off: the rest of a try that was given up. A segment that is there already changes nothing, also
 * when later ones have followed it, so that one can be delivered twice.
 * @returns the length of the visit up to the end of the segment
 * @throws NetnoError if the visit is shorter than `base`, or no record ends there, or the segment is damaged; nothing is then changed.
 */
export function appendSegment(dir: string, folder: string, base: number, segment: Uint8Array | string): number {
  const part = typeof segment === 'string' ? openSource(segment) : { ...bufferSource(segment), close: () => undefined };
  const home = path.join(dir, folder);
  const warcFile = path.join(home, WARC_FILE);
  const indexFile = path.join(home, INDEX_FILE);
  const indexUpTo = (end: number): { end: number; text: Buffer } => {
    const known = recover(warcFile, indexFile, 0, end);
    return { end: known.end, text: Buffer.from(formatIndex(known.entries), 'utf8') };
  };
  try {
    const size = existsSync(warcFile) ? statSync(warcFile).size : 0;
    if (size < base) throw new NetnoError(`A part of the visit ${folder} arrived that begins at byte ${base}, but the archive has only ${size}: an earlier part is missing. Nothing was changed; it can be delivered again after that.`, 1);
    for (const item of readRecords(part)) {
      if ('damage' in item) throw new NetnoError(`A part of the visit ${folder} arrived damaged (${item.damage}, ${item.offset} bytes into it). Nothing was changed; deliver it again.`, 1);
    }
    if (part.size === 0) return base;
    mkdirSync(home, { recursive: true });
    if (!holds(warcFile, size, base, part)) {
      const before = indexUpTo(base);
      if (before.end !== base) throw new NetnoError(`A part of the visit ${folder} arrived that begins at byte ${base}, where no record of the archive ends. Nothing was changed.`, 1);
      // In this order a program killed at any moment leaves an index that names nothing which is not there.
      replaceFile(indexFile, before.text);
      const warc = openSync(warcFile, 'a');
      try {
        ftruncateSync(warc, base);
        for (let done = 0; done < part.size; done += AT_ONCE) writeAll(warc, part.read(done, AT_ONCE));
        fsyncSync(warc);
      } catch (error) {
        ftruncateSync(warc, base);
        throw error;
      } finally {
        closeSync(warc);
      }
    }
    replaceFile(indexFile, indexUpTo(Infinity).text);
    return base + part.size;
  } finally {
    part.close();
  }
}

function holds(warcFile: string, size: number, base: number, part: ByteSource): boolean {
  if (size < base + part.size) return false;
  const whole = openSource(warcFile);
  try {
    for (let done = 0; done < part.size; done += AT_ONCE) {
      const length = Math.min(AT_ONCE, part.size - done);
      if (Buffer.compare(whole.read(base + done, length), part.read(done, length)) !== 0) return false;
    }
    return true;
  } finally {
    whole.close();
  }
}
