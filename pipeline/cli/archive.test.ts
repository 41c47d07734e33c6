import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../store/archive/archive.ts';
import { netno } from './test-netno.ts';

afterEach(() => vi.restoreAllMocks());

function study(): string {
  const dir = mkdtempSync(join(tmpdir(), 'netno-export-'));
  writeFileSync(join(dir, 'study.yaml'), 'title: T\n');
  const archive = openArchive(join(dir, 'archive'));
  for (const visit of ['w1/my-forum', 'w1/other', 'w2/my-forum']) {
    const writer = archive.writer(visit);
    writer.write({ url: 'http://a.test/', method: 'GET', status: 200, statusText: 'OK', requestHeaders: [], responseHeaders: [['Content-Type', 'text/html']], body: Buffer.from(`<p>${visit}</p>`), capturedAt: '2014-05-01T12:00:00Z', source: 'live' });
    writer.close();
  }
  return dir;
}

describe('netno archive export', () => {
  it('writes the visits asked for, and says that the file is not for giving away unchecked', async () => {
    const dir = study();
    const out = join(dir, 'mine.wacz');
    const { code, out: said } = await netno('archive', 'export', '--out', out, '--wave', '1', '--platform', 'My Forum', '--study', dir);
    expect(code).toBe(0);
    expect(said).toMatch(/mine\.wacz: 1 pages? of 1 visits?, 1 captures?, .*\n.*Not to be published without checking/);
    expect(readFileSync(out).toString('latin1')).toContain('archive/w1-my-forum.warc.gz');
    expect(await netno('archive', 'export', '--out', out, '--study', dir)).toMatchObject({ code: 2, err: expect.stringMatching(/exists already.*--force/) });
    const again = await netno('archive', 'export', '--out', out, '--force', '--json', '--study', dir);
    expect(JSON.parse(again.out)).toMatchObject({ ok: true, pages: 3, visits: ['w1/my-forum', 'w1/other', 'w2/my-forum'] });
  });

  it('names what there is when asked for what is not', async () => {
    const dir = study();
    expect((await netno('archive', 'export', '--out', join(dir, 'x'), '--platform', 'Nobody', '--study', dir)).err).toMatch(/no visit of Nobody\. Known: my-forum, other/);
    expect((await netno('archive', 'export', '--out', join(dir, 'x'), '--wave', '7', '--study', dir)).err).toMatch(/no wave 7\. Known: 1, 2/);
    expect((await netno('archive', 'export', '--study', dir)).code).toBe(2);
  });
});
