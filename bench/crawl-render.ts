/**
 * Pages that only a browser shows: a loopback site whose pages have an empty body and a script that fetches JSON and draws
 * links and comments, drawn by our source and by Crawlee's PlaywrightCrawler, each in a process of its own.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NetnoError } from '../core/errors.ts';
import { findBrowser, installHint } from '../scrapers/browser.ts';
import { liveSource } from '../scrapers/sources/live.ts';
import { politeSource } from '../scrapers/sources/polite.ts';
import { renderSource } from '../scrapers/sources/render.ts';
import { peersFolder, versionIn } from './peers.ts';

export interface RenderFigures {
  readonly pages: number;
  readonly seconds: number;
  readonly pagesPerSecond: number;
  /** Comments that were in the pages as drawn; all of them is twenty a page. */
  readonly comments: number;
  /** Bytes at most, of node and of the browser's processes together, shared ones counted in parts; null where the system does not say. */
  readonly peakRss: number | null;
  /** Of that, node's own. */
  readonly peakNode: number | null;
}

export interface RenderResult extends RenderFigures {
  readonly tabs: number;
  readonly peers: Readonly<Record<string, RenderFigures & { readonly version: string }>>;
}

const COMMENTS = 20;

const script = `
const n = Number(location.pathname.slice(3)) || 0;
fetch('/api/' + n + '.json').then((r) => r.json()).then((page) => {
  document.title = page.title;
  const main = document.body.appendChild(document.createElement('main'));
  main.innerHTML = '<h1>' + page.title + '</h1><ul>' + page.links.map((l) => '<li><a href="/p/' + l + '">Idea ' + l + '</a></li>').join('') + '</ul><ol>' +
    page.comments.map((c) => '<li class="comment"><b>' + c.author + '</b> <p class="body">' + c.text + '</p></li>').join('') + '</ol>';
});`;

function answerOf(pathname: string, pages: number): { type: string; body: string } | null {
  if (pathname === '/robots.txt') return { type: 'text/plain', body: 'User-agent: *\nAllow: /\n' };
  if (pathname === '/app.js') return { type: 'text/javascript', body: script };
  const data = /^\/api\/(\d+)\.json$/.exec(pathname)?.[1];
  if (data !== undefined) {
    const n = Number(data);
    const links = [0, ...Array.from({ length: 10 }, (_, k) => n * 10 + k + 1).filter((l) => l < pages)];
    const comments = Array.from({ length: COMMENTS }, (_, k) => ({ author: `member ${(n * 7 + k) % 90}`, text: `I would back idea ${n} if the ${k}th prototype were lighter and shipped to schools. `.repeat(3) }));
    return { type: 'application/json', body: JSON.stringify({ title: `Idea ${n}`, links, comments }) };
  }
  if (pathname === '/' || /^\/p\/\d+$/.test(pathname)) return { type: 'text/html; charset=utf-8', body: '<!doctype html><html lang="en"><head><meta charset="utf-8"><title></title></head><body><script src="/app.js"></script></body></html>' };
  return null;
}

/** @throws NetnoError where there is no browser, or a crawler fails */
export async function runRender(args: { readonly pages?: number; readonly tabs?: number } = {}): Promise<RenderResult> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new NetnoError(`There is no browser to render with. To install one: ${installHint()}`);
  const pages = args.pages ?? 200;
  const tabs = args.tabs ?? 4;
  const server = createServer((request, response) => {
    const answer = answerOf(request.url ?? '/', pages);
    if (answer === null) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': answer.type }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const ours = await measured('netnograph', ['--import', import.meta.resolve('tsx'), fileURLToPath(import.meta.url), base, String(pages), String(tabs)], process.cwd());
    const folder = peersFolder();
    const peers: Record<string, RenderFigures & { version: string }> = {};
    if (folder !== null) {
      for (const wait of ['load', 'networkidle']) {
        const name = `crawlee (${wait})`;
        peers[name] = { version: versionIn(folder, 'crawlee'), ...(await measured(name, ['--input-type=module', '-e', crawlee({ base, pages, tabs, wait, executablePath })], folder)) };
      }
    }
    return { ...ours, tabs, peers };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The peer sees the pages once they have loaded, or once the network has been idle for half a second, as its users choose. */
const crawlee = (of: { base: string; pages: number; tabs: number; wait: string; executablePath: string }): string => `
import { PlaywrightCrawler, Configuration, log } from 'crawlee';
log.setLevel(log.LEVELS.ERROR);
let pages = 0, comments = 0;
const began = performance.now();
const crawler = new PlaywrightCrawler({
  minConcurrency: ${of.tabs}, maxConcurrency: ${of.tabs}, maxRequestsPerCrawl: ${of.pages}, headless: true,
  autoscaledPoolOptions: { systemStatusOptions: { maxEventLoopOverloadedRatio: 0.95, maxCpuOverloadedRatio: 1 } },
  launchContext: { launchOptions: { executablePath: ${JSON.stringify(of.executablePath)}, args: ['--no-sandbox'] } },
  async requestHandler({ page, enqueueLinks }) {
    await page.waitForLoadState('${of.wait}');
    const html = await page.content();
    pages++;
    comments += html.split('class="comment"').length - 1;
    await enqueueLinks({ strategy: 'same-hostname' });
  },
}, new Configuration({ persistStorage: false, availableMemoryRatio: 0.8 }));
await crawler.run(['${of.base}/p/0']);
process.stdout.write('RESULT ' + JSON.stringify({ pages, comments, seconds: (performance.now() - began) / 1000 }) + '\\n');
process.exit(0);`;

async function measured(name: string, argv: readonly string[], cwd: string): Promise<RenderFigures> {
  const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let problems = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  let node = 0;
  let both = 0;
  const timer = setInterval(() => {
    const own = child.pid === undefined ? null : proportionalKb(child.pid);
    const below = child.pid === undefined ? [] : descendants(child.pid);
    node = Math.max(node, own ?? 0);
    both = Math.max(both, [own ?? 0, ...below.map((pid) => proportionalKb(pid) ?? 0)].reduce((sum, kb) => sum + kb, 0));
  }, 1000);
  await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  const result = /^RESULT (.*)$/m.exec(out)?.[1];
  if (result === undefined) throw new NetnoError(`${name} gave no result: ${problems.trim().split('\n').slice(-3).join(' ') || 'it said nothing'}`);
  const { pages, comments, seconds } = JSON.parse(result) as { pages: number; comments: number; seconds: number };
  const bytes = (kb: number): number | null => (kb === 0 ? null : kb * 1024);
  return { pages, seconds: Math.round(seconds * 100) / 100, pagesPerSecond: Math.round((pages / seconds) * 10) / 10, comments, peakRss: bytes(both), peakNode: bytes(node) };
}

/** Memory of a process with shared pages counted in parts (Linux only). */
function proportionalKb(pid: number): number | null {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return null;
  }
}

function descendants(root: number): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, 'utf8'))?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    } catch {
      // It has ended since.
    }
  }
  const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
}

/** Breadth first over the site, as many pages at once as there are tabs. */
async function renderSite(base: string, pages: number, tabs: number): Promise<void> {
  const began = performance.now();
  const live = liveSource({ userAgent: 'netnograph/bench', policy: { allow: ['127.0.0.1'] } });
  const through = politeSource(live, { site: base, agent: 'netnograph', delayMs: 0, paces: new Map(), archived: () => null, onCapture: () => undefined });
  const source = renderSource({ executablePath: findBrowser() ?? '', through, userAgent: 'netnograph/bench', tabs });
  const queue = [`${base}/p/0`];
  const known = new Set(queue);
  let done = 0;
  let comments = 0;
  await new Promise<void>((resolve, reject) => {
    let running = 0;
    const next = (): void => {
      if (running === 0 && (queue.length === 0 || done >= pages)) return resolve();
      while (running < tabs * 2 && done + running < pages) {
        const url = queue.shift();
        if (url === undefined) return;
        running++;
        source.get(url).then((fetched) => {
          running--;
          if (!fetched.ok) return reject(new NetnoError(fetched.reason));
          const html = Buffer.from(fetched.capture.body).toString('utf8');
          done++;
          comments += html.split('class="comment"').length - 1;
          for (const [, link = ''] of html.matchAll(/href="(\/p\/\d+)"/g)) {
            if (known.has(base + link)) continue;
            known.add(base + link);
            queue.push(base + link);
          }
          next();
        }, reject);
      }
    };
    next();
  });
  const seconds = (performance.now() - began) / 1000;
  await source.close();
  await live.close();
  process.stdout.write(`RESULT ${JSON.stringify({ pages: done, comments, seconds })}\n`);
}

const [, self, base, pages, tabs] = process.argv;
if (self === fileURLToPath(import.meta.url) && base !== undefined) await renderSite(base, Number(pages), Number(tabs));
