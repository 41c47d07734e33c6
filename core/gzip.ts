/** gzip members: small ones at once, large ones in zlib's thread pool. */
import { constants, crc32, createGzip, gzipSync } from 'node:zlib';
import type { Deflate, Gzip } from 'node:zlib';

/** As many as the pool has threads. A compressor holds a quarter of a megabyte; to get and clear that takes longer than to compress a page. */
const LANES = 4;

class Lane {
  // The types grant `reset` to Deflate alone; Node has it for all that deflate.
  readonly #gzip: Gzip & Pick<Deflate, 'reset'>;
  #parts: Uint8Array[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(level: number) {
    // Every write is a member of its own: it is finished, and the next begins anew.
    this.#gzip = createGzip({ level, flush: constants.Z_FINISH }) as Gzip & Pick<Deflate, 'reset'>;
    this.#gzip.on('data', (part: Uint8Array) => this.#parts.push(part));
  }

  compress(bytes: Uint8Array): Promise<Uint8Array> {
    const made = this.#last.then(() => new Promise<Uint8Array>((resolve, reject) => {
      // Zlib gives out everything it has made of a write before it calls back.
      this.#gzip.write(bytes, (error) => {
        const parts = this.#parts;
        this.#parts = [];
        if (error) return reject(error);
        this.#gzip.reset();
        resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
      });
    }));
    this.#last = made.catch(() => undefined);
    return made;
  }
}

/** Below this the way to another thread and back costs more than compressing. */
const WORTH_THE_WAY = 4 * 1024;

const lanes = new Map<string, Lane>();
let turn = 0;

/** Below this a member is stored as it is: to get a compressor ready takes longer than such a record is worth. */
const SMALL = 1024;

/** RFC 1952, with the operating system unknown; RFC 1951 3.2.4: one block, the last, not compressed. */
function stored(bytes: Uint8Array): Uint8Array {
  const member = Buffer.alloc(bytes.length + 23);
  member.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1]);
  member.writeUInt16LE(bytes.length, 11);
  member.writeUInt16LE(~bytes.length & 0xffff, 13);
  member.set(bytes, 15);
  member.writeUInt32LE(crc32(bytes), bytes.length + 15);
  member.writeUInt32LE(bytes.length, bytes.length + 19);
  return member;
}

/** A gzip member, in this thread. */
export function gzip(bytes: Uint8Array, level: number): Uint8Array {
  return bytes.length < SMALL ? stored(bytes) : gzipSync(bytes, { level });
}

/** The bytes that `gzip` gives, without holding up this thread. */
export function gzipAside(bytes: Uint8Array, level: number): Promise<Uint8Array> {
  if (bytes.length < WORTH_THE_WAY) return Promise.resolve(gzip(bytes, level));
  turn = (turn + 1) % LANES;
  const name = `${level}/${turn}`;
  const lane = lanes.get(name) ?? new Lane(level);
  lanes.set(name, lane);
  return lane.compress(bytes);
}
