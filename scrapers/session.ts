/**
 * Being logged in, as the researcher left it: cookies and storage of a browser, kept outside the study, for its owner's eyes
 * only. They are sent to the hosts they belong to and never become part of a capture.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Cookie, CookieJar } from 'tough-cookie';
import { z } from 'zod';
import { NetnoError, reasonOf } from '../core/errors.ts';
import { stateFolder } from '../core/state-folder.ts';

const state = z.object({
  cookies: z.array(z.object({
    name: z.string(), value: z.string(), domain: z.string(), path: z.string(),
    /** Seconds since 1970; -1 for a cookie that lives as long as its browser. */
    expires: z.number(), httpOnly: z.boolean(), secure: z.boolean(), sameSite: z.enum(['Strict', 'Lax', 'None']),
  })),
  origins: z.array(z.object({ origin: z.string(), localStorage: z.array(z.object({ name: z.string(), value: z.string() })) })),
});

/** As playwright's contexts take and give it. */
export type StorageState = z.output<typeof state>;

const file = state.extend({ savedAt: z.iso.datetime() });

export interface Session {
  /** For a live source. */
  readonly cookies: {
    header(url: string): string | null;
    received(url: string, setCookie: readonly string[]): void;
  };
  /** For a browser's context. */
  readonly storageState: StorageState;
  /** When the researcher logged in; ISO 8601. */
  readonly savedAt: string;
  /** Keeps what the site has changed of the cookies since. */
  save(): void;
}

/** Where sessions of all studies lie: NETNO_SESSIONS, or the system's folder for what programs remember. */
function sessionsFolder(environment: NodeJS.ProcessEnv): string {
  const named = environment['NETNO_SESSIONS'];
  if (named) return path.resolve(named);
  return path.join(stateFolder(environment), 'sessions');
}

/** @throws NetnoError where sessions would lie within the study, which is copied and passed on */
export function sessionFile(studyDir: string, platform: string, environment: NodeJS.ProcessEnv = process.env): string {
  const study = realpathSync(studyDir);
  const folder = sessionsFolder(environment);
  const within = path.relative(study, folder);
  if (!within.startsWith('..') && !path.isAbsolute(within)) throw new NetnoError(`Sessions would be kept in ${folder}, which is part of the study and would be passed on with it. Set NETNO_SESSIONS to a folder outside.`);
  return path.join(folder, createHash('sha256').update(study).digest('hex').slice(0, 16), `${platform.replace(/[/\\]/g, '-')}.json`);
}

/**
 * The session that is kept for a platform; null if there is none.
 * @throws NetnoError if others may read it, or it cannot be read
 */
export function sessionOf(studyDir: string, platform: string, environment: NodeJS.ProcessEnv = process.env): Session | null {
  const at = sessionFile(studyDir, platform, environment);
  if (!existsSync(at)) return null;
  // On Windows a profile's folders are the user's own without such marks.
  if (process.platform !== 'win32' && (statSync(at).mode & 0o077) !== 0) {
    throw new NetnoError(`${at} lets whoever reads it log in as you, and others on this machine may read it. Run "chmod 600 ${at}", or "netno observe login ${platform} --forget".`);
  }
  let kept: z.output<typeof file>;
  try {
    kept = file.parse(JSON.parse(readFileSync(at, 'utf8')));
  } catch (error) {
    throw new NetnoError(`${at} cannot be read as a session. Run "netno observe login ${platform}" again.`, 2, { cause: error });
  }
  const { savedAt, ...storageState } = kept;
  const jar = jarOf(storageState);
  return {
    storageState, savedAt,
    cookies: {
      header: (url) => jar.getCookieStringSync(url) || null,
      received: (url, setCookie) => {
        for (const one of setCookie) jar.setCookieSync(one, url, { ignoreError: true });
      },
    },
    save: () => write(at, { ...storageState, cookies: cookiesOf(jar) }, savedAt),
  };
}

/** @returns where it lies now */
export function keepSession(studyDir: string, platform: string, storageState: StorageState, savedAt: string, environment: NodeJS.ProcessEnv = process.env): string {
  const at = sessionFile(studyDir, platform, environment);
  try {
    write(at, state.parse(storageState), savedAt);
  } catch (error) {
    throw new NetnoError(`The session could not be kept in ${at} (${reasonOf(error)}). Make room there, or name another folder with NETNO_SESSIONS.`, 2, { cause: error });
  }
  return at;
}

/** @returns whether there was one */
export function forgetSession(studyDir: string, platform: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  const at = sessionFile(studyDir, platform, environment);
  const there = existsSync(at);
  rmSync(at, { force: true });
  return there;
}

function write(at: string, storageState: StorageState, savedAt: string): void {
  const folder = path.dirname(at);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const part = `${at}.part`;
  rmSync(part, { force: true });
  writeFileSync(part, JSON.stringify({ savedAt, ...storageState }), { mode: 0o600, flag: 'wx' });
  renameSync(part, at);
}

/** RFC 6265's rules, which tough-cookie knows: host, path, secure, expiry. */
function jarOf({ cookies }: StorageState): CookieJar {
  const jar = new CookieJar();
  for (const c of cookies) {
    const host = c.domain.replace(/^\./, '');
    const cookie = new Cookie({
      key: c.name, value: c.value, path: c.path, secure: c.secure, httpOnly: c.httpOnly, sameSite: c.sameSite.toLowerCase(),
      expires: c.expires < 0 ? 'Infinity' : new Date(c.expires * 1000),
      // A leading dot means that subdomains get it too.
      ...(c.domain.startsWith('.') ? { domain: host } : {}),
    });
    jar.setCookieSync(cookie, `${c.secure ? 'https' : 'http'}://${host}${c.path}`, { ignoreError: true });
  }
  return jar;
}

function cookiesOf(jar: CookieJar): StorageState['cookies'] {
  const sites = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;
  return (jar.serializeSync()?.cookies ?? []).map((json) => Cookie.fromJSON(json)).filter((c) => c !== undefined).map((c) => ({
    name: c.key, value: c.value, domain: c.hostOnly === true ? (c.domain ?? '') : `.${c.domain ?? ''}`, path: c.path ?? '/',
    expires: c.expires instanceof Date ? c.expires.getTime() / 1000 : -1, httpOnly: c.httpOnly, secure: c.secure,
    sameSite: sites[(c.sameSite ?? 'lax') as keyof typeof sites] ?? 'Lax',
  }));
}

/**
 * Whether a page asks its reader to log in and offers no way to log out. A visit whose first page does not look so and whose
 * later pages do has lost its session.
 */
export function looksLoggedOut(html: string): boolean {
  const offers = (words: string): boolean => new RegExp(String.raw`<(?:a|button)\b[^>]*(?:href=["']?[^"'\s>]*\b(?:${words})\b[^>]*>|>\s*(?:<[^>]+>\s*)*(?:${words})\s*<)`, 'i').test(html);
  if (offers('log-?out|sign-?out|log out|sign out|abmelden|ausloggen|sair|déconnexion|cerrar sesión')) return false;
  return /<input\b[^>]*type=["']?password/i.test(html) || offers('log-?in|sign-?in|log in|sign in|anmelden|einloggen|entrar|connexion|iniciar sesión');
}
