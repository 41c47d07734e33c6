/** Processes of a benchmark: started, read and ended by it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { NetnoError } from '../core/errors.ts';

const tsx = import.meta.resolve('tsx');
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export interface Child {
  readonly process: ChildProcess;
  /** What it printed, when it has ended; its exit code is null if it was killed. */
  readonly ended: Promise<{ readonly out: string; readonly code: number | null }>;
}

/** @param nodeArgs a file of this folder and its arguments, or `node` flags of one's own with `cwd` */
export function start(nodeArgs: readonly string[], options: { readonly cwd?: string } = {}): Child {
  const [file = '', ...rest] = nodeArgs;
  const args = file.endsWith('.ts') ? ['--import', tsx, here(`./${file}`), ...rest] : nodeArgs;
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], ...(options.cwd === undefined ? {} : { cwd: options.cwd }) });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return { process: child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ out, code }))) };
}

/** The JSON of its last line. @throws NetnoError if it failed */
export async function figuresOf<T>(child: Child, name: string): Promise<T> {
  const { out, code } = await child.ended;
  const last = out.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !last.startsWith('{')) throw new NetnoError(`${name} failed (exit ${code ?? 'by a signal'})`);
  return JSON.parse(last) as T;
}

/** The crawl benchmarks' site in a process of its own. */
export async function startSite(pages: number): Promise<{ readonly url: string; close(): void }> {
  const child = spawn(process.execPath, ['--import', tsx, here('./crawl-site.ts'), String(pages)], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { url: `http://127.0.0.1:${line.trim()}`, close: () => void child.stdin.end() };
  throw new NetnoError('the loopback site could not be started');
}
