import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcher } from './labels.ts';
import de from './de.ts';
import en from './en.ts';
import others from './others.ts';
import pt from './pt.ts';

const NOISE = '[\\s\\p{P}\\p{S}\\p{N}\\p{Co}]*';
const LEAD = '(?:(?:the|our|go to|todos os|unsere?r?)\\s+){0,2}';
const languages = [en, de, pt, ...others];
const concepts = [...new Set(languages.flatMap((l) => Object.keys(l.words)))];
const sources = concepts.map((concept) => languages.flatMap((l) => (l.words as Record<string, readonly string[] | undefined>)[concept] ?? []));
const labels = matcher(LEAD, sources, NOISE);
const expressions = sources.map((alternatives) => new RegExp(`^${NOISE}${LEAD}(?:${alternatives.join('|')})${NOISE}$`, 'iu'));
const byExpressions = (text: string): number[] => expressions.flatMap((re, number) => (re.test(text) ? [number] : []));

/** Something that an alternative may match, by leaving out its signs one way or the other. */
const said = fc.tuple(fc.constantFrom(...sources.flat()), fc.nat(7), fc.string({ maxLength: 3, unit: 'grapheme' })).map(([source, way, odd]) =>
  source
    .replace(/\(\?:([^()]*)\)\??/gu, (_, inner: string) => inner.split('|')[way % inner.split('|').length] ?? '')
    .replace(/\(\?:([^()]*)\)[?*]?/gu, (_, inner: string) => inner.split('|')[way % inner.split('|').length] ?? '')
    .replace(/\\d/gu, String(way)).replace(/\[([^\]\\])[^\]]*\]/gu, '$1').replace(/\\[wpb](?:\{L\})?/gu, 'x').replace(/\.\{[^}]*\}/gu, `a${odd}z`)
    .replace(/\{[^}]*\}|[*+?\\]/gu, way % 2 === 0 ? '' : ' ').replaceAll('|', ' '));
const text = fc.tuple(fc.constantFrom('', '', 'the ', 'Our  ', '(3) ', 'go to the ', '» ', 'all '), said, fc.constantFrom('', '', ' (12)', '…', '\u2009!', ' x', '\ud83d\udc4d'), fc.nat(3))
  .map(([before, words, after, how]) => before + (how === 0 ? words.toUpperCase() : how === 1 ? words.replace(/s/u, 'ſ').replace(/k/u, '\u212a') : words) + after);

describe('matcher', () => {
  it('says what the expressions say, one by one', () => {
    let found = 0;
    fc.assert(fc.property(text, (t) => {
      const expected = byExpressions(t);
      found += expected.length;
      expect(labels(t)).toEqual(expected);
    }), { numRuns: 400 });
    expect(found).toBeGreaterThan(60);
  });

  it('says so of any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 12, unit: 'binary' }), (t) => {
      expect(labels(t)).toEqual(byExpressions(t));
    }), { numRuns: 40 });
  });

  it('reads borders, choices within choices, repetition and what looks ahead', () => {
    const odd = [['a\\b.?c', 'x{2,3}y'], ['(?:p(?:q|r)+)*s'], ['t(?!u).{1,3}'], ['.{1,4}\\bend', '.'], ['[^a]{2}']];
    const match = matcher('(?:the\\s+){0,2}', odd, '[\\s\\d]*');
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'c', 'x', 'xx', 'y', 'p', 'q', 'r', 's', 't', 'u', ' ', '-', 'end', 'the ', '7', '\u{1f600}'), { maxLength: 7 }).map((parts) => parts.join('')), (t) => {
      expect(match(t)).toEqual(odd.flatMap((alternatives, n) => (new RegExp(`^[\\s\\d]*(?:the\\s+){0,2}(?:${alternatives.join('|')})[\\s\\d]*$`, 'iu').test(t) ? [n] : [])));
    }), { numRuns: 1500 });
  });
});
