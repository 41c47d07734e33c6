/**
 * The queue on Redis or Valkey, for workers on any number of machines. BullMQ hands out the visits: waiting, delayed, by
 * priority, again when a worker died. What a visit's state is, who holds its site and what was delivered is kept by the
 * scripts in redis-scripts.ts, so that a visit that BullMQ hands out twice, or too early, is found out when it is claimed.
 */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Queue, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { NetnoError, reasonOf } from '../../../core/errors.ts';
import { WARC_FILE } from '../../../store/archive/files.ts';
import { FRONTIER_FILE } from '../../../store/frontier.ts';
import { markOf } from './mark.ts';
import { ADD, APPLIED, CLAIM, COUNTS, GIVE_UP, KEEP, SETTLE } from './redis-scripts.ts';
import { ATTEMPTS, BACKOFF, headOf, parcelSchema, siteOf, visitSpec, type Backoff, type Begun, type Lease, type Outcome, type Parcel, type ParcelSource, type Place, type VisitQueue, type VisitSpec } from './types.ts';

export interface RedisQueueOptions {
  /** The study that this queue works for; a queue works for one. Workers need none. */
  readonly study?: string;
  /** What the study holds of a visit; none by default. */
  readonly begun?: (id: string) => Begun | null;
  readonly backoff?: Backoff;
  /** Of one part of a parcel. */
  readonly partBytes?: number;
  /** Workers wait while so much waits for the study. */
  readonly waitingBytes?: number;
  /** How often BullMQ looks for visits of dead workers. */
  readonly stalledMs?: number;
  /** A visit whose site is held is put off for so long. */
  readonly heldMs?: number;
}

export interface RedisQueue extends VisitQueue, ParcelSource {
  /** Where it is, without credentials. */
  readonly name: string;
}

/** Parts that nobody's lease stands for any longer go by themselves. */
const PART_SECONDS = 24 * 3600;

/**
 * @param url `redis://` or `rediss://`, with credentials if need be: they are used and never shown
 * @throws NetnoError if there is no such server, or it works for another study
 */
export async function redisQueue(url: string, options: RedisQueueOptions = {}): Promise<RedisQueue> {
  const { connection, name } = connectionOf(url);
  const redis = new Redis({ ...connection, lazyConnect: true });
  // A server that is away for a while is waited for; each command is sent again.
  redis.on('error', () => undefined);
  try {
    await connected(redis, name);
    const queue = new RedisEngine(redis, connection, name, options);
    await queue.begin(options.study);
    return queue;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

interface Connection {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: object;
  readonly maxRetriesPerRequest: null;
  readonly retryStrategy: (times: number) => number;
}

function connectionOf(url: string): { connection: Connection; name: string } {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const db = parsed === null ? NaN : Number(parsed.pathname.slice(1) || '0');
  if (parsed === null || !/^rediss?:$/.test(parsed.protocol) || parsed.hostname === '' || !Number.isInteger(db)) {
    throw new NetnoError('--queue takes the address of a Redis or Valkey server, such as redis://host:6379/0, or rediss://user:password@host:6379/0 for an encrypted connection.');
  }
  const port = Number(parsed.port || '6379');
  return {
    connection: {
      host: parsed.hostname.replace(/^\[|\]$/g, ''), port, db,
      ...(parsed.username === '' ? {} : { username: decodeURIComponent(parsed.username) }),
      ...(parsed.password === '' ? {} : { password: decodeURIComponent(parsed.password) }),
      ...(parsed.protocol === 'rediss:' ? { tls: {} } : {}),
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(5000, 100 * 2 ** Math.min(times, 6)),
    },
    name: `${parsed.protocol}//${parsed.hostname}:${port}/${db}`,
  };
}

async function connected(redis: Redis, name: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let trouble = 'no answer';
  redis.on('error', (error) => (trouble = error.message || ('code' in error ? String(error.code) : trouble)));
  // The server's own word, of a wrong password for one, comes with the command.
  const answer = redis.connect().catch(() => undefined).then(() => redis.ping());
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(trouble)), 5000);
  });
  try {
    await Promise.race([answer, late]);
  } catch (error) {
    throw new NetnoError(`There is no queue at ${name} (${reasonOf(error)}). Start a Redis or Valkey server there, or give another address with --queue.`, 2, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** A lease as it is held in Redis, with the job that BullMQ gave for it. */
interface Held {
  readonly token: string;
  readonly job: Job;
  readonly base: number;
  readonly frontier: string;
  readonly parts: number;
}

const claimed = z.union([
  z.tuple([z.literal('gone')]),
  z.tuple([z.literal('wait'), z.number()]),
  z.tuple([z.literal('lease'), z.string(), z.string(), z.string(), z.coerce.number(), z.coerce.number(), z.string(), z.coerce.number()]),
]);
const countsSchema = z.object({ queued: z.number(), running: z.number(), finished: z.number(), failed: z.number() });
const settled = z.union([z.tuple([z.literal('lost')]), z.tuple([z.literal('missing')]), z.tuple([z.literal('settled'), z.union([z.number(), z.literal('')])])]);

class RedisEngine implements RedisQueue {
  readonly name: string;
  readonly #redis: Redis;
  readonly #connection: Connection;
  readonly #options: Required<Omit<RedisQueueOptions, 'study'>>;
  readonly #queue: Queue;
  readonly #prefix = 'netno:';
  #worker: Worker | null = null;
  readonly #held = new Map<number, Held>();

  constructor(redis: Redis, connection: Connection, name: string, options: RedisQueueOptions) {
    this.#redis = redis;
    this.#connection = connection;
    this.name = name;
    this.#options = { begun: () => null, backoff: BACKOFF, partBytes: 8_000_000, waitingBytes: 1_000_000_000, stalledMs: 15_000, heldMs: 1000, ...options };
    this.#queue = new Queue('visits', { connection: { ...connection }, prefix: 'netno-jobs' });
    this.#queue.on('error', () => undefined);
  }

  async begin(study: string | undefined): Promise<void> {
    if (study === undefined) return;
    await this.#redis.setnx(`${this.#prefix}study`, study);
    const owner = await this.#redis.get(`${this.#prefix}study`);
    if (owner !== study) throw new NetnoError(`The queue at ${this.name} works for the study "${owner ?? ''}", not for "${study}". Give each study a database of its own: the number at the end of the address.`);
  }

  async enqueue(specs: readonly VisitSpec[], { priority = () => 0, again = false }: { priority?: (spec: VisitSpec) => number; again?: boolean } = {}): Promise<number> {
    let added = 0;
    for (const spec of specs) {
      const state = await this.#redis.hget(`${this.#prefix}visit:${spec.id}`, 'state');
      if (state !== null && (!again || state === 'queued' || state === 'running')) continue;
      const begun = this.#options.begun(spec.id);
      const frontier = begun?.frontier ?? null;
      const fence = frontier === null ? 0 : await this.#redis.incr(`${this.#prefix}fence`);
      const parts = frontier === null ? 0 : await this.#send(spec.id, fence, 'frontier', inParts(gzipSync(frontier), this.#options.partBytes));
      added += Number(await this.#run(ADD, spec.id, JSON.stringify(spec), siteOf(spec), priority(spec), again ? 1 : 0, begun?.slice ?? 0, begun?.base ?? 0, fence, parts));
    }
    await this.mend();
    return added;
  }

  async claim(worker: string, leaseMs: number): Promise<Lease | null> {
    if (Number(await this.#redis.get(`${this.#prefix}bytes`)) > this.#options.waitingBytes) return null;
    const bull = await this.#bull();
    // Of hundreds of visits to one site all but one are put off; the rest of them can wait for the next call.
    for (let tries = 0; tries < 100; tries++) {
      const token = randomUUID();
      const job = await bull.getNextJob(token, { block: false });
      if (!job?.id) return null;
      const answer = claimed.parse(await this.#run(CLAIM, job.id, token, worker, leaseMs, ATTEMPTS, this.#options.heldMs));
      if (answer[0] === 'gone') await indifferently(job.moveToCompleted(null, token, false));
      else if (answer[0] === 'wait') await indifferently(job.moveToDelayed(Date.now() + answer[1], token));
      else {
        const [, fence, text, site, slice, base, frontier, parts] = answer;
        const spec = readSpec(text);
        if (spec === null || spec.id !== job.id) {
          await this.#run(GIVE_UP, job.id, 'what was queued for it is not a visit');
          continue;
        }
        // BullMQ takes a job whose lock has run out for one of a dead worker.
        await indifferently(job.extendLock(token, leaseMs));
        this.#held.set(Number(fence), { token, job, base, frontier, parts });
        return { spec, site, worker, fence: Number(fence), slice };
      }
    }
    return null;
  }

  async heartbeat({ spec, fence }: Lease, leaseMs: number): Promise<boolean> {
    const held = this.#held.get(fence);
    if (!held || Number(await this.#run(KEEP, spec.id, held.token, fence, leaseMs)) === 0) return false;
    await indifferently(held.job.extendLock(held.token, leaseMs));
    return true;
  }

  async prepare({ spec, fence }: Lease): Promise<Place> {
    const held = this.#held.get(fence);
    const scratch = mkdtempSync(join(tmpdir(), 'netno-slice-'));
    const leave = (): void => rmSync(scratch, { recursive: true, force: true });
    const folder = join(scratch, spec.id);
    try {
      mkdirSync(folder, { recursive: true });
      if (held && held.parts > 0) writeFileSync(join(folder, FRONTIER_FILE), gunzipSync(await this.#fetch(spec.id, held.frontier, 'frontier', held.parts)));
    } catch (error) {
      leave();
      throw error;
    }
    return { folder, base: held?.base ?? 0, leave };
  }

  async settle({ spec, fence, slice }: Lease, outcome: Outcome, place: Place | null): Promise<boolean> {
    const held = this.#held.get(fence);
    if (!held) return false;
    this.#held.delete(fence);
    const { firstMs, mostMs } = this.#options.backoff;
    const detail = outcome.state === 'continue' ? outcome.afterMs : outcome.state === 'finished' ? JSON.stringify(outcome.result) : outcome.reason;
    for (;;) {
      const parcel = outcome.state === 'failed' || place === null ? null : await this.#deliver(spec.id, fence, slice, held.base, place);
      const answer = settled.parse(
        await this.#run(
          SETTLE, spec.id, held.token, fence, outcome.state, detail, firstMs, mostMs, ATTEMPTS,
          parcel === null ? '' : JSON.stringify(parcel), parcel?.warcParts ?? 0, parcel?.frontierParts ?? 0, parcel?.warcBytes ?? 0, parcel === null ? 0 : parcel.warcBytes + parcel.frontierBytes,
        ),
      );
      // A server that lost the parts with its memory gets them once more.
      if (answer[0] === 'missing') continue;
      if (answer[0] === 'lost') {
        if (parcel) await this.#discard(parcel);
        return false;
      }
      // Should this not come through, BullMQ hands the visit out once more, and the claim finds what is true.
      if (answer[1] === '') await indifferently(held.job.moveToCompleted(null, held.token, false));
      else await indifferently(held.job.moveToDelayed(Date.now() + answer[1], held.token));
      return true;
    }
  }

  async counts(): Promise<{ queued: number; running: number; finished: number; failed: number }> {
    // At one moment: a visit between two of the sets would seem to be nowhere.
    return countsSchema.parse(JSON.parse(String(await this.#run(COUNTS, ''))));
  }

  async failures(): Promise<{ id: string; reason: string }[]> {
    const ids = (await this.#redis.smembers(`${this.#prefix}failed`)).sort();
    return Promise.all(ids.map(async (id) => ({ id, reason: (await this.#redis.hget(`${this.#prefix}visit:${id}`, 'reason')) ?? '' })));
  }

  async finished(): Promise<string[]> {
    return (await this.#redis.smembers(`${this.#prefix}finished`)).sort();
  }

  async result(id: string): Promise<unknown> {
    const [state, result] = await this.#redis.hmget(`${this.#prefix}visit:${id}`, 'state', 'result');
    return state === 'finished' ? JSON.parse(result ?? 'null') : null;
  }

  /** Hands every open visit to BullMQ again, in which those that it has stay as they are. */
  async mend(): Promise<void> {
    const ids = await this.#redis.sunion(`${this.#prefix}queued`, `${this.#prefix}running`);
    for (let at = 0; at < ids.length; at += 500) {
      const some = ids.slice(at, at + 500);
      const priorities = await Promise.all(some.map((id) => this.#redis.hget(`${this.#prefix}visit:${id}`, 'priority')));
      // A job of the same id that is there is left as it is.
      await this.#queue.addBulk(some.map((id, i) => ({ name: 'visit', data: {}, opts: { jobId: id, priority: bullPriority(Number(priorities[i])), removeOnComplete: true, removeOnFail: true } })));
    }
  }

  async parcels(): Promise<Parcel[]> {
    return (await this.#redis.lrange(`${this.#prefix}parcels`, 0, 99)).map((text) => parcelSchema.parse(JSON.parse(text)));
  }

  async read({ visit, fence, warcParts, frontierParts }: Parcel): Promise<{ warc: Buffer; frontier: Buffer }> {
    return { warc: await this.#fetch(visit, String(fence), 'warc', warcParts), frontier: await this.#fetch(visit, String(fence), 'frontier', frontierParts) };
  }

  async acknowledge(parcel: Parcel): Promise<void> {
    await this.#run(APPLIED, parcel.visit, JSON.stringify(parcel), parcel.fence, parcel.seq, parcel.warcParts, parcel.frontierParts, parcel.warcBytes + parcel.frontierBytes);
  }

  async reject(parcel: Parcel, reason: string): Promise<void> {
    await this.#run(GIVE_UP, parcel.visit, reason);
    await this.acknowledge(parcel);
  }

  async close(): Promise<void> {
    // Taking leave of a server that is away would take for ever.
    const ends = this.#redis.status === 'ready' ? [this.#worker?.close(true), this.#queue.close()] : [this.#worker?.disconnect(), this.#queue.disconnect()];
    await Promise.all(ends.map(indifferently));
    this.#redis.disconnect();
  }

  async #bull(): Promise<Worker> {
    if (this.#worker === null) {
      this.#worker = new Worker('visits', null, { connection: { ...this.#connection }, prefix: 'netno-jobs', autorun: false, maxStalledCount: 1_000_000_000, stalledInterval: this.#options.stalledMs });
      this.#worker.on('error', () => undefined);
      await this.#worker.startStalledCheckTimer();
    }
    return this.#worker;
  }

  #run(text: string, id: string, ...args: readonly (string | number)[]): Promise<unknown> {
    return this.#redis.eval(text, 0, this.#prefix, id, ...args);
  }

  /** Puts what a slice left in its folder beside the queue; it counts only once the lease's end is accepted. */
  async #deliver(visit: string, fence: number, seq: number, base: number, { folder }: Place): Promise<Parcel> {
    const mark = markOf(folder);
    const frontier = gzipSync(readFileSync(join(folder, FRONTIER_FILE)));
    const hash = createHash('sha256');
    let warcBytes = 0;
    // What a page that was broken off left behind the mark is not the visit's.
    const warcParts = await this.#send(visit, fence, 'warc', fileParts(join(folder, WARC_FILE), mark - base, this.#options.partBytes, (part) => {
      warcBytes += part.length;
      hash.update(part);
    }));
    const frontierParts = await this.#send(visit, fence, 'frontier', inParts(frontier, this.#options.partBytes));
    const head = { visit, seq, fence, base, warcBytes, warcParts, frontierBytes: frontier.length, frontierParts };
    return { ...head, digest: hash.update(frontier).update(headOf(head)).digest('hex') };
  }

  async #send(visit: string, fence: number, kind: string, parts: Iterable<Buffer>): Promise<number> {
    let count = 0;
    for (const part of parts) await this.#redis.set(this.#part(visit, String(fence), kind, count++), part, 'EX', PART_SECONDS);
    return count;
  }

  async #fetch(visit: string, fence: string, kind: string, count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let n = 0; n < count; n++) {
      const part = await this.#redis.getBuffer(this.#part(visit, fence, kind, n));
      if (part === null) throw new NetnoError(`The queue at ${this.name} has lost a part of ${visit}. Its server must not drop keys: set maxmemory-policy to noeviction.`);
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  async #discard({ visit, fence, warcParts, frontierParts }: Parcel): Promise<void> {
    for (let n = 0; n < warcParts; n++) await this.#redis.unlink(this.#part(visit, String(fence), 'warc', n));
    for (let n = 0; n < frontierParts; n++) await this.#redis.unlink(this.#part(visit, String(fence), 'frontier', n));
  }

  #part(visit: string, fence: string, kind: string, n: number): string {
    return `${this.#prefix}part:${visit}:${fence}:${kind}:${n}`;
  }
}

/** BullMQ's priorities run the other way, from 1 to two millions; zero would overtake all. */
const bullPriority = (priority: number): number => 1_000_000 - Math.max(-999_999, Math.min(999_999, Math.round(priority)));

/** For steps whose failure is made good elsewhere: the next claim, or `mend`. */
async function indifferently(work: Promise<unknown> | undefined): Promise<void> {
  try {
    await work;
  } catch {
    // See above.
  }
}

function readSpec(text: string): VisitSpec | null {
  try {
    return visitSpec.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function* inParts(bytes: Buffer, size: number): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function* fileParts(file: string, end: number, size: number, onPart: (part: Buffer) => void): Iterable<Buffer> {
  if (!existsSync(file)) return;
  const fd = openSync(file, 'r');
  try {
    const length = Math.min(end, fstatSync(fd).size);
    for (let at = 0; at < length; ) {
      const part = Buffer.allocUnsafe(Math.min(size, length - at));
      at += readSync(fd, part, 0, part.length, at);
      onPart(part);
      yield part;
    }
  } finally {
    closeSync(fd);
  }
}
