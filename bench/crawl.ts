/**
 * Crawl speed and memory on a loopback site in its own process, politeness off, beside Crawlee in the same run: fetching,
 * links, durable frontier and gzipped WARC together; the same with detection; ten times as many pages; pages that need a browser.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { openArchive } from '../store/archive/archive.ts';
import { figuresOf, start, startSite } from './child.ts';
import { runRender } from './crawl-render.ts';
import { peersFolder, versionIn } from './peers.ts';
import type { VisitFigures, VisitJob } from './visit-process.ts';

interface Figures {
  readonly pages: number;
  readonly seconds: number;
  readonly pagesPerSecond: number;
  readonly peakRss: number;
}

const LANES = 8;

export async function run({ quick }: { quick: boolean }): Promise<object> {
  const pages = quick ? 1000 : 5000;
  const rounds = quick ? 1 : 3;
  const peers = peersFolder();
  const site = await startSite(pages);
  const ours: Figures[] = [];
  const detecting: Figures[] = [];
  const crawlee: Figures[] = [];
  try {
    // In turn, so that a machine that is busy for a while is so for all.
    for (let round = 0; round < rounds; round++) {
      ours.push(await visit('ours', site.url, pages, {}));
      if (peers !== null) crawlee.push(await crawleeOn(site.url, peers));
      detecting.push(await visit('ours, with detection', site.url, pages, { detectors: cpus().length }));
    }
  } finally {
    site.close();
  }
  const mine = median(ours);
  const theirs = crawlee.length > 0 ? median(crawlee) : null;
  const ratio = (one: Figures): number | null => (theirs === null ? null : round2(one.pagesPerSecond / theirs.pagesPerSecond));
  return {
    ...mine,
    ratioToCrawlee: ratio(mine),
    lanes: LANES,
    withDetection: { ...median(detecting), ratioToCrawlee: ratio(median(detecting)) },
    ...(quick ? {} : { many: await many(50_000) }),
    rendering: await rendering(quick),
    peers: theirs === null || peers === null ? {} : { crawlee: { version: versionIn(peers, 'crawlee'), ...theirs, ratioToCrawlee: 1 } },
  };
}

async function visit(name: string, url: string, pages: number, job: Partial<VisitJob>): Promise<Figures> {
  const dir = mkdtempSync(path.join(tmpdir(), 'netno-crawl-'));
  try {
    const figures = await figuresOf<VisitFigures>(start(['visit-process.ts', JSON.stringify({ dir, folder: 'w1/site', url: `${url}/`, lanes: LANES, ...job } satisfies VisitJob)]), name);
    const archive = openArchive(dir);
    const captures = archive.index('w1/site').filter((entry) => entry.status === 200 && !entry.url.endsWith('/robots.txt')).length;
    archive.close();
    if (captures !== pages || ((job.detectors ?? 0) > 0 && figures.detected !== figures.pages)) process.stderr.write(`${name}: ${captures} of ${pages} pages archived, ${figures.detected} read\n`);
    return say(name, { pages: captures, seconds: figures.seconds, pagesPerSecond: captures / figures.seconds, peakRss: figures.peakRss });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Ten times as many pages: rate and memory should stay. */
async function many(pages: number): Promise<Figures> {
  const site = await startSite(pages);
  try {
    return await visit(`ours, ${pages} pages`, site.url, pages, {});
  } finally {
    site.close();
  }
}

async function crawleeOn(url: string, folder: string): Promise<Figures> {
  const figures = await figuresOf<Figures>(start(['--input-type=module', '-e', crawleeProgram(url)], { cwd: folder }), 'Crawlee');
  return say('Crawlee', { ...figures, pagesPerSecond: figures.pages / figures.seconds });
}

/** CheerioCrawler with its storage in memory and its brakes off: at its fastest. */
function crawleeProgram(url: string): string {
  return `
import { CheerioCrawler, Configuration, log } from 'crawlee';
log.setLevel(log.LEVELS.WARNING);
const config = new Configuration({ persistStorage: false, purgeOnStart: true, availableMemoryRatio: 0.8 });
let pages = 0;
const crawler = new CheerioCrawler({
  minConcurrency: 20, maxConcurrency: 20, maxRequestRetries: 1, useSessionPool: false,
  autoscaledPoolOptions: { desiredConcurrency: 20, maybeRunIntervalSecs: 0.05, systemStatusOptions: { maxEventLoopOverloadedRatio: 0.95, maxCpuOverloadedRatio: 1 } },
  async requestHandler({ $, enqueueLinks }) {
    pages++;
    $('title').text();
    await enqueueLinks({ strategy: 'same-hostname', exclude: [/\\/search/, /robots\\.txt/] });
  },
}, config);
const began = performance.now();
await crawler.run([${JSON.stringify(`${url}/`)}]);
console.log(JSON.stringify({ pages, seconds: (performance.now() - began) / 1000, peakRss: process.resourceUsage().maxRSS * 1024 }));
process.exit(0);
`;
}

async function rendering(quick: boolean): Promise<object> {
  try {
    return await runRender({ pages: quick ? 20 : 200 });
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

function say(name: string, figures: Figures): Figures {
  process.stderr.write(`${name}: ${figures.pages} pages in ${figures.seconds.toFixed(1)} s, ${figures.pagesPerSecond.toFixed(0)}/s, ${Math.round(figures.peakRss / 1e6)} MB\n`);
  return { pages: figures.pages, seconds: round2(figures.seconds), pagesPerSecond: round2(figures.pagesPerSecond), peakRss: figures.peakRss };
}

/** The run whose rate is in the middle. */
function median(runs: readonly Figures[]): Figures {
  const sorted = [...runs].sort((a, b) => a.pagesPerSecond - b.pagesPerSecond);
  return sorted[Math.floor(sorted.length / 2)] ?? { pages: 0, seconds: 0, pagesPerSecond: 0, peakRss: 0 };
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
