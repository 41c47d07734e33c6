/**
 * A site visit in a process of its own, so that it can be killed and its memory be measured: `visit-process.ts JSON`.
 * Prints what came of it as JSON.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ArchivePosition } from '../core/types.ts';
import { liveSource } from '../scrapers/sources/live.ts';
import { archiveMark, visitSite, type PageRecord } from '../scrapers/visit.ts';
import { openArchive } from '../store/archive/archive.ts';
import { openFrontier } from '../store/frontier.ts';
import { peakBytes } from './peak.ts';

export interface VisitJob {
  readonly dir: string;
  readonly folder: string;
  readonly url: string;
  readonly lanes?: number;
  readonly pages?: number;
  /** Threads that read each page for features as soon as it is archived; 0 for none. */
  readonly detectors?: number;
}

export interface VisitFigures {
  readonly outcome: string;
  readonly reason: string | null;
  readonly pages: number;
  readonly bytes: number;
  /** Of the visit itself, program start apart. */
  readonly seconds: number;
  readonly peakRss: number;
  /** Pages read for features, and how often one was present on a page. */
  readonly detected: number;
  readonly present: number;
}

async function main(job: VisitJob): Promise<void> {
  const threads = await Promise.all(Array.from({ length: job.detectors ?? 0 }, () => startDetector(job.dir)));
  const frontier = openFrontier(path.join(job.dir, job.folder));
  const archive = openArchive(job.dir);
  const writer = archive.writer(job.folder, archiveMark(frontier));
  const source = liveSource({ userAgent: 'netnograph/bench', policy: { allow: ['127.0.0.1'] } });
  let seen = 0;
  let turn = 0;
  const began = performance.now();
  const result = await visitSite(
    { start: [job.url], agent: 'netnograph', budget: { pages: job.pages ?? 1e6, seconds: 3600, bytes: 1e11, depth: 100 }, delayMs: 0, secondary: 0, lanes: job.lanes ?? 1 },
    {
      frontier, archive: writer, source,
      onCommit() {
        if (threads.length === 0) return;
        const pages = frontier.pagesAfter(seen);
        seen = pages.at(-1)?.seq ?? seen;
        threads[turn++ % threads.length]?.take(pages.map(({ data }) => (JSON.parse(data) as PageRecord).position));
      },
    },
  );
  const detected = await Promise.all(threads.map((thread) => thread.end()));
  const seconds = (performance.now() - began) / 1000;
  writer.close();
  frontier.close();
  await source.close();
  const figures: VisitFigures = {
    outcome: result.outcome, reason: result.reason, pages: result.pages, bytes: result.bytes, seconds, peakRss: peakBytes(),
    detected: detected.reduce((sum, one) => sum + one.pages, 0), present: detected.reduce((sum, one) => sum + one.present, 0),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

interface Detector {
  take(pages: readonly ArchivePosition[]): void;
  end(): Promise<{ pages: number; present: number }>;
}

function startDetector(dir: string): Promise<Detector> {
  const worker = new Worker(new URL('./detect-thread.mjs', import.meta.url), { workerData: dir });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () =>
      resolve({
        take: (pages) => worker.postMessage(pages),
        end: () => {
          worker.postMessage(null);
          return new Promise((ended) => worker.once('message', ended));
        },
      }),
    );
  });
}

await main(JSON.parse(process.argv[2] ?? '{}') as VisitJob);
