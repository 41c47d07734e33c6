import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { hasChildren, isComment, type AnyNode } from 'domhandler';
import { afterAll, describe, expect, it } from 'vitest';
import { allCells, cellOf } from './report/test-cells.ts';
import { policy } from './report/page.ts';
import { script } from './report/script.ts';
import { emptyStudy, studyOf } from './report/test-study.ts';
import { runStage } from '../stage.ts';
import type { Study } from '../study.ts';
import { casesReport } from './report.ts';

const opened: Study[] = [];
afterAll(() => {
  for (const study of opened) study.close();
});

async function reportOf(study: Study, at = '2020-01-01T00:00:00Z'): Promise<string> {
  opened.push(study);
  await runStage(casesReport, study, {}, { clock: () => new Date(at) });
  return readFileSync(join(study.dir, 'report', 'index.html'), 'utf8');
}

/** Everything by which words have been known to become markup. */
const payload = `"'><script>document.title='owned'</script><img src=x onerror="document.title='owned'"></script><!--<svg onload=alert(1)>]]>{{7*7}}\${1}\u202e`;

describe('the report', () => {
  it('shows what a hostile page says as text, wherever it stands', async () => {
    const page = await reportOf(studyOf({ text: payload, url: 'javascript:document.title="owned"//' }));
    const $ = load(page);
    expect($('script').toArray().map((s) => $(s).text())).toEqual([script]);
    expect($('img, iframe, object, embed, base, form, link, image, use, foreignObject').length).toBe(0);
    for (const el of $('*').toArray()) {
      if (!('attribs' in el)) continue;
      for (const [name, value] of Object.entries(el.attribs)) {
        expect(name).not.toMatch(/^on|^src|^srcset|^style$|^action$|^data$|^formaction$/i);
        if (/href/i.test(name)) expect(value).toMatch(/^#[\w.-]+$/);
      }
    }
    const comments = (nodes: readonly AnyNode[]): number => nodes.reduce((n, node) => n + (isComment(node) ? 1 : 0) + (hasChildren(node) ? comments(node.children) : 0), 0);
    expect(comments($.root().toArray())).toBe(0);
    // It is there, to be read: as title, as name of platform and case, as quote, as reason.
    expect($('h1').text()).toBe(payload);
    expect($('.ev q .said').first().text()).toBe(payload);
    expect($('.notes .note').text()).toBe(payload);
    expect($('.url').text()).toContain('javascript:document.title="owned"//0');
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; img-src data:; base-uri 'none'; form-action 'none'$/);
    expect($('meta[http-equiv="Content-Security-Policy"]').attr('content')).toBe(policy);
  });

  it('leads from every cell to a block that is there, and every anchor is there once', async () => {
    const $ = load(await reportOf(studyOf({ text: 'Words', url: 'http://x.test/' })));
    const ids = $('[id]').toArray().map((el) => $(el).attr('id') ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    const links = $('a[href]').toArray().map((el) => ($(el).attr('href') ?? '').slice(1));
    expect(links.filter((l) => !ids.includes(l))).toEqual([]);
    expect($('a[data-ev]').length).toBeGreaterThan(20);
  });

  it('tells unknown from absent, the strict reading from the lenient one, and people from detectors', async () => {
    const $ = load(await reportOf(studyOf({ text: 'Words', url: 'http://x.test/' })));
    expect(allCells($, 0)).toEqual(['X', '–', 'X', '?', '?']);
    expect(cellOf($, 0, 1)).toMatchObject({ classes: ['v', 'present'], label: 'Words, 1C Communicating: present in both readings; people and detection agree' });
    expect(cellOf($, 0, 2)).toMatchObject({ classes: ['v', 'absent', 'split'], label: 'Words, 2C Collaborating: absent in both readings; people coded it otherwise' });
    expect(cellOf($, 0, 3)).toMatchObject({ classes: ['v', 'present', 'lenient'] });
    // That people could tell what no detector could is no disagreement.
    expect(cellOf($, 0, 5)).toMatchObject({ classes: ['v', 'unknown'], label: 'Words, 5C Combining: unknown in both readings; people could tell' });
    const absent = $(`[id="${cellOf($, 0, 2).target}"]`).text();
    expect(absent).toContain('Looked for and absent');
    expect(absent).toContain('archive/w1/x/visit.warc.gz @ 100');
    const unknown = $(`[id="${cellOf($, 0, 5).target}"]`).text();
    expect(unknown).toContain('Could not be told');
    expect(unknown).not.toContain('Looked for and absent');
    expect($(`[id="${cellOf($, 0, 1).target}"]`).text()).toMatch(/The operator does; no role rests on itshare buttons/);
  });

  it('says how much evidence it does not show, with the query that lists all of it', async () => {
    const study = studyOf({ text: 'Words', url: 'http://x.test/', pages: 9 });
    const $ = load(await reportOf(study));
    const block = $(`[id="${cellOf($, 0, 1).target}"]`);
    expect(block.find('.feature').first().find('.ev').length).toBe(3);
    expect(block.find('.more').first().text()).toBe('and 6 more regions');
    const sql = /netno query "(.*)"/.exec(block.find('.sql').text())?.[1] ?? '';
    // Nine posts for the role, and the operator's button, which speaks neither for nor against it alone.
    expect(study.db.prepare(sql).all().length).toBe(10);
  });

  it('marks every quote that may not be published', async () => {
    const withheld = load(await reportOf(studyOf({ text: 'Words', url: 'http://x.test/', publishable: false })));
    expect(withheld('.notice').text()).toContain('No quote in this report may be published');
    expect(withheld('.ev').length).toBe(withheld('.ev .tag.warn').length);
    const free = load(await reportOf(studyOf({ text: 'Words', url: 'http://x.test/' })));
    expect(free('.notice').length).toBe(0);
    expect(free('.ev .tag.warn').length).toBe(0);
    // Words that stand in no archived page are nobody's to publish.
    expect(free('#evidence').text()).toContain('These words stand in no archived page');
  });

  it('shows pictures of regions that may be published, within the one file, and names the others', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const shot = async (publishable: boolean): Promise<ReturnType<typeof load>> => {
      const study = studyOf({ text: 'Words', url: 'http://x.test/', publishable });
      writeFileSync(join(study.dir, 'a.png'), png);
      study.db.prepare(`UPDATE evidence SET screenshot = 'a.png'`).run();
      return load(await reportOf(study));
    };
    const free = await shot(true);
    expect(free('.ev img').length).toBe(free('.ev').length);
    expect(free('.ev img').first().attr('src')).toBe(`data:image/png;base64,${png.toString('base64')}`);
    const withheld = await shot(false);
    expect(withheld('img').length).toBe(0);
    expect(withheld('.ev').first().text()).toContain('screenshot a.png');
  });

  it('calls a reconstruction one, and shows what changed with the evidence of both waves', async () => {
    const $ = load(await reportOf(studyOf({ text: 'Words', url: 'http://x.test/' })));
    expect($('.banner').text()).toContain('This is a reconstruction, not the study itself.');
    const first = $('.change').filter((_, el) => $(el).text().includes('discussion forum'));
    expect(first.text()).toContain('cause: the platform changed');
    expect(first.find('.side').eq(1).text()).toContain('archive/w2/x/visit.warc.gz');
    expect($('#changes h3').toArray().map((h) => $(h).text())).toEqual(['What changed', 'What could not be seen, or was seen with another instrument']);
    expect($('.selection .differs').text()).toContain('chosen though not suggested');
  });

  it('is the same to the byte but for the line that says when it was made', async () => {
    const study = studyOf({ text: payload, url: 'http://x.test/' });
    const first = (await reportOf(study, '2020-01-01T00:00:00Z')).split('\n');
    const again = (await reportOf(study, '2031-05-05T00:00:00Z')).split('\n');
    const differing = first.flatMap((line, i) => (line === again[i] ? [] : [line]));
    expect(differing).toEqual(['<p class="made">Made 2020-01-01 00:00 UTC.</p>']);
    expect(again.length).toBe(first.length);
  });

  it('of an empty study says what is still to be done, section by section', async () => {
    const $ = load(await reportOf(emptyStudy({ title: 'Empty' })));
    expect($('main > section').length).toBe(9);
    for (const section of $('main > section').toArray()) expect($(section).find('.empty').length, $(section).attr('id')).toBeGreaterThan(0);
    $('script').remove();
    expect($('body').text()).not.toMatch(/undefined|NaN|\[object|null/);
    expect($('svg, dialog, a[data-ev]').length).toBe(0);
  });
});
