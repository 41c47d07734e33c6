/** A picture of a region of an archived page. Nothing on it runs, and nothing is fetched: it shows what the archive holds. */
import type { Browser, Page } from 'playwright-core';
import { decodeBody } from '../core/charset.ts';
import { reasonOf } from '../core/errors.ts';
import type { Capture } from '../core/types.ts';
import { fieldOf } from '../core/warc.ts';
import { launchBrowser } from './browser.ts';

export interface Shot {
  readonly url: string;
  /** The page as archived, decoded. */
  readonly html: string;
  readonly selector: string | null;
  /** Where the selector finds nothing, the smallest element that holds these words is shown. */
  readonly quote: string;
}

export type Picture = { readonly ok: true; readonly png: Uint8Array } | { readonly ok: false; readonly reason: string };

export interface Camera {
  /** Never rejects. */
  shoot(shot: Shot): Promise<Picture>;
  close(): Promise<void>;
}

const WIDTH = 1200;
const HEIGHT = 1600;
/** What is shown around a region, so that one sees where on the page it stands. */
const MARGIN = 48;
/** At least so much of the page is shown. */
const LEAST = { width: 720, height: 240 };
const LONGEST_MS = 15_000;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @param archived what the archive holds of other addresses: styles and pictures */
export function openCamera(executablePath: string, archived: (url: string) => Capture | null): Camera {
  let opened: Promise<{ browser: Browser; page: Page }> | null = null;
  let current: Shot | null = null;

  const open = async (): Promise<{ browser: Browser; page: Page }> => {
    const browser = await launchBrowser(executablePath);
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: WIDTH, height: 900 }, serviceWorkers: 'block', acceptDownloads: false, locale: 'en-GB', timezoneId: 'UTC' });
    const page = await context.newPage();
    page.setDefaultTimeout(LONGEST_MS);
    await context.route('**/*', async (route) => {
      const request = route.request();
      if (request.isNavigationRequest()) {
        if (current === null || request.url() !== new URL(current.url).href || request.frame() !== page.mainFrame()) return route.abort('aborted').catch(() => {});
        return route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: current.html }).catch(() => {});
      }
      const capture = request.method() === 'GET' ? archived(request.url()) : null;
      if (capture?.status !== 200) return route.abort('failed').catch(() => {});
      try {
        const body = decodeBody(capture.body, fieldOf(capture.responseHeaders, 'content-encoding'));
        await route.fulfill({ status: 200, contentType: fieldOf(capture.responseHeaders, 'content-type') ?? '', body: Buffer.from(body) });
      } catch {
        await route.abort('failed').catch(() => {});
      }
    });
    return { browser, page };
  };

  return {
    async shoot(shot) {
      try {
        const { page } = await (opened ??= open());
        if (current?.url !== shot.url || current.html !== shot.html) {
          current = shot;
          await page.goto(shot.url, { waitUntil: 'load', timeout: LONGEST_MS });
        }
        const found = await page.evaluate(mark, [shot.selector, shot.quote] as const);
        if (typeof found === 'string') return { ok: false, reason: found };
        return { ok: true, png: await page.screenshot({ type: 'png', fullPage: true, clip: clipOf(found), animations: 'disabled', caret: 'hide', timeout: LONGEST_MS }) };
      } catch (error) {
        current = null;
        return { ok: false, reason: `the browser could not show the page (${reasonOf(error).split('\n')[0] ?? ''})` };
      }
    },
    async close() {
      await (await opened)?.browser.close();
    },
  };
}

/** The region with some of the page around it, within the largest picture. */
function clipOf({ box, page }: { readonly box: Box; readonly page: { readonly width: number; readonly height: number } }): Box {
  const span = (at: number, length: number, least: number, most: number, all: number): [from: number, length: number] => {
    const wanted = Math.min(all, most, Math.max(length + 2 * MARGIN, least));
    // A region that is larger than the picture is shown from its beginning.
    const from = length + 2 * MARGIN > most ? at - MARGIN : at - (wanted - length) / 2;
    return [Math.max(0, Math.min(from, all - wanted)), wanted];
  };
  const [x, width] = span(box.x, box.width, LEAST.width, WIDTH, page.width);
  const [y, height] = span(box.y, box.height, LEAST.height, HEIGHT, page.height);
  return { x, y, width, height };
}

/**
 * Runs in the page, by our hand alone: outlines the region and says where it is, or why it cannot be shown.
 * Only functions without names: what the compiler adds to others is not there.
 */
function mark([selector, quote]: readonly [string | null, string]): { box: Box; page: { width: number; height: number } } | string {
  document.querySelectorAll('[data-netno-outline]').forEach((el) => el.removeAttribute('data-netno-outline'));
  document.querySelectorAll('[data-netno-over]').forEach((el) => el.removeAttribute('data-netno-over'));
  if (document.getElementById('netno-outline') === null) {
    const style = document.createElement('style');
    style.id = 'netno-outline';
    style.textContent = '[data-netno-outline]{outline:3px solid #d0312d!important;outline-offset:3px!important}[data-netno-over]{visibility:hidden!important}';
    document.documentElement.append(style);
  }
  let regions: Element[] = [];
  try {
    regions = selector === null ? [] : [...document.querySelectorAll(selector)];
  } catch {
    regions = [];
  }
  if (regions.length === 0) {
    const words = quote.replace(/\s+/g, ' ').trim().slice(0, 80);
    const holding = words === '' ? [] : [...document.body.querySelectorAll('*')].filter((el) => (el.textContent ?? '').replace(/\s+/g, ' ').includes(words));
    regions = holding.slice(-1);
  }
  if (regions.length === 0) return 'a browser does not find the region in the archived page';
  // Some pages keep words for screen readers outside of what is drawn.
  const shown = regions.filter((el) => {
    const { height, right, bottom, left } = el.getBoundingClientRect();
    return height > 0 && right + scrollX > 0 && bottom + scrollY > 0 && left + scrollX < Math.max(document.documentElement.scrollWidth, innerWidth) && getComputedStyle(el).visibility === 'visible';
  });
  const first = shown[0];
  if (first === undefined) return regions.every((el) => el.closest('head') !== null) ? 'the region is in the head of the page, which no reader sees' : 'the region does not show without scripts';
  // The first of a repeated block stands for it, with the next two where they are near.
  const near = shown.slice(0, 3);
  near.forEach((el) => el.setAttribute('data-netno-outline', ''));
  // What floats over the page would hide the region.
  [...document.body.querySelectorAll('*')].forEach((el) => {
    const { position } = getComputedStyle(el);
    if ((position === 'fixed' || position === 'sticky') && !near.some((region) => el.contains(region) || region.contains(el))) el.setAttribute('data-netno-over', '');
  });
  const boxes = near.map((el) => el.getBoundingClientRect());
  const top = boxes[0] ?? first.getBoundingClientRect();
  const together = boxes.filter((b) => b === top || (b.bottom - top.top <= 900 && b.top >= top.top));
  const left = Math.min(...together.map((b) => b.left));
  const right = Math.max(...together.map((b) => b.right));
  const bottom = Math.max(...together.map((b) => b.bottom), top.bottom);
  return {
    box: { x: left + scrollX, y: top.top + scrollY, width: right - left, height: bottom - top.top },
    page: { width: Math.max(document.documentElement.scrollWidth, innerWidth), height: Math.max(document.documentElement.scrollHeight, document.body.scrollHeight, 1) },
  };
}
