import type { Presence } from '../../core/types.ts';
import type { Statement } from './statements.ts';

export type Truth = boolean | 'unknown';

/** Conjunction of three-valued values: absent beats unknown, unknown beats present. */
export const both = (values: readonly Presence[]): Presence => (values.includes('absent') ? 'absent' : values.includes('unknown') ? 'unknown' : 'present');

/** Disjunction: present beats unknown, unknown beats absent. */
export const either = (values: readonly Presence[]): Presence => (values.includes('present') ? 'present' : values.includes('unknown') ? 'unknown' : 'absent');

/** Does a statement hold, given what each case shows? Unknown where what is not known could tip it. */
export function holds(statement: Pick<Statement, 'quantifier' | 'subjects' | 'few'>, byCase: ReadonlyMap<string, Presence>): Truth {
  const values = [...byCase.values()];
  const present = values.filter((v) => v === 'present').length;
  const possible = present + values.filter((v) => v === 'unknown').length;
  const named = statement.subjects.map((s) => byCase.get(s) ?? 'unknown');
  const truth = (v: Presence): Truth => (v === 'unknown' ? 'unknown' : v === 'present');
  const not = (v: Presence): Presence => (v === 'present' ? 'absent' : v === 'absent' ? 'present' : 'unknown');
  const atMostHalf: Presence = possible * 2 < values.length ? 'present' : present * 2 >= values.length ? 'absent' : 'unknown';
  switch (statement.quantifier) {
    case 'all':
      return values.length === 0 ? 'unknown' : truth(both(values));
    case 'none':
      return values.length === 0 ? 'unknown' : truth(not(either(values)));
    case 'some':
      return truth(either(values));
    case 'most':
      return present * 2 > values.length ? true : possible * 2 > values.length ? 'unknown' : false;
    case 'includes':
      return truth(both([...named, ...(statement.few === true ? [atMostHalf] : [])]));
    case 'exactly':
      return truth(both([...named, ...[...byCase].filter(([id]) => !statement.subjects.includes(id)).map(([, v]) => not(v))]));
  }
}
