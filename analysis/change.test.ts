import { expect, test } from 'vitest';
import type { Presence } from '../core/types.ts';
import { compareWaves } from './change.ts';
import type { WaveObservation } from './change.ts';

const row = (value: Presence, more: Partial<WaveObservation> = {}): WaveObservation => ({ feature: 'comments', actor: 'member', value, detectorVersion: '1', ...more });
const done = { before: 'done', after: 'done' } as const;

test.each([
  ['absent', 'present', 'came', 'platform'], ['present', 'absent', 'went', 'platform'], ['present', 'unknown', 'unseen', 'coverage'], ['unknown', 'present', 'seen', 'coverage'],
] as const)('%s → %s is %s, by %s', (was, is, kind, cause) => {
  expect(compareWaves([row(was)], [row(is)], done)).toEqual([{ feature: 'comments', actor: 'member', kind, cause, before: was, after: is }]);
});

test('unknown and absent do not change into each other, and what stays is no change', () => {
  for (const [was, is] of [['absent', 'unknown'], ['unknown', 'absent'], ['present', 'present'], ['absent', 'absent']] as const) expect(compareWaves([row(was)], [row(is)], done)).toEqual([]);
});

test('another version of the detector is the instrument', () => {
  expect(compareWaves([row('absent')], [row('present', { detectorVersion: '2' })], done)[0]?.cause).toBe('instrument');
});

test('a site that has gone is one row, whatever its features were; its return another', () => {
  expect(compareWaves([row('present')], [row('unknown')], { before: 'done', after: 'gone' })).toEqual([{ feature: null, actor: null, kind: 'gone', cause: 'gone', before: 'done', after: 'gone' }]);
  expect(compareWaves([row('unknown')], [row('present')], { before: 'unreachable', after: 'done' })[0]?.kind).toBe('returned');
});

test('the operator has a row only where something was found', () => {
  const operator = row('present', { actor: 'operator' });
  expect(compareWaves([row('absent'), operator], [row('absent')], done)[0]).toMatchObject({ actor: 'operator', kind: 'went' });
  expect(compareWaves([row('unknown'), operator], [row('unknown')], done)[0]).toMatchObject({ actor: 'operator', kind: 'unseen' });
});
