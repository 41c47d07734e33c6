import { platformLinks } from '../../analysis/found.ts';
import { slug } from '../../core/url.ts';
import { siteVisits } from '../../store/observation.ts';
import { platforms, putPlatform, putProgrammes, setAddress } from '../../store/platforms.ts';
import { standingDecisions } from '../../store/provenance.ts';
import { pagesOf } from '../pages.ts';
import type { StageContext } from '../stage.ts';
import { anyText, readSheet, takeDecisions, writeSheet, type Sheet } from '../to-decide.ts';

/** Platforms that came to light during observation; a person names them, or says "-". */
export const foundSheet: Sheet = {
  name: 'found',
  columns: ['address', 'text', 'found_on', 'platform', 'coder', 'reason'],
  key: ['address'],
  decide: { platform: anyText },
  reason: 'reason',
};

/**
 * Takes what a person decided on found addresses, and adds the links of this wave's secondary sources that are new.
 * @returns number of rows that wait
 */
export function takeFound(context: StageContext, wave: string): number {
  const { study, runId } = context;
  const { db } = study;
  const rows = readSheet(study.dir, foundSheet);
  takeDecisions(context, foundSheet, rows);
  const decided = standingDecisions(db, foundSheet.name);
  const seen = new Map<string, { text: string; found_on: string }>();
  for (const visit of siteVisits(db, wave)) {
    for (const page of pagesOf(study, wave, visit.platform_id, { secondary: true })) {
      if (page.status !== 200) continue;
      for (const link of platformLinks(page)) if (!seen.has(link.url)) seen.set(link.url, { text: link.context, found_on: page.url });
    }
  }
  // What a person accepts counts only where a source really led there: the sheet decides, it does not discover.
  db.transaction(() => {
    for (const d of decided) {
      if (d.value === '-' || !seen.has(d.item)) continue;
      const id = slug(d.value);
      putPlatform(db, { id, name: d.value, knownSince: 'observation', label: study.config.label ?? null }, runId);
      setAddress(db, id, d.item, `found on ${seen.get(d.item)?.found_on ?? ''}`);
      putProgrammes(db, id, [{ id: `${id}/${id}`, name: d.value, address: d.item }], runId);
    }
  })();
  const known = new Set(platforms(db).flatMap((p) => (p.address === null ? [] : [new URL(p.address).hostname])));
  const waiting = [...seen].filter(([url]) => !known.has(new URL(url).hostname) && !decided.some((d) => d.item === url)).map(([address, s]) => ({ address, ...s }));
  return writeSheet(study.dir, foundSheet, waiting, rows);
}
