import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reproduce } from '../pipeline/reproduce/reproduce.ts';
import { silent } from '../pipeline/stage.ts';
import { mutateAll } from './mutation.ts';

/** A sample of what `npm run bench -- mutation` does for every check; NETNO_SEED draws another one. */
const seed = Number(process.env['NETNO_SEED'] ?? 7);

it(`results go when their evidence goes, and stay when something else goes (sample by seed ${seed})`, async () => {
  const work = mkdtempSync(join(tmpdir(), 'netno-sample-'));
  try {
    const finished = join(work, 'finished');
    await reproduce({ dir: finished, seed: 1, phases: ['literature', 'observe', 'cases'], progress: silent, signal: new AbortController().signal });
    const result = await mutateAll(finished, work, { seed, sample: 6, log: () => undefined });
    expect(result.failures).toEqual([]);
    expect(result).toMatchObject({ checks: 6, differed: 6, unrelatedChanged: 0 });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}, 300_000);
