/** A study of one platform on loopback, by the command line, as a user would do it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { NetnoError } from '../../core/errors.ts';
import { featureById } from '../../analysis/features/registry.ts';
import { start } from '../child.ts';
import type { FoundPost, FoundThread } from './compare.ts';
import type { Cell, Expected, FeatureId, Running, Value } from './software.ts';

const netno = fileURLToPath(new URL('../../pipeline/cli/netno.mjs', import.meta.url));

/** The stages, in their order, that fill what is compared. */
const stages = ['crawl', 'detect', 'discourse'] as const;

/** @returns the study's folder, visited and read */
export async function studyOf(name: string, running: Running, dir: string): Promise<string> {
  const study = join(dir, 'study');
  mkdirSync(study);
  const protocol = {
    title: `${name} on loopback`,
    platforms: [{ name, address: running.address }],
    observation: { 'allow-private': running.hosts, delay: 0.02, 'at-once': 2, budget: { pages: 500, seconds: 600, secondary: 0 } },
  };
  writeFileSync(join(study, 'study.yaml'), stringify(protocol));
  for (const stage of stages) {
    const { out, code } = await start([netno, 'observe', stage, '--study', study]).ended;
    if (code !== 0) throw new NetnoError(`netno observe ${stage} on ${name} failed (exit ${code ?? 'by a signal'}): ${out.slice(-500)}`);
  }
  return study;
}

async function query<T>(study: string, sql: string): Promise<readonly T[]> {
  const { out, code } = await start([netno, 'query', sql, '--format', 'json', '--study', study]).ended;
  if (code !== 0) throw new NetnoError(`netno query failed on ${study}: ${sql}`);
  return JSON.parse(out) as readonly T[];
}

export async function discourseOf(study: string): Promise<{ readonly threads: readonly FoundThread[]; readonly posts: readonly FoundPost[] }> {
  const threads = await query<FoundThread>(study, 'SELECT id, title FROM thread');
  const posts = await query<FoundPost>(study, 'SELECT id, thread_id AS thread, author_id AS author, reply_to AS replyTo, text FROM post ORDER BY id');
  return { threads, posts };
}

export type Row = Readonly<Record<keyof Expected['fiveC'], Cell>>;

const cells: Readonly<Record<string, Cell>> = { present: 'X', absent: '–', unknown: '?' };

/** The lenient reading. */
export async function rowOf(study: string): Promise<Row> {
  const roles = await query<{ c: number; lenient: string }>(study, 'SELECT c, lenient FROM role');
  const cell = (c: number): Cell => cells[roles.find((r) => r.c === c)?.lenient ?? 'unknown'] ?? '?';
  return { '1C': cell(1), '2C': cell(2), '3C': cell(3), '4C': cell(4), '5C': cell(5) };
}

export interface FeatureResult {
  readonly right: number;
  /** Expectations that count. */
  readonly of: number;
  readonly wrong: readonly { readonly feature: string; readonly expected: Value; readonly got: string; readonly because: string }[];
}

/** What members can do; for what describes the platform, by whomever. */
export async function featuresOf(study: string, expected: Expected): Promise<FeatureResult> {
  const rows = await query<{ feature: string; actor: string; value: string }>(study, 'SELECT feature_id AS feature, actor, value FROM observation');
  const wrong: FeatureResult['wrong'][number][] = [];
  let of = 0;
  for (const [feature, [value, because]] of Object.entries(expected.features) as [FeatureId, readonly [Value, string]][]) {
    if (value === 'either') continue;
    of += 1;
    const operatorToo = featureById(feature)?.operatorToo === true;
    const values = rows.filter((r) => r.feature === feature && (r.actor === 'member' || operatorToo)).map((r) => r.value);
    const got = values.includes('present') ? 'present' : (values[0] ?? 'unknown');
    const right = value === 'unseen' ? got !== 'present' : got === value;
    if (!right) wrong.push({ feature, expected: value, got, because });
  }
  return { right: of - wrong.length, of, wrong };
}
