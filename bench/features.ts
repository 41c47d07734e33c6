/**
 * Features on labelled pages: precision, recall and F1 for each, and macro-F1 over those with at
 * least five positives. Rules without fitted thresholds, so nothing is fitted to a site. Each page is
 * judged alone; `unknown` counts as not predicted and labels `?` are left out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { observePlatform, readPage } from '../analysis/features/observe.ts';
import { features } from '../analysis/features/registry.ts';
import { decodeHtml } from '../core/charset.ts';
import { NetnoError } from '../core/errors.ts';
import type { ArchivedPage } from '../core/types.ts';

interface Score {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface LabelledPage {
  readonly page: ArchivedPage;
  readonly site: string;
  /** By feature: '1', '0' or '?'. */
  readonly labels: ReadonlyMap<string, string>;
}

export async function run(args: { data: string; quick: boolean }): Promise<object> {
  const pages = labelledPages(args.data);
  const started = performance.now();
  const wrong: { page: string; feature: string; label: string; predicted: string }[] = [];
  const counts = new Map<string, { tp: number; fp: number; fn: number; positives: number }>();
  const coded = features.filter((f) => f.kind !== 'trait');
  let done = 0;
  for (const { page, labels } of pages) {
    const observations = observePlatform([readPage(page, coded)], coded);
    for (const feature of coded) {
      const label = labels.get(feature.id);
      if (label !== '0' && label !== '1') continue;
      const predicted = observations.some((o) => o.feature === feature.id && o.value === 'present' && (o.actor === 'member' || feature.operatorToo));
      const count = counts.get(feature.id) ?? { tp: 0, fp: 0, fn: 0, positives: 0 };
      counts.set(feature.id, count);
      if (label === '1') count.positives += 1;
      if (predicted && label === '1') count.tp += 1;
      if (predicted && label === '0') count.fp += 1;
      if (!predicted && label === '1') count.fn += 1;
      if (predicted !== (label === '1')) wrong.push({ page: page.id, feature: feature.id, label, predicted: predicted ? 'present' : 'not' });
    }
    done += 1;
    if (done % 20 === 0) process.stderr.write(`${done} of ${pages.length} pages\n`);
  }
  const seconds = (performance.now() - started) / 1000;
  const perFeature: Record<string, Score> = {};
  for (const feature of coded) {
    const count = counts.get(feature.id);
    if (count !== undefined) perFeature[feature.id] = score(count);
  }
  const enough = coded.filter((f) => (counts.get(f.id)?.positives ?? 0) >= 5).map((f) => perFeature[f.id]?.f1 ?? 0);
  const macroF1 = round(enough.reduce((a, b) => a + b, 0) / Math.max(1, enough.length));
  return { pages: pages.length, perFeature, macroF1, rules: { macroF1 }, seconds: round(seconds), pagesPerSecond: round(pages.length / seconds), wrong };
}

function score(c: { tp: number; fp: number; fn: number }): Score {
  const precision = c.tp + c.fp === 0 ? 0 : c.tp / (c.tp + c.fp);
  const recall = c.tp + c.fn === 0 ? 0 : c.tp / (c.tp + c.fn);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { tp: c.tp, fp: c.fp, fn: c.fn, precision: round(precision), recall: round(recall), f1: round(f1) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Reads a folder laid out as `manifest.csv`, `labels.csv`, `html/SLUG.html.gz` (or `.html`). */
export function labelledPages(data: string): LabelledPage[] {
  const rows = (name: string): Record<string, string>[] => {
    const file = join(data, name);
    if (!existsSync(file)) throw new NetnoError(`${file} is not there: labelled pages need manifest.csv, labels.csv and html/.`);
    return parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true });
  };
  const labels = new Map<string, Map<string, string>>();
  for (const row of rows('labels.csv')) {
    const slug = row['slug'] ?? '';
    const of = labels.get(slug) ?? new Map<string, string>();
    of.set(row['feature'] ?? '', row['value'] ?? '');
    labels.set(slug, of);
  }
  return rows('manifest.csv').map((row) => {
    const slug = row['slug'] ?? '';
    const packed = join(data, 'html', `${slug}.html.gz`);
    const bytes = existsSync(packed) ? gunzipSync(readFileSync(packed)) : readFileSync(join(data, 'html', `${slug}.html`));
    return {
      page: { id: slug, url: row['url'] ?? '', status: 200, contentType: 'text/html', html: decodeHtml(bytes, null).text, secondary: false, loggedIn: false },
      site: row['site'] ?? '',
      labels: labels.get(slug) ?? new Map<string, string>(),
    };
  });
}
