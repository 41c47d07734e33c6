/** The crawl as a study has it: what becomes of a lost store, of a later wave, of a login, of several workers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepSession } from '../../scrapers/session.ts';
import { testSite, type TestSite } from '../../scrapers/test-site.ts';
import { openArchive } from '../../store/archive/archive.ts';
import { all } from '../../store/sql.ts';
import { runStage } from '../stage.ts';
import { openStudy, paths, type Study } from '../study.ts';
import { observeCrawl } from './crawl.ts';
import { observeDetect } from './detect.ts';
import { ofSite } from './slice.ts';

let dir: string;
let site: TestSite;
let changed = false;
const cookies: (string | undefined)[] = [];

const page = (path: string, request: IncomingMessage): string => {
  const links = path === '/' ? ['/rules', '/thread/1', '/thread/2'] : path === '/thread/1' ? ['/profile/ann'] : [];
  const inside = request.headers.cookie === 'sid=s1';
  return `<title>${path}</title><p>${changed && path === '/rules' ? 'New rules' : 'As ever'} ${inside ? 'Log out' : ''}</p>${links.map((link) => `<a href="${link}">${link}</a>`).join('')}`;
};

beforeEach(async () => {
  changed = false;
  dir = mkdtempSync(join(tmpdir(), 'netno-crawl-'));
  vi.stubEnv('NETNO_SESSIONS', mkdtempSync(join(tmpdir(), 'netno-sessions-')));
  site = await testSite((path) => {
    if (path === '/robots.txt') return 'User-agent: *\nAllow: /\n';
    return (request, response) => {
      cookies.push(request.headers.cookie);
      const body = page(path, request);
      const etag = `"${Buffer.from(body).toString('base64url').slice(0, 60)}"`;
      if (path === '/thread/2') return response.writeHead(200, { 'content-type': 'text/html', 'x-robots-tag': 'noindex' }).end(body);
      if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
      return response.writeHead(200, { 'content-type': 'text/html', etag }).end(body);
    };
  });
  const { host } = new URL(site.url);
  writeFileSync(paths.config(dir), `title: t\nplatforms: [{ name: Forum, address: "${site.url}/" }]\nobservation: { delay: 0, render: off, allow-private: ["${host}"] }\n`);
});
afterEach(async () => {
  await site.close();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

async function crawl(options: Record<string, unknown> = {}): Promise<void> {
  const study = openStudy(dir);
  try {
    await runStage(observeCrawl, study, options);
  } finally {
    study.close();
  }
}

function rows(of: (study: Study) => unknown): unknown {
  const study = openStudy(dir);
  try {
    return of(study);
  } finally {
    study.close();
  }
}

const seen = (wave: string): unknown =>
  rows(({ db }) => all(db, `SELECT v.url, v.title, v.status, v.robots, v.session, v.archive_offset, (SELECT count(*) FROM link WHERE page_visit_id = v.id) AS links FROM page_visit AS v WHERE site_visit_id = ? ORDER BY v.id`, `${wave}/forum`));

it('fills a store that was lost from the visits, asking for no page again', async () => {
  await crawl();
  const before = seen('w1');
  expect(before).toHaveLength(5);
  expect(before).toContainEqual(expect.objectContaining({ url: `${site.url}/thread/2`, robots: 'noindex', session: null, links: 0 }));
  const asked = site.hits.length;
  for (const end of ['', '-wal', '-shm']) rmSync(paths.store(dir) + end, { force: true });
  await crawl();
  expect(seen('w1')).toEqual(before);
  expect(site.hits.length).toBe(asked);
  expect(rows(({ db }) => all(db, `SELECT outcome, pages, taken FROM site_visit`))).toEqual([{ outcome: 'done', pages: 5, taken: 5 }]);
});

it('asks in a later wave only whether pages have changed, and archives what has', async () => {
  await crawl();
  changed = true;
  const asked = site.hits.length;
  await crawl({ wave: 'next' });
  expect(site.hits.slice(asked).filter((path) => path !== '/robots.txt').sort()).toEqual(['/', '/profile/ann', '/rules', '/thread/1', '/thread/2']);
  const archive = openArchive(paths.archive(dir));
  const entries = archive.index('w2/forum').filter((entry) => !entry.url.endsWith('/robots.txt'));
  expect(entries.map((entry) => [new URL(entry.url).pathname, entry.mime])).toEqual([
    // Without an ETag it is sent again, and found to be the same.
    ['/', 'warc/revisit'], ['/profile/ann', 'warc/revisit'], ['/rules', 'text/html'], ['/thread/1', 'warc/revisit'], ['/thread/2', 'warc/revisit'],
  ]);
  expect(archive.verify().problems).toEqual([]);
  archive.close();
  expect(seen('w2')).toMatchObject([1, 2, 3, 4, 5].map(() => ({ status: 200 })));
  expect(rows(({ db }) => all<{ n: number }>(db, `SELECT count(DISTINCT digest) AS n FROM page_visit`)[0]?.n)).toBe(6);
});

it('says which visits were made logged in, and keeps the cookie to itself', async () => {
  cookies.length = 0;
  keepSession(dir, 'forum', { cookies: [{ name: 'sid', value: 's1', domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' }], origins: [] }, '2014-05-01T12:00:00.000Z');
  await crawl();
  expect(new Set(cookies)).toEqual(new Set(['sid=s1']));
  expect(rows(({ db }) => all(db, `SELECT logged_in FROM site_visit`))).toEqual([{ logged_in: 1 }]);
  expect(seen('w1')).toContainEqual(expect.objectContaining({ session: '2014-05-01T12:00:00.000Z' }));
  const files = ['visit.warc.gz', 'index.cdxj', 'frontier.sqlite'].map((file) => readFileSync(join(paths.archive(dir), 'w1/forum', file), 'latin1'));
  expect(files.join('')).not.toContain('sid=s1');
  const warc = gunzipSync(readFileSync(join(paths.archive(dir), 'w1/forum/visit.warc.gz'))).toString('latin1');
  expect(warc).toContain('User-Agent: netnograph');
  expect(warc).not.toMatch(/sid=s1|^(?:set-)?cookie:/im);
  expect(readFileSync(paths.store(dir), 'latin1')).not.toContain('sid=s1');
});

it('shows a login to the platform alone, whatever its cookies are good for', () => {
  const kept: string[] = [];
  const cookies = ofSite({ header: () => 'sid=s1', received: (url) => void kept.push(url) }, ['http://ideas.foo.test/']);
  expect(['http://ideas.foo.test/x', 'http://www.foo.test/', 'http://foo.test/', 'http://other.test/'].map((url) => cookies.header(url))).toEqual(['sid=s1', null, null, null]);
  for (const url of ['http://ideas.foo.test/x', 'http://www.foo.test/']) cookies.received(url, ['sid=s2']);
  expect(kept).toEqual(['http://ideas.foo.test/x']);
});

it('goes on with a wave that was interrupted before it begins another', async () => {
  await crawl();
  const study = openStudy(dir);
  const stop = new AbortController();
  stop.abort();
  await expect(runStage(observeCrawl, study, { wave: 'next' }, { signal: stop.signal })).rejects.toThrow(/interrupted/);
  study.db.prepare(`INSERT INTO site_visit (id, wave_id, platform_id, outcome, pages, bytes, started_at, run_id) SELECT 'w2/forum', 'w2', 'forum', 'interrupted', 0, 0, '', max(id) FROM run`).run();
  study.close();
  await crawl({ wave: 'next' });
  expect(rows(({ db }) => all(db, `SELECT id, outcome FROM site_visit ORDER BY id`))).toEqual([{ id: 'w1/forum', outcome: 'done' }, { id: 'w2/forum', outcome: 'done' }]);
});

it('gives the same pages with workers in processes of their own', async () => {
  await crawl();
  const alone = seen('w1');
  await crawl({ wave: 'next', workers: 2 });
  const url = (row: unknown): unknown => (row as { url: string }).url;
  expect((seen('w2') as unknown[]).map(url).sort()).toEqual((alone as unknown[]).map(url).sort());
  expect(rows(({ db }) => all(db, `SELECT outcome, pages FROM site_visit WHERE wave_id = 'w2'`))).toEqual([{ outcome: 'done', pages: 5 }]);
  expect(rows(({ db }) => all(db, `SELECT id, state, slice FROM visit_job`))).toEqual([{ id: 'w2/forum', state: 'finished', slice: 1 }]);
}, 60_000);

it('detects beside the crawl what detection finds afterwards', { timeout: 60_000 }, async () => {
  await crawl({ detect: true });
  const study = openStudy(dir);
  const observed = (): unknown => all(study.db, 'SELECT platform_id, feature_id, actor, value, mode, traces, reason FROM observation ORDER BY 1, 2, 3');
  const beside = observed();
  expect(beside).toEqual(expect.arrayContaining([expect.objectContaining({ platform_id: 'forum', feature_id: 'user_profile', value: 'present' })]));
  await runStage(observeDetect, study, {});
  expect(observed()).toEqual(beside);
  study.close();
});
