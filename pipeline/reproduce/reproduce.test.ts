import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSites } from '../../fixtures/sites/server.ts';
import { openArchive, positionKey } from '../../store/archive/archive.ts';
import { view } from '../../store/view.ts';
import { runStage, silent } from '../stage.ts';
import { stages } from '../stages.ts';
import { openStudy, paths } from '../study.ts';
import { readExpected, type Expected } from './compare.ts';
import { handledBy } from './discrepancies.ts';
import { check, prepare, reproduce, type Reproduction } from './reproduce.ts';

const work = mkdtempSync(join(tmpdir(), 'netno-reproduce-'));
const finished = join(work, 'finished');
const everything = { seed: 1, phases: ['literature', 'observe', 'cases'], progress: silent, signal: new AbortController().signal } as const;
let result: Reproduction;

beforeAll(async () => {
  await reproduce({ dir: finished, ...everything });
  result = check(finished, readExpected);
}, 300_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

const copyOf = (name: string): string => {
  const to = join(work, name);
  cpSync(finished, to, { recursive: true });
  return to;
};

const stage = (name: string): (typeof stages)[number] => {
  const found = stages.find((s) => s.name === name);
  if (!found) throw new Error(`no stage ${name}`);
  return found;
};

describe('the reproduction', () => {
  it('obtains what the paper states, every check with evidence and a basis', () => {
    expect(result.checks.filter((c) => !c.ok).map((c) => [c.id, c.obtained])).toEqual([]);
    expect(result.checks.filter((c) => c.evidence.length === 0 || c.basis === null).map((c) => c.id)).toEqual([]);
    expect(result.checks).toHaveLength(113);
  });

  it('says how it handles every discrepancy of the paper, and no other', () => {
    expect(Object.keys(handledBy).sort()).toEqual(readExpected().discrepancies.map((d) => d.id).sort());
  });

  it('obtains the same, with the same fingerprint, when every expected value is one that must fail', () => {
    const wrong = (value: Expected['checks'][number]['expected']): Expected['checks'][number]['expected'] =>
      typeof value === 'number' ? value + 1 : typeof value === 'string' ? (value === 'X' ? '–' : value === '–' ? 'X' : `${value}.`) : { ...value, holds: !value.holds };
    const expected = readExpected();
    const mutated = check(finished, () => ({ ...expected, checks: expected.checks.map((c) => ({ ...c, expected: wrong(c.expected) })) }));
    expect(mutated.checks.filter((c) => c.ok).map((c) => c.id)).toEqual([]);
    expect(mutated.checks.map((c) => c.obtained)).toEqual(result.checks.map((c) => c.obtained));
    expect(mutated.fingerprint).toBe(result.fingerprint);
  });

  it('reads no expected value anywhere but in the comparison', () => {
    const sources = readdirSync(new URL('../../', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((f) => /^(pipeline|scrapers|analysis|store|core|fixtures)[\\/].*\.ts$/.test(f) && !f.endsWith('.test.ts'));
    const readers = sources.filter((f) => readFileSync(new URL(`../../${f.replaceAll('\\', '/')}`, import.meta.url), 'utf8').includes('expected.json'));
    // statements.md's sentence on it stands in a comment or an error message of these two.
    expect(readers.map((f) => f.replaceAll('\\', '/')).sort()).toEqual(['pipeline/reproduce/command.ts', 'pipeline/reproduce/compare.ts']);
  });

  it('leaves Table 4 as it is when every coding, case attribute and adjudication is gone', () => {
    const dir = copyOf('uncoded');
    const study = openStudy(dir);
    for (const table of ['coding', 'case_attribute', 'adjudication', 'agreement']) study.db.prepare(`DELETE FROM ${table}`).run();
    study.close();
    const tableFour = (r: Reproduction): unknown[] => r.checks.filter((c) => c.id.startsWith('table4.')).map((c) => [c.id, c.obtained]);
    expect(tableFour(check(dir, readExpected))).toEqual(tableFour(result));
  });

  it('changes its fingerprint with one byte of one archived body', () => {
    const dir = copyOf('byte');
    const archive = openArchive(paths.archive(dir));
    const victim = [...archive.payloads()].find((p) => p.status === 200 && p.type === 'response');
    if (!victim) throw new Error('the archive has no page');
    archive.rewrite(new Map([[positionKey(victim.position), (capture) => {
      const body = Uint8Array.from(capture.body);
      body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
      return { ...capture, body };
    }]]));
    archive.close();
    expect(check(dir, readExpected).fingerprint).not.toBe(result.fingerprint);
  });

  it('gives the same fingerprint on other ports and with another concurrency', async () => {
    const dir = join(work, 'again');
    prepare(dir);
    const config = readFileSync(paths.config(dir), 'utf8');
    writeFileSync(paths.config(dir), config.replace('observation:', 'observation:\n  parallel: 3'));
    for (const phases of [['literature'], ['observe'], ['cases']] as const) {
      // "literature" would prepare the folder anew, with the original concurrency.
      if (phases[0] === 'literature') {
        const study = openStudy(dir);
        for (const s of stages) if (s.phase === 'literature' && s.inPhase) await runStage(s, study, {});
        study.close();
      } else await reproduce({ dir, ...everything, phases });
    }
    expect(check(dir, readExpected).fingerprint).toBe(result.fingerprint);
  }, 300_000);

  it.each([1, 2, 3])('finds every change planted in the second wave by seed %i, and nothing else', async (seed) => {
    const dir = copyOf(`wave-${seed}`);
    const study = openStudy(dir);
    study.db.prepare(`DELETE FROM wave WHERE number = 2`).run();
    study.close();
    rmSync(join(paths.archive(dir), 'w2'), { recursive: true });
    const sites = await startSites({ wave: 2, seed });
    const again = openStudy(dir, { hosts: { port: sites.port } });
    try {
      await runStage(stage('observe crawl'), again, { wave: '2', scope: 'b2b' });
      await runStage(stage('observe detect'), again, { wave: '2' });
      await runStage(stage('observe diff'), again, {});
      const found = view<{ platform_id: string; feature_id: string | null; actor: string | null; kind: string }>(again.db, 'change_feed')
        .map((c) => `${c.platform_id} ${c.feature_id ?? 'site'} ${c.kind}`);
      const planted = sites.planted.filter((p) => p.kind !== 'redesign').map((p) => `${p.platform} ${p.feature ?? 'site'} ${p.kind}`);
      expect(planted.length).toBeGreaterThan(1);
      expect(found.sort()).toEqual(planted.sort());
    } finally {
      again.close();
      await sites.close();
    }
  }, 120_000);

  it('refuses to replace a folder that is not a reconstruction', () => {
    const dir = join(work, 'mine');
    cpSync(join(finished, 'exports'), dir, { recursive: true });
    expect(() => prepare(dir)).toThrow(/nothing was changed/);
    expect(readdirSync(dir).length).toBeGreaterThan(0);
  });

  it('can be run again without changing anything', async () => {
    const dir = copyOf('repeat');
    const study = openStudy(dir);
    for (const name of ['literature import', 'literature screen', 'literature dedupe', 'literature mentions', 'observe detect', 'observe classify', 'observe diff', 'cases select', 'cases code']) {
      await runStage(stage(name), study, {});
    }
    study.close();
    expect(check(dir, readExpected).fingerprint).toBe(result.fingerprint);
  }, 120_000);
});
