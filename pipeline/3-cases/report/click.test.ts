import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../scrapers/browser.ts';
import { runStage } from '../../stage.ts';
import { casesReport } from '../report.ts';
import { studyOf } from './test-study.ts';

const executablePath = findBrowser();
if (executablePath === null) console.warn('No Chromium here: how the report behaves in a browser is not tested.');

const payload = `"'><script>document.title='owned'</script><img src=x onerror="document.title='owned'"></script><!--`;

describe.skipIf(executablePath === null)('the report in a browser', () => {
  let browser: Browser;
  let address: string;
  beforeAll(async () => {
    const study = studyOf({ text: payload, url: 'javascript:document.title="owned"//', pages: 4 });
    await runStage(casesReport, study, {});
    address = pathToFileURL(join(study.dir, 'report', 'index.html')).href;
    study.close();
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
  });

  async function open(options: Parameters<Browser['newPage']>[0] = {}): Promise<{ page: Page; requests: string[]; problems: string[] }> {
    const page = await browser.newPage(options);
    const requests: string[] = [];
    const problems: string[] = [];
    page.on('request', (r) => requests.push(r.url()));
    page.on('pageerror', (e) => problems.push(e.message));
    page.on('console', (m) => problems.push(m.text()));
    page.on('dialog', (d) => problems.push(`dialog ${d.message()}`));
    await page.goto(address);
    return { page, requests, problems };
  }

  it('runs nothing of a hostile page and asks the network for nothing', async () => {
    const { page, requests, problems } = await open();
    for (const group of await page.locator('#evidence summary').all()) await group.evaluate((el) => ((el.parentElement as HTMLDetailsElement).open = true));
    await page.locator('table.matrix a.v').first().click();
    expect(await page.locator('#sheet').isVisible()).toBe(true);
    expect(await page.title()).toBe(payload);
    expect(requests).toEqual([address]);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('shows the evidence of a cell, moves on by keys and buttons, and gives the focus back', async () => {
    const { page } = await open();
    const cells = page.locator('table.matrix').first().locator('a.v');
    const sheet = page.locator('#sheet');
    await cells.first().focus();
    await page.keyboard.press('Enter');
    expect(await sheet.locator('h2').innerText()).toContain('1C Communicating, wave 1');
    expect(await sheet.locator('.ev').count()).toBeGreaterThan(2);
    await page.keyboard.press('ArrowRight');
    expect(await sheet.locator('h2').innerText()).toContain('2C Collaborating');
    expect(await sheet.innerText()).toContain('Looked for and absent');
    await sheet.getByRole('button', { name: 'Next cell' }).click();
    expect(await sheet.locator('h2').innerText()).toContain('3C Connecting');
    await page.keyboard.press('Escape');
    expect(await sheet.isVisible()).toBe(false);
    expect(await cells.nth(2).evaluate((el) => el === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowLeft');
    expect(await cells.nth(1).evaluate((el) => el === document.activeElement)).toBe(true);
    await page.close();
  });

  it('leads to the same evidence without JavaScript', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    const cell = page.locator('table.matrix a.v').first();
    const id = ((await cell.getAttribute('href')) ?? '').slice(1);
    await cell.click();
    await page.locator(`[id="${id}"]`).waitFor({ state: 'visible' });
    expect(await page.locator(`[id="${id}"]`).innerText()).toContain('archive/w1/x/visit.warc.gz @ 100');
    await page.close();
  });

  it('fits a phone: nothing is wider than the screen', async () => {
    const { page } = await open({ viewport: { width: 360, height: 740 } });
    await page.evaluate(() => {
      for (const d of document.querySelectorAll('details')) d.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.close();
  });
});
