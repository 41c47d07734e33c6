import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { EvidenceRef } from '../../store/evidence.ts';
import type { Basis, Obtained } from './obtain.ts';

const statementSchema = z.strictObject({
  holds: z.boolean(),
  cases: z.array(z.string()).optional(),
  values: z.union([z.array(z.string()), z.record(z.string(), z.number())]).optional(),
});

const expectedSchema = z.strictObject({
  about: z.string(),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      where: z.string(),
      expected: z.union([z.number(), z.string(), statementSchema]),
      match: z.enum(['exactly', 'includes', 'most', 'some', 'all', 'none']).optional(),
    }),
  ),
  discrepancies: z.array(z.strictObject({ id: z.string(), says: z.string() })),
});

export type Expected = z.output<typeof expectedSchema>;

/** The one place that reads expected values, and only after everything has been obtained. */
export function readExpected(file: URL | string = new URL('expected.json', import.meta.url)): Expected {
  return expectedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export interface Check {
  readonly id: string;
  readonly where: string;
  readonly basis: Basis | null;
  readonly expected: unknown;
  readonly obtained: unknown;
  readonly ok: boolean;
  readonly evidence: readonly EvidenceRef[];
}

export function compare(expected: Expected, obtained: readonly Obtained[]): Check[] {
  const byId = new Map(obtained.map((o) => [o.id, o]));
  return expected.checks.map((check) => {
    const got = byId.get(check.id);
    return {
      id: check.id, where: check.where, basis: got?.basis ?? null, expected: check.expected, obtained: got?.obtained ?? null,
      ok: got !== undefined && agrees(check.expected, got.obtained, check.match), evidence: got?.evidence ?? [],
    };
  });
}

function agrees(expected: unknown, obtained: unknown, match: string | undefined): boolean {
  const statement = statementSchema.safeParse(expected);
  if (!statement.success) return Object.is(expected, obtained);
  const got = obtained as { holds?: unknown; cases?: readonly string[]; values?: unknown };
  if (got.holds !== statement.data.holds) return false;
  const { cases, values } = statement.data;
  const has = got.cases ?? [];
  if (cases && !cases.every((c) => has.includes(c))) return false;
  if (cases && (match === 'exactly' || match === 'all') && has.length !== cases.length) return false;
  if (values === undefined) return true;
  return Array.isArray(values) ? isDeepStrictEqual([...values].sort(), got.values) : isDeepStrictEqual(values, got.values);
}
