import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { withoutRegions } from '../analysis/features/region.ts';
import { decodeCapture } from '../core/charset.ts';
import type { Capture } from '../core/types.ts';
import { openArchive, positionKey } from '../store/archive/archive.ts';
import type { EvidenceRef } from '../store/evidence.ts';
import { moveArchivePosition } from '../store/observation.ts';
import { paths, type Study } from '../pipeline/study.ts';

/** Taking evidence away from a copy of a study, as a sceptic would who asks whether a result rests on it. */

interface Place {
  readonly page: string;
  readonly file: string;
  readonly offset: number;
}

const place = (study: Study, page: string): Place | undefined =>
  study.db.prepare(`SELECT id AS page, archive_file AS file, archive_offset AS offset FROM page_visit WHERE id = ?`).get(page) as Place | undefined;

/** The page and selector of a region. */
export function regionOf(study: Study, id: string): { page: string; selector: string } | undefined {
  return study.db.prepare(`SELECT page_visit_id AS page, selector FROM evidence WHERE id = ?`).get(id) as { page: string; selector: string } | undefined;
}

/** Cuts the regions out of the archived pages. */
export function removeRegions(study: Study, ids: readonly string[]): void {
  const selectors = new Map<string, string[]>();
  for (const id of ids) {
    const region = regionOf(study, id);
    if (region) selectors.set(region.page, [...(selectors.get(region.page) ?? []), region.selector]);
  }
  const edits = new Map<string, (capture: Capture) => Capture>();
  for (const [page, gone] of selectors) {
    const at = place(study, page);
    if (at) edits.set(positionKey(at), (capture) => withText(capture, withoutRegions(decodeCapture(capture).text, gone.map((selector) => ({ selector })))));
  }
  rewrite(study, edits);
}

/** The capture with another text, in UTF-8 and without content-encoding. */
export function withText(capture: Capture, html: string): Capture {
  const kept = capture.responseHeaders.filter(([name]) => !/^(content-(encoding|length|type)|transfer-encoding)$/i.test(name));
  return { ...capture, body: new TextEncoder().encode(html), responseHeaders: [...kept, ['Content-Type', 'text/html; charset=utf-8']] };
}

/** Takes whole captures out of the archive and the store. */
export function removeCaptures(study: Study, pages: readonly string[]): void {
  const edits = new Map<string, (capture: Capture) => Capture | null>();
  for (const page of pages) {
    const at = place(study, page);
    if (at) edits.set(positionKey(at), () => null);
  }
  rewrite(study, edits);
}

export function rewrite(study: Study, edits: ReadonlyMap<string, (capture: Capture) => Capture | null>): void {
  if (edits.size === 0) return;
  const archive = openArchive(paths.archive(study.dir));
  try {
    const moved = archive.rewrite(edits);
    study.db.transaction(() => {
      // In order of falling offsets where records move back and of rising ones otherwise, positions never meet:
      // a first pass parks them on negative offsets.
      const rows = [...moved].map(([key, to]) => ({ file: key.slice(0, key.lastIndexOf(':')), offset: Number(key.slice(key.lastIndexOf(':') + 1)), to }));
      for (const r of rows) study.db.prepare(`UPDATE page_visit SET archive_offset = ? WHERE archive_file = ? AND archive_offset = ?`).run(-1 - r.offset, r.file, r.offset);
      for (const r of rows) moveArchivePosition(study.db, { file: r.file, offset: -1 - r.offset }, r.to);
    })();
  } finally {
    archive.close();
  }
}

/** Takes decisions out of the sheets and out of the log. `matches` sees the cells of a row. */
export function removeDecisions(study: Study, sheet: string, matches: (cells: Readonly<Record<string, string>>) => boolean, keyColumns: readonly string[]): number {
  const file = join(paths.toDecide(study.dir), `${sheet}.csv`);
  if (!existsSync(file)) return 0;
  const rows = parse(readFileSync(file, 'utf8'), { columns: true, bom: true, relax_column_count: true }) as unknown as Record<string, string>[];
  const gone = rows.filter(matches);
  const columns = Object.keys(rows[0] ?? {});
  writeFileSync(file, stringify(rows.filter((r) => !matches(r)), { header: true, columns, bom: true, record_delimiter: '\r\n' }));
  for (const row of gone) study.db.prepare(`DELETE FROM decision WHERE sheet = ? AND item = ?`).run(sheet, keyColumns.map((k) => row[k] ?? '').join(' | '));
  return gone.length;
}

export function removeRecords(study: Study, ids: readonly string[]): void {
  for (const id of ids) study.db.prepare(`DELETE FROM record WHERE id = ?`).run(id);
}

/** Platform to which a piece of evidence from a page belongs; null for records and decisions. */
export function platformOf(study: Study, ref: EvidenceRef): string | null {
  const page = ref.kind === 'region' ? regionOf(study, ref.id)?.page : ref.kind === 'capture' ? ref.id : undefined;
  return page?.split('/')[1] ?? null;
}
