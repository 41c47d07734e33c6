import { Command as Commander, CommanderError } from 'commander';
import type { z } from 'zod';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import { codeVersion, runStage, type Stage } from '../stage.ts';
import { stages } from '../stages.ts';
import { openStudy } from '../study.ts';
import type { Command, Io } from './command.ts';
import { commands } from './commands.ts';
import { addFlags, flagsOf, valuesOf } from './options.ts';
import { printResult, terminalProgress } from './results.ts';

/** Runs the command line. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  const abort = new AbortController();
  let presses = 0;
  const onSignal = (): void => {
    presses += 1;
    if (presses > 1) process.exit(3);
    process.stderr.write('\nStopping after the page in hand … (once more to stop at once)\n');
    abort.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    return await dispatch(argv, abort.signal);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

async function dispatch(argv: readonly string[], signal: AbortSignal): Promise<number> {
  let code = 0;
  const json = argv.includes('--json');
  const program = new Commander('netno')
    .description('A netnography from the literature to coded cases, every cell with its evidence.')
    .version(codeVersion)
    .exitOverride()
    // Options belong to the word before them: "literature" and "literature import" both know --study.
    .enablePositionalOptions()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .showSuggestionAfterError();
  const groups = new Map<string, Commander>();
  const parentOf = (name: string): { parent: Commander; leaf: string } => {
    const words = name.split(' ');
    const [first, second] = words;
    if (first === undefined || second === undefined) return { parent: program, leaf: name };
    let group = groups.get(first);
    if (!group) {
      group = program.command(first).description(groupTitles[first] ?? first).enablePositionalOptions();
      groups.set(first, group);
    }
    return { parent: group, leaf: second };
  };
  const add = (name: string, title: string, about: string, options: z.ZodObject, run: (io: Io, values: Record<string, unknown>) => Promise<number>): void => {
    const known = groups.get(name);
    const { parent, leaf } = known ? { parent: program, leaf: name } : parentOf(name);
    const sub = known ?? parent.command(leaf);
    sub.description(known ? `${title} (with no further word: all its steps, one after another)` : `${title}\n\n${about}`).summary(title);
    const flags = flagsOf(options);
    addFlags(sub, flags);
    sub.option('--study <dir>', 'folder of the study', '.').option('--json', 'print the result as JSON');
    sub.action(async (...args: unknown[]) => {
      const given = sub.opts<Record<string, unknown>>();
      const io: Io = { dir: String(given['study']), json, progress: terminalProgress(), signal, print: (text) => process.stdout.write(`${text}\n`) };
      code = await run(io, valuesOf(flags, args.slice(0, flags.filter((f) => f.positional).length), given));
    });
  };
  for (const s of stages) add(s.name, s.title, s.about, s.options, (io, values) => runOneStage(s, io, values));
  for (const c of commands) add(c.name, c.title, c.about, c.options, (io, values) => runCommand(c, io, values));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const failure = error instanceof NetnoError ? error : new NetnoError(`netno failed unexpectedly: ${reasonOf(error)}`, 2, { cause: error });
    if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: failure.message })}\n`);
    process.stderr.write(`netno: ${failure.message}\n`);
    if (process.env['NETNO_TRACE'] !== undefined) process.stderr.write(`${failure.cause instanceof Error ? failure.cause.stack : failure.stack}\n`);
    return failure.code;
  }
}

const groupTitles: Readonly<Record<string, string>> = {
  literature: 'Phase 1: from exports to platforms',
  observe: 'Phase 2: from platforms to observations',
  cases: 'Phase 3: from observations to coded cases',
  archive: 'The archive of what was fetched',
};

async function runCommand(c: Command, io: Io, values: Record<string, unknown>): Promise<number> {
  const parsed = c.options.safeParse(values);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new NetnoError(`netno ${c.name}: ${issue ? `${issue.path.join('.')}: ${issue.message}` : 'the options are not right'}. See "netno ${c.name} --help".`);
  }
  return c.run(io, parsed.data);
}

async function runOneStage(s: Stage, io: Io, values: Record<string, unknown>): Promise<number> {
  const study = openStudy(io.dir);
  try {
    const result = await runStage(s, study, values, { progress: io.progress, signal: io.signal });
    printResult(io, s, result);
    return 0;
  } finally {
    study.close();
  }
}
