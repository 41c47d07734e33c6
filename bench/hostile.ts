/**
 * Hostile servers (bench/hostile/servers.ts): what happened to each, whether the crawl went on, and what it cost. Each is
 * visited by a process of its own; memory is that process's peak above the peak of one that met nothing hostile.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { hostilePages } from './hostile/pages.ts';
import { hostileServers } from './hostile/servers.ts';
import type { HostileServer } from './hostile/servers.ts';
import { html, rawServer } from './hostile/server.ts';
import type { RawServer, Reply } from './hostile/server.ts';
import type { VisitReport, VisitTask } from './hostile/visit.ts';
import type { BenchArgs } from './run.ts';

/** What one hostile server may cost. */
const MOST_BYTES = 50 * 1024 * 1024;
const MOST_SECONDS = 60;
/** A process that takes longer is stopped. */
const GIVE_UP_MS = 90_000;

interface Row {
  readonly name: string;
  /** What became of the hostile thing. */
  readonly outcome: string;
  /** As expected, the crawl went on, the archive is sound, nothing private was reached, within what it may cost. */
  readonly ok: boolean;
  /** Why not. */
  readonly complaints: readonly string[];
  readonly wentOn: boolean;
  readonly seconds: number;
  readonly bytesOfMemory: number;
  /** `quick` where the limits of time were shortened. */
  readonly limits: 'real' | 'quick';
}

const GOOD_LINKS = '<title>Start</title><a href="/good/1">one</a> <a href="/good/2">two</a>';

/** A site with two harmless pages, and one that leads to the hostile thing first. */
const ordinary: Reply = (socket, path, nth) => {
  const body = { '/': GOOD_LINKS, '/start': `<a href="/hostile">none</a>${GOOD_LINKS}`, '/good/1': '<title>Good</title>', '/good/2': '<title>Good</title>' }[path];
  if (body === undefined) socket.write('HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\ncontent-length: 0\r\n\r\n');
  else html(body)(socket, path, nth);
};

export async function run({ quick }: BenchArgs): Promise<object> {
  const good = await rawServer(ordinary);
  const secret = await rawServer(html('<title>A secret</title>'));
  try {
    const calm = async (): Promise<number> => (await visitIn({ start: [`http://127.0.0.1:${good.port}/`], next: `http://127.0.0.1:${good.port}/`, allow: [`127.0.0.1:${good.port}`], names: {}, limits: {}, pages: 100 })).peakBytes;
    // The first one compiles what the others find compiled.
    await calm();
    const baseline = middle([await calm(), await calm(), await calm()]);
    await readIn('nothing');
    const calmReader = (await readIn('nothing')).peakBytes;
    const rows: Row[] = [];
    const queue = new PQueue({ concurrency: quick ? 3 : 4 });
    // What only waits comes first, so that it waits beside what works.
    const chosen = hostileServers.filter((server) => !quick || server.full !== true).sort((a, b) => Number(b.slow ?? false) - Number(a.slow ?? false));
    const report = (row: Row): void => {
      rows.push(row);
      process.stderr.write(`${row.ok ? '  ok' : 'FAIL'}  ${row.name}: ${row.outcome} (${row.seconds.toFixed(1)} s, ${megabytes(row.bytesOfMemory)} MB)${row.complaints.map((one) => `\n      ${one}`).join('')}\n`);
    };
    await queue.addAll([
      ...chosen.map((server) => async () => report(await meet(server, good, secret, baseline, quick))),
      ...Object.keys(hostilePages).filter((name) => !quick || READ_QUICKLY.has(name)).map((name) => async () => report(await read(name, calmReader))),
    ]);
    rows.sort((a, b) => rank(a.name) - rank(b.name));
    return {
      servers: rows, tried: rows.length, ok: rows.filter((row) => row.ok).length, failed: rows.filter((row) => !row.ok).map((row) => row.name),
      worstSeconds: Math.max(...rows.map((row) => row.seconds)), worstMegabytes: megabytes(Math.max(...rows.map((row) => row.bytesOfMemory))), baselineMegabytes: megabytes(baseline),
    };
  } finally {
    await good.close();
    await secret.close();
  }
}

const READ_QUICKLY: ReadonlySet<string> = new Set(['a billion laughs']);
const rank = (name: string): number => hostileServers.findIndex((server) => server.name === name) + (name.startsWith(READING) ? 1000 : 0);
const READING = 'detectors on ';
const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
const middle = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function meet(server: HostileServer, good: RawServer, secret: RawServer, baseline: number, quick: boolean): Promise<Row> {
  let reply: Reply = ordinary;
  let robots: Reply = ordinary;
  const own = await rawServer((socket, path, nth) => (path === '/robots.txt' ? robots : path.startsWith('/hostile') ? reply : ordinary)(socket, path, nth), server.tls ?? null, server.connected);
  const ports = { own: own.port, secret: secret.port };
  reply = server.reply?.(ports) ?? ordinary;
  robots = server.robots?.(ports) ?? ordinary;
  const site = `http://127.0.0.1:${server.start ? good.port : own.port}`;
  const home = `${site}/${server.start ? '' : 'start'}`;
  const reached = secret.asked.length;
  const task: VisitTask = {
    start: [...(server.start?.(ports) ?? []), home],
    next: `http://127.0.0.1:${good.port}/`,
    allow: [`127.0.0.1:${own.port}`, `127.0.0.1:${good.port}`, ...(server.allow?.(ports) ?? [])],
    names: server.names?.(ports) ?? {},
    limits: quick && server.slow === true ? { connectMs: 1000, idleMs: 1000, totalMs: 3000, floorMs: 1000 } : {},
    pages: 300,
  };
  const limits = quick && server.slow === true ? 'quick' : 'real';
  try {
    const report = await visitIn(task);
    const outcome = outcomeOf(report, site);
    const goodPages = report.seen.filter(({ url, status }) => url.startsWith(`${site}/good/`) && status === 200).length;
    const wentOn = report.nextOutcome === 'done' && (server.endsVisit === true || goodPages === 2);
    const bytesOfMemory = Math.max(0, report.peakBytes - baseline);
    const complaints = [
      ...(server.expect.test(outcome) ? [] : [`expected was ${String(server.expect)}`]),
      ...(wentOn ? [] : [`the crawl did not go on: ${goodPages} of 2 good pages, the next site: ${report.nextOutcome}`]),
      ...(secret.asked.length === reached ? [] : ['a private address was reached']),
      ...report.archiveProblems.map((one) => `the archive: ${one}`),
      ...costs(report.seconds, bytesOfMemory),
    ];
    return { name: server.name, outcome, ok: complaints.length === 0, complaints, wentOn, seconds: report.seconds, bytesOfMemory, limits };
  } catch (error) {
    const outcome = `the process failed: ${error instanceof Error ? error.message : String(error)}`;
    return { name: server.name, outcome, ok: false, complaints: [outcome], wentOn: false, seconds: GIVE_UP_MS / 1000, bytesOfMemory: 0, limits };
  } finally {
    await own.close();
  }
}

function costs(seconds: number, bytes: number): string[] {
  return [...(seconds <= MOST_SECONDS ? [] : [`it took more than ${MOST_SECONDS} s`]), ...(bytes <= MOST_BYTES ? [] : [`it took more than ${megabytes(MOST_BYTES)} MB`])];
}

/** What came of the hostile URL, and of those that it led to. */
function outcomeOf(report: VisitReport, site: string): string {
  const harmless = new Set([`${site}/`, `${site}/start`, `${site}/good/1`, `${site}/good/2`]);
  const said = [
    ...report.failures.filter(({ url }) => !harmless.has(url)).map(({ url, kind, reason }) => ({ url, text: `${kind}: ${reason}` })),
    ...report.seen.filter(({ url }) => !harmless.has(url) && report.failures.every((one) => one.url !== url)).map(({ url, status, bytes }) => ({ url, text: `page seen: ${status}, ${bytes} bytes` })),
  ];
  const first = said.find(({ url }) => url === `${site}/hostile`) ?? said[0];
  const what = first ? `${first.text}${said.length > 1 ? ` (and ${said.length - 1} more URLs)` : ''}` : 'not seen';
  return report.outcome === 'done' ? what : `${what}; the visit: ${report.outcome}${report.reason === null ? '' : ` (${report.reason})`}`;
}

async function read(name: string, baseline: number): Promise<Row> {
  try {
    const { outcome, ok, seconds, peakBytes } = await readIn(name);
    const bytesOfMemory = Math.max(0, peakBytes - baseline);
    const complaints = [...(ok ? [] : [outcome]), ...costs(seconds, bytesOfMemory)];
    return { name: READING + name, outcome, ok: complaints.length === 0, complaints, wentOn: ok, seconds, bytesOfMemory, limits: 'real' };
  } catch (error) {
    const outcome = `the process failed: ${error instanceof Error ? error.message : String(error)}`;
    return { name: READING + name, outcome, ok: false, complaints: [outcome], wentOn: false, seconds: GIVE_UP_MS / 1000, bytesOfMemory: 0, limits: 'real' };
  }
}

interface Reading {
  readonly outcome: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly peakBytes: number;
}

const visitIn = async (task: VisitTask): Promise<VisitReport> => (await inProcess('visit.ts', JSON.stringify(task))) as VisitReport;
const readIn = async (name: string): Promise<Reading> => (await inProcess('read.ts', name)) as Reading;

/** The last line that a worker prints, as data. A worker that needs much more than is allowed is stopped by its heap's limit. */
function inProcess(worker: string, argument: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--max-old-space-size=1024', '--import', 'tsx', fileURLToPath(new URL(`./hostile/${worker}`, import.meta.url)), argument], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let problem = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (problem = (problem + chunk.toString()).slice(-2000)));
    const timer = setTimeout(() => child.kill('SIGKILL'), GIVE_UP_MS);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) return reject(new Error(signal === 'SIGKILL' ? `not done after ${GIVE_UP_MS / 1000} s` : /heap out of memory/.test(problem) ? 'out of memory' : problem.trim().split('\n').slice(-6).join(' | ')));
      resolve(JSON.parse(out.trim().split('\n').at(-1) ?? ''));
    });
  });
}
