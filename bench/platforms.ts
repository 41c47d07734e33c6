/**
 * Software that others wrote, on loopback: its 5C row and features against what was written down before
 * (`platforms/*-expected.ts`), its threads, posts, authors and replies against its own database.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetnoError } from '../core/errors.ts';
import { software } from './platforms/all.ts';
import { compare, type Comparison } from './platforms/compare.ts';
import type { Software } from './platforms/software.ts';
import { discourseOf, featuresOf, rowOf, studyOf, type FeatureResult, type Row } from './platforms/study.ts';

const roles = ['1C', '2C', '3C', '4C', '5C'] as const;

interface PlatformResult extends Comparison {
  readonly name: string;
  readonly fiveC: { readonly expected: Row; readonly got: Row; readonly right: boolean };
  readonly features: FeatureResult;
  readonly seconds: { readonly start: number; readonly read: number };
}

/** With --quick only the software that starts within seconds. */
export async function run(args: { data: string; quick: boolean }): Promise<object> {
  const platforms: PlatformResult[] = [];
  const skipped: { name: string; why: string }[] = [];
  const dir = mkdtempSync(join(tmpdir(), 'netno-platforms-'));
  // Ended by a signal, its servers end with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(3));
  for (const one of software) {
    const why = one.available() ?? (args.quick && one.slow ? 'takes more than a few seconds to start' : null);
    if (why !== null) {
      process.stderr.write(`${one.name} is left out: ${why}\n`);
      skipped.push({ name: one.name, why });
      continue;
    }
    platforms.push(await measure(one, join(dir, one.name.toLowerCase().replaceAll(' ', '-'))));
  }
  rmSync(dir, { recursive: true, force: true });
  if (platforms.length === 0) throw new NetnoError(`No software is there to look at: ${skipped.map((s) => `${s.name}: ${s.why}`).join('; ')}`);
  return { platforms, skipped };
}

async function measure(one: Software, dir: string): Promise<PlatformResult> {
  process.stderr.write(`${one.name}: starting and seeding\n`);
  mkdirSync(dir);
  const began = performance.now();
  const running = await one.start(dir);
  const started = performance.now();
  try {
    process.stderr.write(`${one.name}: visiting\n`);
    const study = await studyOf(one.name, running, dir);
    const { threads, posts } = await discourseOf(study);
    const expected = rowExpected(one);
    const got = await rowOf(study);
    return {
      name: one.name,
      fiveC: { expected, got, right: roles.every((c) => expected[c] === '±' || expected[c] === got[c]) },
      ...compare(running.truth, threads, posts),
      features: await featuresOf(study, one.expected),
      seconds: { start: seconds(started - began), read: seconds(performance.now() - started) },
    };
  } finally {
    await running.stop();
  }
}

function rowExpected({ expected: { fiveC } }: Software): Row {
  return { '1C': fiveC['1C'][0], '2C': fiveC['2C'][0], '3C': fiveC['3C'][0], '4C': fiveC['4C'][0], '5C': fiveC['5C'][0] };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
