/** What the detectors' tests have in common: a page by hand, and the two laws that hold for every feature. */
import { load } from 'cheerio';
import { expect, test } from 'vitest';
import type { Actor, ArchivedPage, Finding } from '../../core/types.ts';
import { viewPage } from './page.ts';
import { withoutRegions } from './region.ts';
import { featureById } from './registry.ts';

export function pageOf(html: string, url = 'https://crowd.example/'): ArchivedPage {
  return { id: 'p1', url, status: 200, contentType: 'text/html', html: /<body/iu.test(html) ? html : `<!doctype html><html lang="en"><head><title>Crowd</title></head><body>${html}</body></html>`, secondary: false, loggedIn: false };
}

export function findingsIn(feature: string, page: ArchivedPage): Finding[] {
  const found = featureById(feature);
  if (found === null) throw new Error(`There is no feature ${feature}.`);
  return found.detect(viewPage(page));
}

export interface Example {
  readonly says: string;
  readonly html: string;
  readonly url?: string;
  readonly actor?: Actor;
  readonly mode?: Finding['mode'];
}

/** Each `shows` must be found, with regions that are exact and complete; no `decoys` may be (by a member, unless they name an actor). */
export function checkFeature(feature: string, examples: { shows: readonly Example[]; decoys: readonly Example[] }): void {
  for (const example of examples.shows) {
    test(`${feature}: ${example.says}`, () => {
      const page = pageOf(example.html, example.url);
      const found = findingsIn(feature, page);
      expect(found.map((f) => f.actor)).toContain(example.actor ?? 'member');
      if (example.mode !== undefined) expect(found.map((f) => f.mode)).toContain(example.mode);
      const $ = load(page.html);
      for (const f of found) expect($(f.region.selector).length, f.region.selector).toBe(f.region.count);
      expect(findingsIn(feature, { ...page, html: withoutRegions(page.html, found.map((f) => f.region)) })).toEqual([]);
    });
  }
  for (const example of examples.decoys) {
    test(`${feature}: not ${example.says}`, () => {
      const found = findingsIn(feature, pageOf(example.html, example.url)).filter((f) => f.actor === (example.actor ?? 'member'));
      expect(found.map((f) => `${f.region.selector} “${f.region.quote}”`)).toEqual([]);
    });
  }
}
