import { z } from 'zod';
import { findBrowser } from '../../scrapers/browser.ts';
import { sessionOf } from '../../scrapers/session.ts';
import { embeddedQueue } from '../2-observation/queue/embedded.ts';
import type { RunSlice } from '../2-observation/queue/types.ts';
import { runSlice } from '../2-observation/slice.ts';
import { permitting, work, type WorkOptions } from '../2-observation/worker.ts';
import { counted } from '../stage.ts';
import { openStudy, paths } from '../study.ts';
import { command } from './command.ts';

/** A slice also ends after so many bytes, so that what is handed over stays small. */
const SLICE_BYTES = 64_000_000;

export const workerCommand = command({
  name: 'worker',
  title: 'Work on site visits that a crawl has queued',
  about:
    'Takes site visits from the queue of "netno observe crawl" and works on each for a slice of a few minutes. With --queue it needs no study, runs on as many machines as you like, and goes on until it is stopped; ' +
    'without, it works in the study until no visit is left. When it is stopped it hands over what it has done and gives its site back. ' +
    'Whoever can write to the queue decides what is visited: protect the server by a password, and by TLS (rediss://) where others share the network. Private addresses are visited only where --allow-private names them.',
  options: z.object({
    queue: z.string().optional().meta({ description: 'Redis or Valkey server of the queue: redis://user:password@host:6379/0, or rediss://', word: 'url' }),
    slice: z.number().positive().default(180).meta({ description: 'seconds for a slice' }),
    allowPrivate: z.array(z.string()).optional().meta({ description: 'with --queue: private hosts that may be visited if the study allows them too, e.g. 127.0.0.1:8080 or .test', word: 'host...' }),
    parallel: z.number().int().min(1).max(64).default(8).meta({ description: 'site visits side by side' }),
    lease: z.number().min(1).default(60).meta({ description: 'seconds after which a worker that is not heard of counts as dead, and its site goes to another' }),
    once: z.boolean().optional().meta({ description: 'one slice, then end' }),
  }),
  run: async (io, options) => {
    // Whoever started it as a process of its own is gone.
    const orphaned = new AbortController();
    const onDisconnect = (): void => orphaned.abort();
    process.on('disconnect', onDisconnect);
    const how: WorkOptions = { signal: AbortSignal.any([io.signal, orphaned.signal]), progress: io.progress, sliceMs: options.slice * 1000, leaseMs: options.lease * 1000, parallel: options.parallel, once: options.once ?? false };
    const browser = findBrowser();
    const slice: RunSlice = (spec, folder, as) => runSlice(spec, folder, { ...as, browser, sliceBytes: SLICE_BYTES, session: options.queue === undefined ? sessionOf(io.dir, spec.id.split('/')[1] ?? '') : null });
    try {
      const slices = options.queue === undefined ? await inStudy(io.dir, slice, how) : await elsewhere(options.queue, slice, { ...how, permit: permitting(options.allowPrivate ?? []) });
      io.print(io.json ? JSON.stringify({ ok: true, slices }) : `${counted(slices, 'slice')} of site visits handed over.`);
      return 0;
    } finally {
      process.off('disconnect', onDisconnect);
    }
  },
});

async function inStudy(dir: string, slice: RunSlice, how: WorkOptions): Promise<number> {
  const study = openStudy(dir);
  try {
    return await work(embeddedQueue(study.db, { archive: paths.archive(study.dir) }), slice, { ...how, untilEmpty: true });
  } finally {
    study.close();
  }
}

async function elsewhere(url: string, slice: RunSlice, how: WorkOptions): Promise<number> {
  // Loaded where it is needed: most commands know no queue.
  const { redisQueue } = await import('../2-observation/queue/redis.ts');
  const queue = await redisQueue(url, { stalledMs: (how.leaseMs ?? 60_000) / 4 });
  how.progress.note(`Waiting for site visits at ${queue.name}.`);
  try {
    return await work(queue, slice, how);
  } finally {
    await queue.close();
  }
}
