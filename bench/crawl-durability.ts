/**
 * A visit that is killed at random moments, and one whose disk is full: the same pages as one that was left alone, none lost,
 * each once in archive, index and store, and a WARC that passes verification.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeRows } from '../pipeline/2-observation/rows.ts';
import { openFrontier } from '../store/frontier.ts';
import { putSiteVisit, putWave } from '../store/observation.ts';
import { openStore } from '../store/open.ts';
import { putPlatform } from '../store/platforms.ts';
import { startRun } from '../store/provenance.ts';
import { figuresOf, start } from './child.ts';
import { redisStopped } from './durability-redis.ts';
import { check, withSite, type Site, type Trial } from './durability-trial.ts';
import type { VisitFigures, VisitJob } from './visit-process.ts';

const FOLDER = 'w1/site';

export async function run({ quick }: { quick: boolean }): Promise<object> {
  const kills = quick ? 4 : 20;
  const pages = quick ? 600 : 2000;
  const killed = await withSite(pages, (site) => killedVisit(site, kills, pages));
  const full = await withSite(pages, (site) => fullDisk(site, pages));
  const redis = await redisStopped(quick);
  const trials = [killed, full, redis].filter((one) => one !== null);
  return {
    kills: killed.kills,
    lost: trials.reduce((sum, one) => sum + one.lost, 0),
    doubled: trials.reduce((sum, one) => sum + one.doubled, 0),
    warcValid: trials.every((one) => one.warcValid),
    pages,
    killed,
    diskFull: full,
    redisStopped: redis,
  };
}

async function killedVisit(site: Site, kills: number, pages: number): Promise<Trial & { kills: number; requests: number }> {
  const dir = mkdtempSync(path.join(tmpdir(), 'netno-killed-'));
  let done = 0;
  try {
    for (let n = 0; n < kills; n++) {
      // One program in two asks for one page at a time, the other for eight at once.
      const child = start(['visit-process.ts', JSON.stringify({ dir, folder: FOLDER, url: `${site.url}/`, lanes: n % 2 === 0 ? 1 : 8 } satisfies VisitJob)]);
      const wait = 1 + Math.floor(Math.random() * ((1.4 * pages) / kills));
      site.after(wait, () => setTimeout(() => child.process.kill('SIGKILL'), Math.random() * 30));
      const { code } = await child.ended;
      if (code === null) done++;
      take(dir);
      process.stderr.write(`killed ${done} times; ${site.served()} requests so far\n`);
    }
    site.after(Infinity, () => {});
    await finish(dir, site);
    return { kills: done, requests: site.served(), ...check(dir, pages) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** On a disk of its own, too small for the visit, which is then made larger. */
async function fullDisk(site: Site, pages: number): Promise<(Trial & { said: string }) | null> {
  const dir = mkdtempSync(path.join(tmpdir(), 'netno-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    process.stderr.write('no disk of its own could be made (that needs root on Linux): the full disk was not tried\n');
    rmSync(dir, { recursive: true, force: true });
    return null;
  }
  try {
    const child = start(['visit-process.ts', JSON.stringify({ dir, folder: FOLDER, url: `${site.url}/`, lanes: 8 } satisfies VisitJob)]);
    const { code, out } = await child.ended;
    const said = code === 0 ? `it did not fail: ${out.trim()}` : `stopped with exit code ${code ?? 'of a signal'}`;
    process.stderr.write(`the disk is full: ${said}\n`);
    execFileSync('mount', ['-o', 'remount,size=500m', dir]);
    take(dir);
    await finish(dir, site);
    const trial = check(dir, pages);
    return { said, ...trial, problems: code === 0 ? [...trial.problems, 'the disk was not full'] : trial.problems };
  } finally {
    execFileSync('umount', [dir]);
    rmSync(dir, { recursive: true, force: true });
  }
}

async function finish(dir: string, site: Site): Promise<void> {
  await figuresOf<VisitFigures>(start(['visit-process.ts', JSON.stringify({ dir, folder: FOLDER, url: `${site.url}/`, lanes: 8 } satisfies VisitJob)]), 'the visit');
  take(dir);
}

/** What the study does between two slices of a visit. */
function take(dir: string): void {
  const db = openStore(path.join(dir, 'study.sqlite'));
  const frontier = openFrontier(path.join(dir, FOLDER));
  try {
    const runId = startRun(db, { stage: 'bench', arguments: '{}', codeVersion: '', configHash: '', inputsHash: '', startedAt: new Date().toISOString() });
    const wave = putWave(db, 1, new Date().toISOString(), runId);
    putPlatform(db, { id: 'site', name: 'Site', knownSince: 'study', label: null }, runId);
    putSiteVisit(db, { id: FOLDER, wave_id: wave, platform_id: 'site', outcome: 'interrupted', reason: null, pages: 0, bytes: 0, started_at: '', ended_at: null, rendering: 'off', logged_in: 0 }, runId);
    takeRows(db, FOLDER, frontier, null, runId);
  } finally {
    frontier.close();
    db.close();
  }
}
