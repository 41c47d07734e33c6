import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../scrapers/browser.ts';
import { openArchive } from '../../store/archive/archive.ts';
import { studyOf } from '../3-cases/report/test-study.ts';
import { casesReport } from '../3-cases/report.ts';
import { runStage } from '../stage.ts';
import { paths } from '../study.ts';
import { observeScreenshots } from './screenshots.ts';

const executablePath = findBrowser();
if (executablePath === null) console.warn('No Chromium here: pictures of evidence are not tested.');

describe.skipIf(executablePath === null)('observe screenshots', () => {
  it('makes a picture of each region once, shows it in the report, and clears away what no evidence has any more', async () => {
    const study = studyOf({ text: 'p', url: 'http://x.test/' });
    const archive = openArchive(paths.archive(study.dir));
    const writer = archive.writer("w1/o'neil");
    const { file, offset, length, digest } = writer.write({ url: 'http://x.test/0', method: 'GET', status: 200, statusText: 'OK', requestHeaders: [], responseHeaders: [['Content-Type', 'text/html']], body: Buffer.from('<!doctype html><p>p is what members say</p>'), capturedAt: '2011-01-01T10:00:00.000Z', source: 'live' });
    writer.close();
    archive.close();
    study.db.prepare(`UPDATE page_visit SET archive_file = ?, archive_offset = ?, archive_length = ?, digest = ? WHERE site_visit_id LIKE 'w1/%'`).run(file, offset, length, digest);
    const shots = async (): Promise<Record<string, unknown>> => (await runStage(observeScreenshots, study, { wave: '1' })).data ?? {};
    expect(await shots()).toMatchObject({ made: 1, before: 0, removed: 0, failed: {} });
    const [shot = ''] = study.db.prepare('SELECT DISTINCT screenshot FROM evidence WHERE screenshot IS NOT NULL').pluck().all() as string[];
    expect(shot).toMatch(/^archive\/w1\/o'neil\/screenshots\/e-[0-9a-f]{20}\.png$/);
    const png = readFileSync(join(study.dir, shot));
    await runStage(casesReport, study, {});
    expect(readFileSync(join(study.dir, 'report', 'index.html'), 'utf8')).toContain(`src="data:image/png;base64,${png.toString('base64')}"`);

    const left = join(study.dir, "archive/w1/o'neil/screenshots/e-gone.png");
    writeFileSync(left, png);
    study.db.prepare('UPDATE evidence SET screenshot = NULL').run();
    expect(await shots()).toMatchObject({ made: 0, before: 1, removed: 1 });
    expect(existsSync(left)).toBe(false);
    rmSync(join(study.dir, shot));
    expect(await shots()).toMatchObject({ made: 1, before: 0 });
    study.close();
  });
});
