import { createInterface } from 'node:readline';
import type { BrowserContext } from 'playwright-core';
import { z } from 'zod';
import { NetnoError } from '../../core/errors.ts';
import { slug } from '../../core/url.ts';
import { findBrowser, installHint, launchBrowser } from '../../scrapers/browser.ts';
import { forgetSession, keepSession, sessionFile, sessionOf, type StorageState } from '../../scrapers/session.ts';
import { platformByName, platforms } from '../../store/platforms.ts';
import { counted, stage } from '../stage.ts';

export const observeLogin = stage({
  name: 'observe login',
  phase: 'observe',
  title: 'Log in to a platform by hand, for visits that see what members see',
  about:
    'Opens a browser at the platform, in which you register or log in yourself; nothing is typed for you and nothing of it is archived. When you close the window, or press Enter in the terminal, ' +
    'its cookies and storage are kept outside the study, readable by you alone, and later visits of this study to this platform are made logged in, and say so. ' +
    'With --check it says whether a session is kept, with --forget it deletes it. Whether you may take part is a question of your study’s ethics; the visits themselves still send and click nothing that acts.',
  inPhase: false,
  options: z.object({
    platform: z.string().min(1).meta({ description: 'name of the platform', positional: true }),
    check: z.boolean().optional().meta({ description: 'only say whether a session is kept' }),
    forget: z.boolean().optional().meta({ description: 'delete the session that is kept' }),
  }),
  reads: ['platform'],
  writes: [],
  run: async (context, options) => {
    const { study, progress, signal } = context;
    const platform = platformByName(study.db, options.platform) ?? fromConfig(study.config.platforms, options.platform);
    if (!platform) throw new NetnoError(`There is no platform "${options.platform}". Known: ${[...platforms(study.db), ...study.config.platforms].map((p) => p.name).slice(0, 12).join(', ') || 'none yet; name some in study.yaml'}.`);
    const { id, name, address } = platform;
    if (options.forget) {
      const there = forgetSession(study.dir, id);
      return { lines: [there ? `The session of ${name} is deleted. To be logged out on the site as well, log out there.` : `No session of ${name} is kept.`], data: { platform: id, session: null } };
    }
    if (options.check) {
      const session = sessionOf(study.dir, id);
      return { lines: [session ? `A session of ${name} is kept in ${sessionFile(study.dir, id)}, made ${session.savedAt}: ${cookieNames(session.storageState)}.` : `No session of ${name} is kept.`], data: { platform: id, session: session?.savedAt ?? null } };
    }
    if (address === null) throw new NetnoError(`${name} has no address yet. Give one in to-decide/addresses.csv, or in study.yaml.`);
    const executablePath = findBrowser();
    if (executablePath === null) throw new NetnoError(`Logging in by hand needs a browser, and none was found. To install one: ${installHint()}`);
    if (!hasScreen(process.env)) {
      throw new NetnoError(`Logging in by hand needs a screen to show the browser on, and there is none here (DISPLAY is not set). Run this command in a desktop session, or over "ssh -X"; or log in on another machine with a copy of study.yaml and copy the session file it names to ${sessionFile(study.dir, id)} with rights 600.`);
    }
    const browser = await launchBrowser(executablePath, 'by hand');
    const over = new AbortController();
    let state: StorageState;
    try {
      const window = await browser.newContext({ viewport: null });
      const page = await window.newPage();
      await page.goto(address).catch(() => progress.note(`${address} did not load; the window stays open, try from there.`));
      progress.note(`A browser shows ${name}. Log in there; then close its window, or press Enter here.`);
      state = await stateAtTheEnd(window, enter(AbortSignal.any([signal, over.signal])));
    } finally {
      over.abort();
      await browser.close();
    }
    signal.throwIfAborted();
    if (state.cookies.length === 0 && state.origins.length === 0) throw new NetnoError(`The site kept nothing in the browser, so nobody is logged in. Run "netno observe login ${options.platform}" again and finish logging in before closing the window.`, 1);
    const at = keepSession(study.dir, id, state, context.now());
    return {
      lines: [`Kept for visits to ${name}: ${cookieNames(state)}.`, `They lie in ${at}, for you alone; whoever has this file is logged in as you. "netno observe login ${JSON.stringify(name)} --forget" deletes it.`],
      data: { platform: id, session: context.now(), cookies: state.cookies.map((c) => c.name), file: at },
    };
  },
});

function fromConfig(known: readonly { name: string; address: string }[], asked: string): { id: string; name: string; address: string | null } | undefined {
  const found = known.find((p) => p.name.toLowerCase() === asked.toLowerCase());
  return found && { id: slug(found.name), name: found.name, address: found.address };
}

function cookieNames(state: StorageState): string {
  const names = [...new Set(state.cookies.map((c) => c.name))];
  return `${counted(state.cookies.length, 'cookie')}${names.length > 0 ? ` (${names.slice(0, 12).join(', ')}${names.length > 12 ? ' …' : ''})` : ''}, storage of ${counted(state.origins.length, 'site')}`;
}

/** On macOS and Windows whoever can type a command has a screen. */
const hasScreen = (environment: NodeJS.ProcessEnv): boolean => process.platform !== 'linux' || Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);

/**
 * What a browser keeps when the researcher is done: when `done` resolves or the last window closes. A browser that is
 * gone cannot be asked any more, therefore it is asked after every page as well.
 */
export async function stateAtTheEnd(context: BrowserContext, done: Promise<void>): Promise<StorageState> {
  let last: StorageState = { cookies: [], origins: [] };
  const look = async (): Promise<void> => {
    const { cookies, origins } = await context.storageState();
    last = { cookies, origins };
  };
  await Promise.race([
    done,
    new Promise<void>((resolve) => {
      const watch = (page: { on(event: 'load' | 'close', then: () => void): unknown }): void => {
        page.on('load', () => void look().catch(() => undefined));
        page.on('close', () => {
          if (context.pages().length === 0) resolve();
        });
      };
      context.pages().forEach(watch);
      context.on('page', watch);
      context.on('close', () => resolve());
    }),
  ]);
  await look().catch(() => undefined);
  return last;
}

/** Resolves at Enter in the terminal, or when the signal fires. */
function enter(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const lines = process.stdin.isTTY ? createInterface({ input: process.stdin }) : null;
    lines?.once('line', () => resolve());
    signal.addEventListener('abort', () => {
      lines?.close();
      resolve();
    }, { once: true });
  });
}
