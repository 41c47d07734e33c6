/** Workers of this machine: processes of their own, on the queue that is in the study. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NetnoError } from '../../../core/errors.ts';
import type { Counts, VisitQueue } from './types.ts';
import { untilDone } from './wait.ts';

const netno = fileURLToPath(new URL('../../cli/netno.mjs', import.meta.url));

/**
 * Works off the queue of a study with processes of this machine, until no visit is open or the signal comes. A worker that
 * dies is replaced: its visit goes on with another, or is given up after some tries. They end when this process does.
 * @param study with `args`: more of the command line of `netno worker`
 * @param onTick takes what has come in; called once more when all workers have ended
 * @throws NetnoError if the workers cannot work
 */
export async function workLocally(
  study: { readonly dir: string; readonly queue: VisitQueue; readonly count: number; readonly args?: readonly string[] },
  onTick: (counts: Counts) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { dir, queue, count, args = [] } = study;
  const alive = new Set<ChildProcess>();
  const end = new AbortController();
  end.signal.addEventListener('abort', () => {
    // They end when they are left alone; a signal would make them say that somebody stopped them.
    for (const child of alive) if (child.connected) child.disconnect();
  });
  const once = (): Promise<number> =>
    new Promise((resolve, reject) => {
      // A group of its own: Ctrl-C in the terminal is for the one who started them, who tells them.
      const child = fork(netno, ['worker', '--study', dir, ...args], { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      alive.add(child);
      child.on('error', reject);
      child.on('exit', (code) => {
        alive.delete(child);
        resolve(code ?? -1);
      });
    });
  const keep = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const code = await once();
      if (code === 0) return;
      // What is wrong has been said by the worker; to start it again would only repeat it.
      if (code > 0 && !end.signal.aborted) throw new NetnoError('A worker ended with an error, see above. What was done before is kept, and the same command goes on.');
    }
  };
  const workers = Array.from({ length: count }, keep);
  // One that cannot work ends the others.
  for (const worker of workers) worker.catch(() => end.abort());
  try {
    await untilDone(queue, onTick, { signal: AbortSignal.any([signal, end.signal]) });
  } finally {
    end.abort();
    await Promise.allSettled(workers);
  }
  await Promise.all(workers);
  await onTick(await queue.counts());
}
