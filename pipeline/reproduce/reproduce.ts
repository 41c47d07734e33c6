import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NetnoError } from '../../core/errors.ts';
import { startSites } from '../../fixtures/sites/server.ts';
import { openArchive } from '../../store/archive/archive.ts';
import { fingerprint } from '../../store/fingerprint.ts';
import { runStage, type Phase, type Progress, type StageResult } from '../stage.ts';
import { stages } from '../stages.ts';
import { openStudy, parseConfig, paths, type Study } from '../study.ts';
import { compare, type Check, type Expected } from './compare.ts';
import { obtain } from './obtain.ts';

const inputs = fileURLToPath(new URL('../../fixtures/inputs/', import.meta.url));

export interface ReproduceOptions {
  readonly dir: string;
  readonly seed: number;
  readonly phases: readonly Phase[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly onResult?: (stage: string, result: StageResult) => void;
}

/** Makes a fresh folder with the reconstruction's inputs. Only an empty folder or an earlier reconstruction is replaced. */
export function prepare(dir: string): void {
  const target = resolve(dir);
  if (existsSync(target) && readdirSync(target).length > 0) {
    if (!isReconstruction(target)) throw new NetnoError(`${target} holds something that is not a reconstruction; nothing was changed. Name another folder with --into DIR.`);
    rmSync(target, { recursive: true });
  }
  mkdirSync(target, { recursive: true });
  cpSync(inputs, target, { recursive: true });
}

function isReconstruction(dir: string): boolean {
  const config = paths.config(dir);
  return existsSync(config) && parseConfig(readFileSync(config, 'utf8'), config).label === 'reconstruction';
}

/** Platforms of the second wave: those used by B2B companies, as a laboratory that goes on would observe them. */
const secondWave = { wave: '2', scope: 'b2b' };

/** Runs the ordinary stages on the reconstruction, its sites served on loopback for as long as the crawl lasts. */
export async function reproduce(options: ReproduceOptions): Promise<void> {
  const { dir, phases } = options;
  if (phases.includes('literature') || !existsSync(paths.config(dir))) prepare(dir);
  const run = async (study: Study, name: string, stageOptions: Record<string, unknown> = {}): Promise<void> => {
    const stage = stages.find((s) => s.name === name);
    if (!stage) throw new NetnoError(`There is no stage "${name}".`);
    options.progress.step(`${name} …`);
    const result = await runStage(stage, study, stageOptions, { progress: options.progress, signal: options.signal });
    options.onResult?.(name, result);
  };
  const withStudy = async (work: (study: Study) => Promise<void>, hosts?: { port: number }): Promise<void> => {
    const study = openStudy(dir, hosts ? { hosts } : {});
    try {
      await work(study);
    } finally {
      study.close();
    }
  };
  if (phases.includes('literature')) {
    await withStudy(async (study) => {
      for (const s of stages) if (s.phase === 'literature' && s.inPhase) await run(study, s.name);
    });
  }
  if (phases.includes('observe')) {
    for (const wave of [1, 2] as const) {
      const sites = await startSites({ wave, seed: options.seed });
      try {
        await withStudy(async (study) => {
          await run(study, 'observe crawl', wave === 1 ? { wave: '1' } : secondWave);
          await run(study, 'observe detect', { wave: String(wave) });
          await run(study, 'observe classify', { wave: String(wave) });
          await run(study, 'observe discourse', { wave: String(wave) });
        }, { port: sites.port });
      } finally {
        await sites.close();
      }
    }
    await withStudy((study) => run(study, 'observe diff'));
  }
  if (phases.includes('cases')) {
    await withStudy(async (study) => {
      for (const s of stages) if (s.phase === 'cases' && s.inPhase) await run(study, s.name);
    });
  }
}

export interface Reproduction {
  readonly ok: boolean;
  readonly fingerprint: string;
  readonly checks: readonly Check[];
}

/** Compares a finished reconstruction with the paper. Everything is obtained before any expected value is looked at. */
export function check(dir: string, expected: () => Expected): Reproduction {
  const study = openStudy(dir);
  try {
    const obtained = obtain(study.db);
    const print = studyFingerprint(study);
    const checks = compare(expected(), obtained);
    return { ok: checks.every((c) => c.ok), fingerprint: print, checks };
  } finally {
    study.close();
  }
}

export function studyFingerprint(study: Study): string {
  const archive = openArchive(paths.archive(study.dir));
  try {
    return fingerprint(study.db, [...archive.payloads()].map((p) => `${p.url} ${p.digest}`));
  } finally {
    archive.close();
  }
}
