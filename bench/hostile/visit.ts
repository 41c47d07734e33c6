/**
 * One site visit beside a hostile server, and one of a harmless site after it, in a process of its own, so that its memory can
 * be measured. The task is the first argument, as JSON; the report is the last line printed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Address } from '../../scrapers/addresses.ts';
import { liveSource } from '../../scrapers/sources/live.ts';
import type { LiveLimits } from '../../scrapers/sources/live.ts';
import { archiveMark, visitSite } from '../../scrapers/visit.ts';
import { openArchive } from '../../store/archive/archive.ts';
import { openFrontier } from '../../store/frontier.ts';
import { peakBytes } from '../peak.ts';

export interface VisitTask {
  readonly start: readonly string[];
  /** A start address of another site, visited afterwards. */
  readonly next: string;
  readonly allow: readonly string[];
  /** Answers by name, one a connection; the last one stays. A name that is permitted for its first connection only stands for one that was public then. */
  readonly names: Readonly<Record<string, { readonly answers: readonly (Address | readonly Address[])[]; readonly permittedOnce: boolean }>>;
  readonly limits: Partial<LiveLimits>;
  readonly pages: number;
}

export interface VisitReport {
  readonly outcome: string;
  readonly reason: string | null;
  readonly seen: readonly { readonly url: string; readonly status: number; readonly bytes: number }[];
  readonly failures: readonly { readonly url: string; readonly kind: string; readonly reason: string }[];
  readonly nextOutcome: string;
  readonly archiveProblems: readonly string[];
  readonly seconds: number;
  readonly peakBytes: number;
}

async function run(task: VisitTask): Promise<VisitReport> {
  const dir = mkdtempSync(path.join(tmpdir(), 'netno-hostile-'));
  const allow = [...task.allow];
  const asked = new Map<string, number>();
  const source = liveSource({
    userAgent: 'netnograph/bench',
    policy: { allow },
    limits: task.limits,
    resolve(host) {
      const name = task.names[host];
      if (!name) return null;
      const n = asked.get(host) ?? 0;
      asked.set(host, n + 1);
      if (name.permittedOnce && n === 0) allow.push(host);
      if (name.permittedOnce && n === 1) allow.splice(allow.indexOf(host), 1);
      return name.answers[Math.min(n, name.answers.length - 1)] ?? null;
    },
  });
  const archive = openArchive(dir);
  const visit = async (folder: string, start: readonly string[]): Promise<Pick<VisitReport, 'outcome' | 'reason' | 'seen' | 'failures'>> => {
    const seen: { url: string; status: number; bytes: number }[] = [];
    const frontier = openFrontier(path.join(dir, folder));
    const writer = archive.writer(folder, archiveMark(frontier));
    try {
      const { outcome, reason, failures } = await visitSite(
        { start, agent: 'netnograph', budget: { pages: task.pages, seconds: 600, bytes: 1e9, depth: 10_000 }, delayMs: 0, secondary: 2 },
        { frontier, archive: writer, source, onPage: ({ url, status, capture }) => void seen.push({ url, status, bytes: capture.body.length }) },
      );
      return { outcome, reason, seen, failures };
    } finally {
      writer.close();
      frontier.close();
    }
  };
  try {
    const began = performance.now();
    const result = await visit('w1/hostile', task.start);
    const seconds = (performance.now() - began) / 1000;
    const next = await visit('w1/next', [task.next]);
    const peak = peakBytes();
    return {
      ...result, nextOutcome: next.outcome, seconds, peakBytes: peak,
      archiveProblems: archive.verify().problems.map(({ message }) => message),
    };
  } finally {
    await source.close();
    archive.close();
    rmSync(dir, { recursive: true });
  }
}

process.stdout.write(`${JSON.stringify(await run(JSON.parse(process.argv[2] ?? '') as VisitTask))}\n`);
