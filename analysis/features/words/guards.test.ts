import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachGram, guardsOf, numberOf, OTHER } from './guards.ts';
import type { Guard } from './guards.ts';
import { isLabel, mentions } from './index.ts';

function lets(guard: Guard | null | undefined, text: string): boolean {
  const found = new Set<number>();
  eachGram(text, (gram) => found.add(gram));
  return guard === null || guard === undefined || [...guard].some((gram) => found.has(numberOf(gram)));
}

test('a guard is what every way to match has to hold; where there is a way without letters, there is none', () => {
  const of = (source: string): string[] | null => { const [guard] = guardsOf([source]); return guard === null || guard === undefined ? null : [...guard].sort(); };
  expect(of('blogs?')).toEqual(['blo']);
  expect(of('log[ -]?in|войти')).toEqual([OTHER, 'log'].sort());
  expect(of('(?:add|leave) (?:a )?x')).toEqual(['add', 'lea']);
  expect(of('a?b*')).toBeNull();
  expect(of('\\d+|ideas')).toBeNull();
});

const SOURCES = ['sign[ -]?(?:in|up)', '\\d[\\d,.]* (?:repl(?:y|ies)|answers?)', '(?:add|leave|post) (?:a |your )*comment', 'künstler|größe', 'q ?& ?a', '.{1,20} wiki', "what'?s new", 'İdea', 'ab+c|(x|yz){2,}'];
const piece = fc.constantFrom('sign', 'SIGN', 'ſign', ' ', '-', 'in', 'UP', '12', ' repl', 'ies', 'y', 'answer', 'add ', 'leave ', 'a ', 'comment', 'Künſtler', 'GRÖẞE', 'größe', 'q', '&', 'a', 'wiki', 'Wi\u212ai', 'what', '’', "'", 's new', 'İ', 'dea', 'ab', 'b', 'c', 'x', 'yz', 'İ');

test('what a guard does not let through does not match', () => {
  const guards = guardsOf(SOURCES);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(SOURCES.length - 1), (pieces, n) => {
      const text = pieces.join('');
      if (new RegExp(SOURCES[n] ?? '', 'iu').test(text)) expect(lets(guards[n], text), `${SOURCES[n] ?? ''} in ${text}`).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('words are known in capitals and in other alphabets', () => {
  expect([isLabel('logIn', 'LOG IN'), isLabel('logIn', 'Войти'), isLabel('comments', '12 COMMENTS'), mentions('wiki', 'a WI\u212aI'), isLabel('forum', 'Our Q & A')]).toEqual([true, true, true, true, true]);
});
