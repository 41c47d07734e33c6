/** gzip in zlib's thread pool. */
import { constants, createGzip, gzipSync } from 'node:zlib';
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

/** The bytes that `gzipSync` gives, without holding up this thread. */
export function gzipAside(bytes: Uint8Array, level: number): Promise<Uint8Array> {
  if (bytes.length < WORTH_THE_WAY) return Promise.resolve(gzipSync(bytes, { level }));
  turn = (turn + 1) % LANES;
  const name = `${level}/${turn}`;
  const lane = lanes.get(name) ?? new Lane(level);
  lanes.set(name, lane);
  return lane.compress(bytes);
}
