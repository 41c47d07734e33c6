/** Servers of other people's software: started on free loopback ports, ended by their process id. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NetnoError, reasonOf } from '../../core/errors.ts';

export interface Server {
  readonly name: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface Launch {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly dir: string;
  readonly env?: NodeJS.ProcessEnv;
  /** True once it can be used. */
  readonly ready: () => Promise<boolean>;
  /** Seconds until it counts as failed. */
  readonly patience?: number;
}

/** What has not been stopped when this process ends is stopped then. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) signal(child, 'SIGTERM');
});

/** Its output goes to `NAME.log` in its folder. @throws NetnoError if it ends or is not ready in time */
export async function launch(what: Launch): Promise<Server> {
  const log = join(what.dir, `${what.name}.log`);
  const out = openSync(log, 'a');
  const child = spawn(what.command, what.args, { cwd: what.dir, stdio: ['ignore', out, out], env: { ...process.env, ...what.env }, detached: true });
  running.add(child);
  const server = { name: what.name, port: what.port, stop: () => end(child) };
  let failed: string | null = null;
  child.on('error', (error) => (failed = error.message));
  child.on('exit', (code, signal) => (failed = `it ended (${code ?? signal ?? ''})`));
  const patience = what.patience ?? 60;
  for (let waited = 0; waited < patience * 10; waited += 1) {
    if (failed !== null) break;
    if (await what.ready().catch(() => false)) return server;
    await pause(100);
  }
  await server.stop();
  throw new NetnoError(`${what.name} could not be started: ${failed ?? `not ready after ${patience} s`}. Its output is in ${log}.`);
}

/** Any answer over HTTP, of whatever status. */
export function answers(address: string): () => Promise<boolean> {
  return async () => {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(20_000) });
    await response.body?.cancel();
    return true;
  };
}

async function end(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signal(child, 'SIGTERM');
  const hard = setTimeout(() => signal(child, 'SIGKILL'), 10_000);
  await ended;
  clearTimeout(hard);
}

/** To the group that the server leads, since PHP's workers outlive the process that started them. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** Ends them in the reverse of their order, the last one started first. */
export async function stopAll(servers: readonly Server[]): Promise<void> {
  for (const server of servers.toReversed()) await server.stop();
}

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address();
      const port = typeof at === 'object' && at !== null ? at.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Runs a program to its end. @returns its output. @throws NetnoError with the end of what it said */
export async function runProgram(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const env = { ...process.env, ...options.env };
  const program = promisify(execFile)(command, args, { env, maxBuffer: 1 << 28, ...(options.cwd === undefined ? {} : { cwd: options.cwd }) });
  // A program that reads no input may have ended already.
  program.child.stdin?.on('error', () => undefined).end(options.input ?? '');
  try {
    return (await program).stdout;
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error && 'stderr' in error ? `${String(error.stdout)}\n${String(error.stderr)}` : '';
    throw new NetnoError(`${command} ${args.slice(0, 3).join(' ')} failed: ${reasonOf(error).slice(0, 300)}\n${said.trim().slice(-1500)}`);
  }
}

/** The first file that is not there, with the command that brings it; null if all are. */
export function missing(files: readonly string[], packages: string): string | null {
  const absent = files.find((file) => !existsSync(file));
  return absent === undefined ? null : `${absent} is not there: apt-get install ${packages}`;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
