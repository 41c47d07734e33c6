/**
 * A hundred sites in one wave with a delay of a second: no site may see two requests within its delay, measured where they
 * arrive, and the wave may take a tenth longer than the slowest site needs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PQueue from 'p-queue';
import type { Pace } from '../scrapers/pace.ts';
import { liveSource } from '../scrapers/sources/live.ts';
import { archiveMark, visitSite } from '../scrapers/visit.ts';
import { openArchive } from '../store/archive/archive.ts';
import { openFrontier } from '../store/frontier.ts';

const DELAY_MS = 1000;

export async function run({ quick }: { quick: boolean }): Promise<object> {
  const sites = 100;
  const most = quick ? 10 : 40;
  // From 2 to `most` pages: the slowest site is the one with most of them.
  const pagesOf = (site: number): number => 2 + Math.round((site / (sites - 1)) * (most - 2));
  const arrived = new Map<string, number[]>();
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0] ?? '';
    arrived.set(host, [...(arrived.get(host) ?? []), performance.now()]);
    const page = Number(/^\/thread\/(\d+)$/.exec(request.url ?? '')?.[1] ?? 0);
    // Answers take from 5 to 105 ms.
    setTimeout(() => {
      if (request.url === '/robots.txt') return response.writeHead(404).end();
      const next = page + 1 < pagesOf(Number(/\d+/.exec(host)?.[0] ?? 0)) ? `<a href="/thread/${page + 1}">next</a>` : '';
      return response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>${host} ${page}</title><p>Thread ${page} of ${host}</p>${next}`);
    }, 5 + ((page * 37) % 100));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const dir = mkdtempSync(path.join(tmpdir(), 'netno-polite-'));
  const source = liveSource({ userAgent: 'netnograph/bench', policy: { allow: ['.test'] }, resolve: () => ({ address: '127.0.0.1', port }) });
  const paces = new Map<string, Pace>();
  const queue = new PQueue({ concurrency: sites });
  const visits: { seconds: number; pages: number }[] = [];
  const began = performance.now();
  try {
    await queue.addAll(
      Array.from({ length: sites }, (_, n) => async () => {
        const folder = `w1/s${n}`;
        const frontier = openFrontier(path.join(dir, folder));
        const archive = openArchive(dir);
        const writer = archive.writer(folder, archiveMark(frontier));
        const at = performance.now();
        const { pages } = await visitSite(
          { start: [`http://s${n}.test/`], agent: 'netnograph', budget: { pages: 1000, seconds: 3600, bytes: 1e9, depth: 1000 }, delayMs: DELAY_MS, secondary: 0 },
          { frontier, archive: writer, source, paces },
        );
        visits.push({ seconds: (performance.now() - at) / 1000, pages });
        writer.close();
        frontier.close();
        archive.close();
        if (visits.length % 20 === 0) process.stderr.write(`${visits.length} of ${sites} sites\n`);
      }),
    );
  } finally {
    await source.close();
    server.closeAllConnections();
    server.close();
    rmSync(dir, { recursive: true, force: true });
  }
  const seconds = (performance.now() - began) / 1000;
  const gaps = [...arrived.values()].flatMap((times) => times.slice(1).map((time, n) => time - (times[n] ?? 0)));
  // What the slowest site needs at least: its answers, and a delay between two of them.
  const longest = pagesOf(sites - 1) + 1;
  const answers = Array.from({ length: longest - 1 }, (_, page) => 5 + ((page * 37) % 100)).reduce((sum, ms) => sum + ms, 5);
  const needed = ((longest - 1) * DELAY_MS + answers) / 1000;
  const pages = visits.reduce((sum, visit) => sum + visit.pages, 0);
  return {
    sites,
    delaySeconds: DELAY_MS / 1000,
    requests: [...arrived.values()].reduce((sum, times) => sum + times.length, 0),
    pages,
    pagesExpected: Array.from({ length: sites }, (_, n) => pagesOf(n)).reduce((sum, count) => sum + count, 0),
    tooEarly: gaps.filter((gap) => gap < DELAY_MS).length,
    shortestGapSeconds: Math.round(Math.min(...gaps)) / 1000,
    seconds: Math.round(seconds * 100) / 100,
    slowestSiteNeedsSeconds: Math.round(needed * 100) / 100,
    ratio: Math.round((seconds / needed) * 1000) / 1000,
  };
}
