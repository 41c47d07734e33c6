import { expect, test } from 'vitest';
import type { FeatureObservation } from '../core/types.ts';
import { roleRules, rolesOf } from './roles.ts';

const row = (feature: string, value: FeatureObservation['value'], more: Partial<FeatureObservation> = {}): FeatureObservation => ({
  feature, actor: 'member', value, mode: value === 'present' ? 'afforded' : null, reach: null, traces: 0, for: [], coverage: value === 'absent' ? [`page-of-${feature}`] : [], reason: null, ...more,
});
const all = (value: FeatureObservation['value']): FeatureObservation[] => roleRules.rules.flatMap((r) => r.features).map((f) => row(f, value));
const replace = (rows: FeatureObservation[], ...changed: FeatureObservation[]): FeatureObservation[] => rows.map((r) => changed.find((c) => c.feature === r.feature && c.actor === r.actor) ?? r);

test('a role is absent only when all its features are, and says which pages cover that', () => {
  expect(rolesOf(all('absent')).map((r) => r.lenient)).toEqual(Array(5).fill('absent'));
  expect(rolesOf(all('absent'))[1]?.coverage).toEqual(['page-of-co_editing', 'page-of-wiki']);
  expect(rolesOf(replace(all('absent'), row('wiki', 'unknown')))[1]?.lenient).toBe('unknown');
});

test('what the operator does is weighed and does not count', () => {
  const roles = rolesOf([...all('absent'), row('embedded_video', 'present', { actor: 'operator', mode: 'performed' })]);
  expect(roles[4]).toMatchObject({ lenient: 'absent', strict: 'absent' });
  expect(roles[4]?.against).toContainEqual({ feature: 'embedded_video', actor: 'operator' });
});

test('strictly, it must have been done, and profiles alone do not connect', () => {
  const profiles = rolesOf(replace(all('absent'), row('user_profile', 'present', { mode: 'performed' })))[2];
  expect(profiles).toMatchObject({ lenient: 'present', strict: 'absent' });
  expect(rolesOf(replace(all('absent'), row('comments', 'present')))[3]).toMatchObject({ lenient: 'present', strict: 'absent' });
  expect(rolesOf(replace(all('absent'), row('follow_or_friend', 'present', { mode: 'performed' })))[2]).toMatchObject({ lenient: 'present', strict: 'present' });
});
