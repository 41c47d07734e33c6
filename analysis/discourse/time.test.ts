import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTime, timeOfEpoch } from './time.ts';

const MOMENT = '2016-11-24T12:00:00Z';
const at = (text: string, order?: 'dmy' | 'mdy'): string | undefined => findTime(text, MOMENT, order)?.time.at;

describe('findTime', () => {
  it.each([
    ['2012-11-15T10:20:30+01:00', '2012-11-15T09:20:30Z'],
    ['15. November 2012, 10:20 Uhr', '2012-11-15T10:20Z'],
    ['15 de novembro de 2012 às 10:20', '2012-11-15T10:20Z'],
    ['Fri Aug  6 10:20:00 PDT 1999', '1999-08-06T17:20:00Z'],
    ['Posted: Sun Jan 01, 2006 3:00 pm', '2006-01-01T15:00Z'],
    ["answered Jul 4 '11 at 9:08", '2011-07-04T09:08Z'],
    ['« Reply #3 on: November 15, 2012, 10:20:05 PM »', '2012-11-15T22:20:05Z'],
    ['10:20, 15 November 2012 (UTC)', '2012-11-15T10:20Z'],
    ['15.11.2012', '2012-11-15'], ['11/15/12 12:05 AM', '2012-11-15T00:05Z'], ['2012/11/15', '2012-11-15'],
    ['November 2012', '2012-11'], ['3 hours ago', '2016-11-24'], ['vor einer Minute', '2016-11-24T11:59Z'],
    ['há 3 dias', '2016-11-21'], ['2 months ago', '2016-09'], ['over 2 years ago', '2014'],
    ['Gestern, 10:20', '2016-11-23T10:20Z'], ['ontem às 10:20', '2016-11-23T10:20Z'], ['Monday at 10:20 AM', '2016-11-21T10:20Z'],
    ['Dec 24 at 8:00', '2015-12-24T08:00Z'],
  ])('%s', (text, iso) => expect(at(text)).toBe(iso));

  it.each(['Version 1.2.3', '3 days', '31/12/2016', 'call 555-12-34', '', '31 February 2012'])('no time of a post: %s', (text) => expect(at(text)).toBeUndefined());

  it('reads ambiguous numbers in the order given, and the others as they must be', () => {
    expect([at('3/4/2012', 'dmy'), at('3/4/2012', 'mdy'), at('13/4/2012', 'mdy'), at('4/13/2012', 'dmy')]).toEqual(['2012-04-03', '2012-03-04', '2012-04-13', '2012-04-13']);
    expect(findTime('3/4/2012', MOMENT)?.ambiguous).toBe(true);
  });

  it('gives back every day written out', () => {
    const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
    fc.assert(fc.property(fc.integer({ min: 0, max: 12_000 }), (days) => {
      const date = new Date(Date.UTC(1984, 0, 1) + days * 86_400_000);
      const iso = date.toISOString().slice(0, 10);
      expect(at(`${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`)).toBe(iso);
      expect(at(`${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}`)).toBe(iso);
    }));
  });

  it('takes anything without throwing or taking long', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => { findTime(text, MOMENT); }));
    const started = performance.now();
    for (const text of ['1 '.repeat(200), 'a1'.repeat(200), '12:'.repeat(130), 'vor 1 '.repeat(60), '1 de '.repeat(80)]) findTime(text, MOMENT);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

it('timeOfEpoch takes seconds and milliseconds', () => {
  expect(timeOfEpoch('1352974800', MOMENT)?.at).toBe('2012-11-15T10:20:00Z');
  expect(timeOfEpoch('1352974800000', MOMENT)?.at).toBe('2012-11-15T10:20:00Z');
  expect(timeOfEpoch('12345', MOMENT)).toBeNull();
});
