import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, launchBrowser } from '../../scrapers/browser.ts';
import { keepSession, looksLoggedOut, sessionOf } from '../../scrapers/session.ts';
import { liveSource } from '../../scrapers/sources/live.ts';
import { renderSource } from '../../scrapers/sources/render.ts';
import type { Source } from '../../scrapers/sources/source.ts';
import { openArchive } from '../../store/archive/archive.ts';
import { emptyStudy } from '../3-cases/report/test-study.ts';
import { runStage } from '../stage.ts';
import { observeLogin, stateAtTheEnd } from './login.ts';

const executablePath = findBrowser();
if (executablePath === null) console.warn('No Chromium here: logging in by hand is not tested.');

const secret = 'c0ffee-secret-of-ada';
let base = '';
const server = createServer((request, response) => {
  const inside = (request.headers.cookie ?? '').includes(`sid=${secret}`);
  response.setHeader('content-type', 'text/html');
  if (request.method === 'POST') return void response.writeHead(303, { location: '/', 'set-cookie': `sid=${secret}; Path=/; HttpOnly` }).end();
  if (inside) response.setHeader('set-cookie', `sid=${secret}; Path=/; HttpOnly; Max-Age=86400`);
  response.end(inside ? '<a href="/logout">Log out</a><p>Members see this</p><script>document.body.append("token " + localStorage.token)</script>' : '<form method=post action=/login><input name=user><input type=password name=p><button>Log in</button></form><script>localStorage.token = "t1"</script>');
});
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

describe.skipIf(executablePath === null)('a session', () => {
  it('that a person made in a browser lets visits see what members see, and never reaches the archive', async () => {
    const study = mkdtempSync(join(tmpdir(), 'netno-login-'));
    const environment = { NETNO_SESSIONS: mkdtempSync(join(tmpdir(), 'netno-sessions-')) };
    const browser = await launchBrowser(executablePath ?? '', 'alone');
    const context = await browser.newContext({ proxy: { server: 'http://unused.test', bypass: '127.0.0.1' } });
    const page = await context.newPage();
    await page.goto(base);
    const kept = stateAtTheEnd(context, new Promise(() => undefined));
    await page.getByRole('textbox').first().fill('ada');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('Members see this').waitFor();
    await page.close();
    keepSession(study, 'forum', await kept, '2014-05-01T12:00:00.000Z', environment);
    await browser.close();

    const session = sessionOf(study, 'forum', environment);
    if (session === null) throw new Error('no session');
    const how = { userAgent: 'netnograph/test', policy: { allow: ['127.0.0.1'] } };
    const outside = liveSource(how);
    const inside = liveSource({ ...how, cookies: session.cookies });
    const rendered = renderSource({ executablePath: executablePath ?? '', userAgent: how.userAgent, through: inside, storageState: session.storageState });
    const see = async (source: Source): Promise<{ html: string; capture: Parameters<ReturnType<ReturnType<typeof openArchive>['writer']>['write']>[0] }> => {
      const fetched = await source.get(`${base}/`);
      if (!fetched.ok) throw new Error(fetched.reason);
      return { html: Buffer.from(fetched.capture.body).toString(), capture: fetched.capture };
    };
    const seen = [await see(outside), await see(inside), await see(rendered)];
    for (const source of [rendered, inside, outside]) await source.close();
    expect(seen.map((s) => looksLoggedOut(s.html))).toEqual([true, false, false]);
    expect(seen[1]?.html).toContain('Members see this');
    expect(seen[2]?.html).toContain('token t1');

    mkdirSync(join(study, 'archive'));
    const writer = openArchive(join(study, 'archive')).writer('w1/forum');
    for (const { capture } of seen) writer.write(capture);
    writer.close();
    const files = readdirSync(study, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((f) => f.isFile()).map((f) => readFileSync(join(f.parentPath, f.name)));
    expect(files.length).toBeGreaterThan(1);
    for (const bytes of files) {
      expect(bytes.toString('latin1')).not.toContain(secret);
      if (bytes[0] === 0x1f) expect(gunzipSync(bytes).toString('latin1')).not.toMatch(new RegExp(`${secret}|set-cookie|^cookie:`, 'im'));
    }
  });
});

describe('observe login', () => {
  it('says what is kept, and what to do where there is no screen', async () => {
    const before = { ...process.env };
    process.env['NETNO_SESSIONS'] = mkdtempSync(join(tmpdir(), 'netno-sessions-'));
    const study = emptyStudy({ title: 'T', platforms: [{ name: 'Forum', address: base }] });
    try {
      const lines = async (options: Record<string, unknown>): Promise<string> => (await runStage(observeLogin, study, { platform: 'forum', ...options })).lines.join(' ');
      expect(await lines({ check: true })).toBe('No session of Forum is kept.');
      keepSession(study.dir, 'forum', { cookies: [{ name: 'sid', value: secret, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' }], origins: [] }, '2014-05-01T12:00:00.000Z');
      const says = await lines({ check: true });
      expect(says).toContain('made 2014-05-01T12:00:00.000Z: 1 cookie (sid), storage of 0 sites.');
      expect(says).not.toContain(secret);
      expect(await lines({ forget: true })).toContain('is deleted');
      await expect(lines({ platform: 'nobody' })).rejects.toThrow(/no platform "nobody". Known: Forum/);
      if (process.platform === 'linux' && executablePath !== null) {
        delete process.env['DISPLAY'];
        delete process.env['WAYLAND_DISPLAY'];
        await expect(lines({})).rejects.toThrow(/needs a screen/);
      }
    } finally {
      study.close();
      process.env = before;
    }
  });
});
