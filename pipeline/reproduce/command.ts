import { join } from 'node:path';
import { z } from 'zod';
import { NetnoError } from '../../core/errors.ts';
import { command, type Io } from '../cli/command.ts';
import { textTable } from '../cli/output.ts';
import { paths } from '../study.ts';
import { readExpected, type Check } from './compare.ts';
import { handledBy } from './discrepancies.ts';
import { check, reproduce, type Reproduction } from './reproduce.ts';

const allPhases = ['literature', 'observe', 'cases'] as const;

export const reproduceCommand = command({
  name: 'reproduce',
  title: "Reproduce the paper's study on the reconstruction",
  about:
    'Runs the ordinary stages on the reconstruction (records, decisions and loopback sites made for this purpose, since the paper\'s own lists are not published) in a fresh folder, ' +
    'and compares every figure, every cell of Tables 2 to 4 and every statement with the paper. Exit code 1 if anything differs.',
  options: z.object({
    into: z.string().default('reconstruction').meta({ description: 'folder in which it is run; an earlier reconstruction there is replaced', word: 'dir' }),
    phase: z.enum(allPhases).optional().meta({ description: 'run this phase only, on what the earlier ones left there' }),
    seed: z.number().int().default(1).meta({ description: "seed of the second wave's changes" }),
  }),
  run: async (io, options) => {
    if (io.dir !== '.') throw new NetnoError('netno reproduce works on the reconstruction, not on a study of yours; it takes --into DIR for the folder. For your own study: netno literature, netno observe, netno cases.');
    const started = Date.now();
    await reproduce({
      dir: options.into, seed: options.seed, phases: options.phase === undefined ? allPhases : [options.phase], progress: io.progress, signal: io.signal,
      onResult: (stage, result) => {
        io.progress.note(`${stage}: ${result.lines[0] ?? 'done'}`);
      },
    });
    if (options.phase !== undefined && options.phase !== 'cases') {
      if (io.json) io.print(JSON.stringify({ ok: true, phase: options.phase, study: options.into }));
      else io.print(`Phase "${options.phase}" of the reconstruction is done; the study is in ${options.into}.`);
      return 0;
    }
    const result = check(options.into, readExpected);
    if (result.checks.length === 0) throw new NetnoError('Nothing was compared: pipeline/reproduce/expected.json has no checks.');
    if (io.json) io.print(JSON.stringify({ ...result, discrepancies: discrepancies() }));
    else printReproduction(io, result, options.into, (Date.now() - started) / 1000);
    return result.ok ? 0 : 1;
  },
});

const discrepancies = (): { id: string; handledBy: string }[] => readExpected().discrepancies.map((d) => ({ id: d.id, handledBy: handledBy[d.id] ?? 'not handled' }));

function printReproduction(io: Io, result: Reproduction, dir: string, seconds: number): void {
  const cell = (value: unknown): string => (value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value));
  const rests = (check: Check): string => {
    const count = (kind: string): number => check.evidence.filter((e) => e.kind === kind).length;
    return ['region', 'capture', 'record', 'decision'].flatMap((kind) => (count(kind) > 0 ? [`${count(kind)} ${kind}${count(kind) === 1 ? '' : 's'}`] : [])).join(', ');
  };
  io.print(textTable(['', 'check', 'expected', 'obtained', 'basis', 'rests on'], result.checks.map((c) => [c.ok ? '✓' : '✗', c.id, cell(c.expected), cell(c.obtained), c.basis, rests(c)]), 48));
  io.print('\nWhat the paper leaves open, and how it is handled');
  for (const d of readExpected().discrepancies) io.print(`  ${d.says}\n    → ${handledBy[d.id] ?? 'not handled'}`);
  const failed = result.checks.filter((c) => !c.ok);
  io.print(`\n${result.checks.length - failed.length} of ${result.checks.length} checks agree with the paper${failed.length > 0 ? `; these differ: ${failed.map((c) => c.id).join(', ')}` : ''}.`);
  io.print(`Fingerprint ${result.fingerprint}`);
  io.print('This is a reconstruction: the paper publishes neither its records nor its platforms; it proves the plumbing, not the instrument.');
  io.print(`${seconds.toFixed(1)} s. Open ${join(paths.report(dir), 'index.html')} in a browser; the data is in ${paths.store(dir)}.`);
}
