import { describe, expect, it } from 'vitest';
import type { Presence } from '../../core/types.ts';
import { holds } from './quantify.ts';

const given = (text: string): Map<string, Presence> =>
  new Map(Array.from(text, (c, i) => [String.fromCharCode(97 + i), c === 'X' ? 'present' : c === '-' ? 'absent' : 'unknown']));

describe('holds', () => {
  it.each([
    ['all', 'XXX', [], true], ['all', 'XX?', [], 'unknown'], ['all', 'X-?', [], false],
    ['none', '---', [], true], ['none', '--?', [], 'unknown'], ['none', '-X?', [], false],
    ['some', '--X', [], true], ['some', '--?', [], 'unknown'], ['some', '---', [], false],
    ['most', 'XX-', [], true], ['most', 'X?-', [], 'unknown'], ['most', 'X--', [], false],
    ['includes', 'X--', ['a'], true], ['includes', '?XX', ['a'], 'unknown'], ['includes', '-XX', ['a'], false],
    ['exactly', 'X--', ['a'], true], ['exactly', 'XX-', ['a'], false], ['exactly', 'X?-', ['a'], 'unknown'], ['exactly', '?--', ['a'], 'unknown'],
  ] as const)('%s %s %j is %s', (quantifier, values, subjects, expected) => {
    expect(holds({ quantifier, subjects }, given(values))).toBe(expected);
  });

  it('with "only a few" fails when half or more have it', () => {
    expect(holds({ quantifier: 'includes', subjects: ['a'], few: true }, given('X---'))).toBe(true);
    expect(holds({ quantifier: 'includes', subjects: ['a'], few: true }, given('XX--'))).toBe(false);
    expect(holds({ quantifier: 'includes', subjects: ['a'], few: true }, given('X?--'))).toBe('unknown');
  });
});
