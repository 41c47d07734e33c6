import type { z } from 'zod';
import type { Progress } from '../stage.ts';

export interface Io {
  /** The study's folder, as given with --study. */
  readonly dir: string;
  readonly json: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Results: standard output. */
  print(text: string): void;
}

/** A command that is not a stage: it looks at a study, or makes one. */
export interface Command<Options extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly options: Options;
  /** @returns the exit code: 0 done, 1 a difference or a failed check */
  run(io: Io, options: z.output<Options>): Promise<number>;
}

export function command<Options extends z.ZodObject>(definition: Command<Options>): Command {
  return definition;
}
