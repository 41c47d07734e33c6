import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { NetnoError, reasonOf } from '../core/errors.ts';
import { endRun, setFact, startRun, tableStates } from '../store/provenance.ts';
import type { Study } from './study.ts';

/** How a stage tells where it is; results never go here. */
export interface Progress {
  /** One line that may replace the one before. */
  step(text: string): void;
  /** A line that stays. */
  note(text: string): void;
}

export const silent: Progress = { step: () => undefined, note: () => undefined };

export interface StageContext {
  readonly study: Study;
  readonly runId: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** ISO 8601, UTC. The only clock of a stage. */
  now(): string;
}

export interface StageResult {
  /** What was done, for a person: a line each. */
  readonly lines: readonly string[];
  /** Sheets in to-decide/ that wait for a person, with the number of open rows. */
  readonly waiting?: readonly { readonly sheet: string; readonly rows: number }[];
  /** The same as data, for --json. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** "1 page", "2 pages". */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

export type Phase = 'literature' | 'observe' | 'cases';

/** A stage is a value: command line, `run` rows and docs/commands.md are made from the list of them. */
export interface Stage<Options extends z.ZodObject = z.ZodObject> {
  /** As it is called: `literature import`. */
  readonly name: string;
  readonly phase: Phase;
  readonly title: string;
  /** Two or three sentences for the reference. */
  readonly about: string;
  /** Part of the phase when it runs as a whole. */
  readonly inPhase: boolean;
  readonly options: Options;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  run(context: StageContext, options: z.output<Options>): Promise<StageResult>;
}

/** Keeps the type of the options while it enters a list of stages. */
export function stage<Options extends z.ZodObject>(definition: Stage<Options>): Stage {
  return definition;
}

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
export const codeVersion = version;

export interface RunOptions {
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
}

/** Runs one stage on a study, with its row in `run`, whatever becomes of it. */
export async function runStage(stage: Stage, study: Study, rawOptions: Readonly<Record<string, unknown>>, how: RunOptions = {}): Promise<StageResult> {
  const parsed = stage.options.safeParse(rawOptions);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new NetnoError(`netno ${stage.name}: ${issue ? `--${issue.path.join('.')}: ${issue.message}` : 'the options are not right'}. See "netno ${stage.name} --help".`);
  }
  const clock = how.clock ?? (() => new Date());
  const now = (): string => clock().toISOString();
  const signal = how.signal ?? new AbortController().signal;
  let runId: number;
  try {
    runId = startRun(study.db, {
      stage: stage.name,
      arguments: JSON.stringify(parsed.data),
      codeVersion: version,
      configHash: study.configHash,
      inputsHash: createHash('sha256').update(tableStates(study.db, stage.reads)).digest('hex'),
      startedAt: now(),
    });
  } catch (error) {
    throw asSentence(error, stage);
  }
  try {
    keepProtocol(study, runId);
    const result = await stage.run({ study, runId, progress: how.progress ?? silent, signal, now }, parsed.data);
    endRun(study.db, runId, now(), signal.aborted ? 'interrupted' : 'done');
    if (signal.aborted) throw new NetnoError(`"netno ${stage.name}" was interrupted. What it had done is kept; the same command completes it.`, 3);
    return result;
  } catch (error) {
    const failure = asSentence(error, stage);
    try {
      endRun(study.db, runId, now(), failure.code === 3 ? 'interrupted' : `failed: ${failure.message.slice(0, 500)}`);
    } catch {
      // The store itself cannot be written (a full disk): the first error says so.
    }
    throw failure;
  }
}

/** Whoever opens the store alone finds in it what study it is, and whether it is one of real data. */
function keepProtocol({ db, config }: Study, runId: number): void {
  const facts = { title: config.title, question: config.question, label: config.label, note: config.note, codebook: config.codebook, 'observer role': config.ethics.role, quotes: config.ethics.quotes };
  for (const [name, text] of Object.entries(facts)) if (text !== undefined) setFact(db, name, text, runId);
}

function asSentence(error: unknown, stage: Stage): NetnoError {
  if (error instanceof NetnoError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE') {
    return new NetnoError(`The disk is full: "netno ${stage.name}" stopped. Make room and run the same command again; what was done before is kept.`, 2, { cause: error });
  }
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    return new NetnoError(`study.sqlite is in use by another program for longer than ten seconds. Close it there and run "netno ${stage.name}" again.`, 2, { cause: error });
  }
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') {
    return new NetnoError(`study.sqlite is damaged (${reasonOf(error)}). Put back a copy, or move it away and run the stages again: exports, archive and to-decide/ are still there.`, 2, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new NetnoError(`"netno ${stage.name}" may not write there (${reasonOf(error)}). Check the rights of the study's folder.`, 2, { cause: error });
  }
  return new NetnoError(`"netno ${stage.name}" failed unexpectedly: ${reasonOf(error)}. This is a fault of netnograph; what was done before is kept.`, 2, { cause: error });
}
