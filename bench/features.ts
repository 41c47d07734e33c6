/**
 * Features on labelled pages: precision, recall and F1 for each, and macro-F1 over those with at
 * least five positives. Rules without fitted thresholds, so nothing is fitted to a site; beside them
 * fingerprints of known software, and a model that is fitted without the site it is judged on. Each
 * page is judged alone; `unknown` counts as not predicted and labels `?` are left out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { observePlatform, readPage } from '../analysis/features/observe.ts';
import { features } from '../analysis/features/registry.ts';
import { decodeHtml } from '../core/charset.ts';
import { NetnoError } from '../core/errors.ts';
import { byFingerprints, byModel } from './features-baselines.ts';
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
  const rules = new Map<string, ReadonlySet<string>>();
  for (const { page } of pages) {
    const observations = observePlatform([readPage(page, coded)], coded);
    rules.set(page.id, new Set(coded.filter((f) => observations.some((o) => o.feature === f.id && o.value === 'present' && (o.actor === 'member' || f.operatorToo))).map((f) => f.id)));
    if (rules.size % 20 === 0) process.stderr.write(`${rules.size} of ${pages.length} pages\n`);
  }
  const seconds = (performance.now() - started) / 1000;
  const { perFeature, macroF1, wrong } = judge(pages, rules);
  const fingerprints = judge(pages, byFingerprints(pages));
  const learnt = args.quick ? null : { alone: judge(pages, byModel(pages, ids, null)).macroF1, withRules: judge(pages, byModel(pages, ids, rules)).macroF1 };
  return {
    pages: pages.length, perFeature, macroF1, rules: { macroF1 }, fingerprints: { macroF1: fingerprints.macroF1 },
    ...(learnt === null ? {} : { model: { macroF1: learnt.alone, withRules: learnt.withRules, shipped: false } }),
    seconds: round(seconds), pagesPerSecond: round(pages.length / seconds), wrong,
  };
}

const coded = features.filter((f) => f.kind !== 'trait');
const ids = coded.map((f) => f.id);

/** @param predictions features said to be present, by page */
function judge(pages: readonly LabelledPage[], predictions: ReadonlyMap<string, ReadonlySet<string>>): { perFeature: Record<string, Score>; macroF1: number; wrong: { page: string; feature: string; label: string; predicted: string }[] } {
  const wrong: { page: string; feature: string; label: string; predicted: string }[] = [];
  const perFeature: Record<string, Score> = {};
  const enough: number[] = [];
  for (const feature of ids) {
    let [tp, fp, fn] = [0, 0, 0];
    for (const { page, labels } of pages) {
      const label = labels.get(feature);
      if (label !== '0' && label !== '1') continue;
      const predicted = predictions.get(page.id)?.has(feature) ?? false;
      if (predicted && label === '1') tp += 1;
      if (predicted && label === '0') fp += 1;
      if (!predicted && label === '1') fn += 1;
      if (predicted !== (label === '1')) wrong.push({ page: page.id, feature, label, predicted: predicted ? 'present' : 'not' });
    }
    const scored = score({ tp, fp, fn });
    perFeature[feature] = scored;
    if (tp + fn >= 5) enough.push(scored.f1);
  }
  return { perFeature, macroF1: round(enough.reduce((a, b) => a + b, 0) / Math.max(1, enough.length)), wrong };
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
