import { chmodSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { forgetSession, keepSession, looksLoggedOut, sessionFile, sessionOf, type StorageState } from './session.ts';

const place = (): { study: string; environment: NodeJS.ProcessEnv } => ({ study: mkdtempSync(path.join(tmpdir(), 'netno-study-')), environment: { NETNO_SESSIONS: path.join(mkdtempSync(path.join(tmpdir(), 'netno-sessions-')), 'kept') } });
const cookie = (name: string, more: Partial<StorageState['cookies'][number]> = {}): StorageState['cookies'][number] => ({ name, value: `${name}-secret`, domain: 'forum.test', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax', ...more });
const at = '2014-05-01T12:00:00.000Z';

it('sends a cookie to those alone whose it is', () => {
  const { study, environment } = place();
  keepSession(study, 'forum', {
    cookies: [
      cookie('host'), cookie('domain', { domain: '.forum.test' }), cookie('secure', { secure: true }), cookie('path', { path: '/ideas' }),
      cookie('old', { expires: 1_000_000 }), cookie('fresh', { expires: 4_000_000_000 }),
    ],
    origins: [],
  }, at, environment);
  const session = sessionOf(study, 'forum', environment);
  const sent = (url: string): string[] => (session?.cookies.header(url) ?? '').split('; ').filter((c) => c !== '').map((c) => c.replace(/(.*)=\1-secret$/, '$1')).sort();
  expect(sent('http://forum.test/')).toEqual(['domain', 'fresh', 'host']);
  expect(sent('http://forum.test/ideas/1')).toEqual(['domain', 'fresh', 'host', 'path']);
  expect(sent('https://forum.test/')).toEqual(['domain', 'fresh', 'host', 'secure']);
  expect(sent('http://blog.forum.test/')).toEqual(['domain']);
  expect(sent('http://forum.test.evil.test/')).toEqual([]);
  expect(session?.cookies.header('http://other.test/')).toBeNull();
  expect(session?.savedAt).toBe(at);
});

it('takes what the site changes, and keeps it when asked to', () => {
  const { study, environment } = place();
  keepSession(study, 'forum', { cookies: [cookie('sid'), cookie('gone'), cookie('wide', { domain: '.forum.test' })], origins: [{ origin: 'http://forum.test', localStorage: [{ name: 'a', value: 'b' }] }] }, at, environment);
  const session = sessionOf(study, 'forum', environment);
  session?.cookies.received('http://forum.test/x', ['sid=new; Path=/; HttpOnly', 'gone=; Path=/; Max-Age=0', 'foreign=1; Domain=other.test', 'nonsense']);
  const now = session?.cookies.header('http://forum.test/');
  expect(now).toContain('sid=new');
  expect(now).not.toMatch(/gone|foreign/);
  expect(sessionOf(study, 'forum', environment)?.cookies.header('http://forum.test/')).toContain('sid=sid-secret');
  session?.save();
  const again = sessionOf(study, 'forum', environment);
  expect(again?.cookies.header('http://forum.test/')).toBe(now);
  expect(again?.cookies.header('http://a.forum.test/')).toBe('wide=wide-secret');
  expect(again).toMatchObject({ savedAt: at, storageState: { origins: [{ origin: 'http://forum.test' }] } });
});

it('is its owner’s alone, outside the study, and another study’s is another', () => {
  const { study, environment } = place();
  const file = keepSession(study, 'forum', { cookies: [cookie('sid')], origins: [] }, at, environment);
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    chmodSync(file, 0o644);
    expect(() => sessionOf(study, 'forum', environment)).toThrow(/others on this machine may read it.*chmod 600/);
    chmodSync(file, 0o600);
  }
  expect(sessionOf(place().study, 'forum', environment)).toBeNull();
  expect(() => sessionFile(study, 'forum', { NETNO_SESSIONS: path.join(study, 'sessions') })).toThrow(/part of the study/);
  expect(readFileSync(file, 'utf8')).toContain('sid-secret');
  expect(forgetSession(study, 'forum', environment)).toBe(true);
  expect(sessionOf(study, 'forum', environment)).toBeNull();
  expect(forgetSession(study, 'forum', environment)).toBe(false);
});

it('tells a page that asks for a login from one that offers the way out', () => {
  expect(looksLoggedOut('<nav><a href="/login">Log in</a></nav>')).toBe(true);
  expect(looksLoggedOut('<form><input name=p type="password"></form>')).toBe(true);
  expect(looksLoggedOut('<a class=x href="/session/logout?t=1">Ada</a> <a href="/login?switch">Sign in</a>')).toBe(false);
  expect(looksLoggedOut('<button class=b><span>Abmelden</span></button>')).toBe(false);
  expect(looksLoggedOut('<p>You can log in tomorrow</p>')).toBe(false);
});
