/** Which Chromium there is, and how it is started: for rendering, for screenshots and for the researcher's own hands. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';

/** Where systems keep Chromium and its relatives. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium', '/usr/bin/microsoft-edge'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  win32: ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
};

/**
 * Path of a Chromium that can be started: the one named by NETNO_BROWSER, playwright's own, or the system's. Null if there
 * is none; NETNO_BROWSER=none says so on purpose.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment['NETNO_BROWSER'];
  if (named === 'none') return null;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  const own = playwrightsOwn(environment);
  if (own !== null) return own;
  const roots = process.platform === 'win32' ? [environment['PROGRAMFILES'], environment['PROGRAMFILES(X86)'], environment['LOCALAPPDATA']].filter((root) => root !== undefined) : [''];
  for (const root of roots) {
    for (const place of PLACES[process.platform] ?? []) {
      const file = root === '' ? place : path.join(root, place);
      if (existsSync(file)) return file;
    }
  }
  return null;
}

/** Playwright is only loaded (which takes a second) where it has browsers. */
function playwrightsOwn(environment: NodeJS.ProcessEnv): string | null {
  const kept = environment['PLAYWRIGHT_BROWSERS_PATH'] ?? path.join(homedir(), PLAYWRIGHT_FOLDER[process.platform] ?? '.cache/ms-playwright');
  if (kept !== '0' && !existsSync(kept)) return null;
  try {
    const { chromium } = createRequire(import.meta.url)('playwright-core') as typeof import('playwright-core');
    const file = chromium.executablePath();
    return file !== '' && existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

const PLAYWRIGHT_FOLDER: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'Library/Caches/ms-playwright', win32: 'AppData/Local/ms-playwright' };

/** The one command that installs a Chromium here. */
export function installHint(): string {
  return 'npx playwright-core install chromium';
}

/**
 * Starts a Chromium. Unless a person is to use it, it has no network of its own: what is not answered by us goes to a
 * proxy that does not exist.
 */
export async function launchBrowser(executablePath: string, use: 'alone' | 'by hand' = 'alone'): Promise<Browser> {
  // Loading playwright takes a second, which only those who need a browser have to spend.
  const { chromium } = await import('playwright-core');
  const alone = use === 'alone';
  return chromium.launch({
    executablePath,
    headless: alone,
    // Ctrl-C is for the visit, which ends in order and closes the browser; the library would end the program.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // As root (in a container) Chromium refuses to start with its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    ...(alone ? { proxy: { server: 'http://127.0.0.1:9', bypass: '<-loopback>' } } : {}),
    args: ['--disable-background-networking', '--disable-component-update', '--no-first-run', ...(alone ? ['--force-webrtc-ip-handling-policy=disable_non_proxied_udp'] : [])],
  });
}
