import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../store/archive/archive.ts';
import { putPage, putSiteVisit, putWave } from '../../store/observation.ts';
import { putPlatform } from '../../store/platforms.ts';
import { startRun } from '../../store/provenance.ts';
import { emptyStudy } from '../3-cases/report/test-study.ts';
import { runStage } from '../stage.ts';
import { paths, type Study } from '../study.ts';
import { observeDiscourse } from './discourse.ts';

const members = ['Ada_L', 'bob99', 'Cleo Marsh'];
const post = (n: number, who: string, text: string): string =>
  `<article class="post" id="post-${n}"><header><a href="/users/${encodeURIComponent(who)}">${who}</a> <time datetime="2012-11-0${n}T10:00:00Z">${n} November 2012</time></header><div class="body"><p>${text}</p></div></article>`;
const thread = `<!doctype html><html lang="en"><title>Quieter hoists</title><body><main><h1>Quieter hoists, asks Ada_L</h1>${[
  post(1, 'Ada_L', 'How could a hoist be made quieter without changing the motor? The noise of the gears is what people complain about.'),
  post(2, 'bob99', 'Helical gears are quieter than straight ones, and the housing can be damped. Ask Cleo Marsh, she has built some.'),
  post(3, 'Cleo Marsh', 'I agree with @bob99: helical gears made ours much quieter. Write to cleo@example.org for the drawings of the housing.'),
  post(4, 'Ada_L', 'Thanks, the housing is a good idea. We will try damping it first and report how much noise is left then.'),
].join('')}</main></body></html>`;

function studyWith(html: string): Study {
  const study = emptyStudy({ title: 'Hoists', observation: { 'relevant-words': ['gear'] } });
  const { db } = study;
  const run = startRun(db, { stage: 'test', arguments: '{}', codeVersion: '1', configHash: '', inputsHash: '', startedAt: '2013-01-01T00:00:00.000Z' });
  putPlatform(db, { id: 'crowd', name: 'Crowd', knownSince: 'study', label: null }, run);
  const wave = putWave(db, 1, '2012-11-10T00:00:00.000Z', run);
  putSiteVisit(db, { id: `${wave}/crowd`, wave_id: wave, platform_id: 'crowd', outcome: 'done', reason: null, pages: 1, bytes: 1, started_at: '2012-11-10T10:00:00.000Z', ended_at: null, rendering: 'off', logged_in: 0 }, run);
  const archive = openArchive(paths.archive(study.dir));
  const writer = archive.writer(`${wave}/crowd`);
  const url = 'http://crowd.example/forum/threads/7-quieter-hoists';
  const position = writer.write({ url, method: 'GET', status: 200, statusText: 'OK', requestHeaders: [], responseHeaders: [['Content-Type', 'text/html']], body: Buffer.from(html), capturedAt: '2012-11-10T10:00:00.000Z', source: 'live' });
  writer.close();
  archive.close();
  putPage(db, { siteVisit: `${wave}/crowd`, url, canonicalUrl: url, referrer: null, depth: 0, secondary: false, title: 'Quieter hoists', status: 200, contentType: 'text/html', bytes: html.length, source: 'live', session: null, robotsDirectives: null, capturedAt: '2012-11-10T10:00:00.000Z', position, links: [] }, run);
  return study;
}

let key: string;
beforeEach(() => {
  key = join(mkdtempSync(join(tmpdir(), 'netno-key-')), 'kept', 'pseudonym.key');
  vi.stubEnv('NETNO_PSEUDONYM_KEY', key);
});
afterEach(() => void vi.unstubAllEnvs());

describe('observe discourse', () => {
  it('stores posts under pseudonyms, and names of members nowhere but in the evidence', async () => {
    const study = studyWith(thread);
    expect((await runStage(observeDiscourse, study, {})).data).toMatchObject({ threads: 1, posts: 4 });
    const posts = study.db.prepare('SELECT author_id AS author, posted_at AS at, text FROM discourse ORDER BY ordinal').all() as { author: string; at: string; text: string }[];
    expect(posts.map((p) => p.at.slice(0, 10))).toEqual(['2012-11-01', '2012-11-02', '2012-11-03', '2012-11-04']);
    expect(new Set(posts.map((p) => p.author)).size).toBe(3);
    expect(posts[0]?.author).toBe(posts[3]?.author);
    expect(posts[1]?.text).toContain(`Ask ${posts[2]?.author ?? ''}, she`);
    expect(posts[2]?.text).toContain(`agree with @${posts[1]?.author ?? ''}: helical`);
    expect(posts[2]?.text).toContain('Write to [e-mail] for');
    const tables = study.db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('evidence', 'study_fact') AND name NOT LIKE 'sqlite_%'`).pluck().all() as string[];
    const rows = tables.flatMap((t) => study.db.prepare(`SELECT * FROM "${t}"`).all().map((row) => `${t} ${JSON.stringify(row)}`));
    expect(rows.filter((row) => [...members, 'marsh', 'cleo'].some((name) => row.toLowerCase().includes(name.toLowerCase())))).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o077).toBe(0);
    study.close();
  });

  it('counts what a site is chosen by, with the posts behind each number', async () => {
    const study = studyWith(thread);
    await runStage(observeDiscourse, study, {});
    const of = (measure: string): unknown => study.db.prepare('SELECT value FROM site_criteria WHERE measure = ?').pluck().get(measure);
    expect(of('relevant-share')).toBe(0.75);
    expect(study.db.prepare(`SELECT count(*) FROM site_measure_row WHERE measure = 'relevant-share'`).pluck().get()).toBe(3);
    expect(study.db.prepare(`SELECT value FROM site_measure WHERE measure = 'gini'`).pluck().get()).toBeCloseTo(1 / 6, 6);
    expect(study.db.prepare(`SELECT value FROM site_measure WHERE measure = 'gini-corrected'`).pluck().get()).toBeCloseTo(1 / 4, 6);
    expect(study.db.prepare(`SELECT DISTINCT language FROM post`).pluck().all()).toEqual(['en']);
    study.close();
  });

  it('gives the same again, and stops where the pseudonyms would be others', async () => {
    const study = studyWith(thread);
    const all = (): unknown => study.db.prepare('SELECT post_id, author_id, text, reply_to FROM discourse ORDER BY post_id').all();
    await runStage(observeDiscourse, study, {});
    const first = all();
    await runStage(observeDiscourse, study, {});
    expect(all()).toEqual(first);
    vi.stubEnv('NETNO_PSEUDONYM_KEY', `${key}.other`);
    await expect(runStage(observeDiscourse, study, {})).rejects.toThrow(/is not at .*NETNO_PSEUDONYM_KEY/);
    expect(all()).toEqual(first);
    study.close();
  });

  it('tells a platform without a thread from one with an empty one', async () => {
    const study = studyWith('<!doctype html><html lang="en"><title>Manual</title><body><nav><a href="/a">A</a><a href="/b">B</a></nav><main><h1>Manual</h1><p>How to install the software, step by step.</p></main></body></html>');
    expect((await runStage(observeDiscourse, study, {})).data).toMatchObject({ threads: 0, posts: 0 });
    expect(study.db.prepare(`SELECT value, reason FROM site_criteria WHERE measure = 'relevant-share'`).get()).toMatchObject({ value: null, reason: expect.stringMatching(/unknown, not zero/) as string });
    study.close();
  });
});
