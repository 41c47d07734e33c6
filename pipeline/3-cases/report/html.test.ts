import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchor, clip, html, number, quoted } from './html.ts';
import { contrast, dark, light, pairs } from './palette.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('<', '>', '"', "'", '&', '&lt;', '<script>', '</script>', '<!--', '-->', '<![CDATA[', ' onerror=', '`', '\0', '\ud800', '\r', '\n', 'x'), { maxLength: 12 }).map((a) => a.join('')),
);

/** What HTML itself does not allow in text stands as U+FFFD. */
const readable = (text: string): string => text.replace(/\p{Surrogate}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/gu, '\ufffd');

describe('html', () => {
  it('gives back any text as text, in content and in attributes, and makes no element of it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const $ = load(html`<p title="${text}" id='${text}'>${text}</p>`.toString(), null, false);
        expect($('*').length).toBe(1);
        expect($('p').text()).toBe(readable(text));
        expect($('p').attr('title')).toBe(readable(text));
        expect(Object.keys($('p').attr() ?? {}).sort()).toEqual(['id', 'title']);
      }),
      { numRuns: 400 },
    );
  });

  it('isolates quotes, so that a character that turns the direction of text ends with the quote', () => {
    expect(quoted('\u202eabc').toString()).toBe('<bdi class="said">\u202eabc</bdi>');
  });

  it('cuts no character in two', () => {
    expect(clip('ab😀cd', 4)).toBe('ab…');
    expect(clip('abcd', 4)).toBe('abcd');
  });

  it('makes anchors that are as different as what they are made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 3 }), fc.array(fc.string(), { minLength: 1, maxLength: 3 }), (a, b) => {
        expect(anchor(...a)).toMatch(/^[A-Za-z0-9_.-]*$/);
        expect(anchor(...a) === anchor(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('groups the digits of long numbers only', () => {
    expect([1305, 12345, 1234567].map(number)).toEqual(['1305', '12\u202f345', '1\u202f234\u202f567']);
  });
});

describe('colours', () => {
  it.each([['light', light], ['dark', dark]] as const)('of the %s page have the contrast that WCAG AA asks of text', (_, palette) => {
    for (const [text, ground] of pairs) expect(contrast(palette[text], palette[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    // Of what is not text (borders of cells, marks of the funnel) it asks 3.
    for (const mark of ['edge', 'accent'] as const) expect(contrast(palette[mark], palette.paper), mark).toBeGreaterThanOrEqual(3);
  });
});
