import { expect, test } from 'vitest';
import { pageOf } from './checks.ts';
import { fold, LIMITS } from './document.ts';
import { observePlatform, readPage } from './observe.ts';

test.each<[string, string, string | null]>([
  ['a tree that is 100,000 deep', '<div>'.repeat(100_000), 'Its elements are nested more than 512 deep.'],
  ['an attribute of 10 MB', `<a href="/x" title="${'y'.repeat(10_000_000)}">x</a>`, 'It has more than 4,000,000 characters.'],
  ['an address of 1 MB', `<a href="/uploads/${'/uploads/'.repeat(100_000)}">x</a>`, null],
  ['a million links', '<a>x'.repeat(1_000_000), 'It has more than 4,000,000 characters.'],
  ['more elements than it should have', '<b>x</b>'.repeat(LIMITS.elements), 'It has more than 60,000 elements.'],
  ['nothing closed, so that each paragraph opens all again', `<p>${Array.from({ length: 400 }, (_, i) => `<font color=c${i}>`).join('')}${'<p>x'.repeat(1_000)}`, 'It has more than 60,000 elements.'],
  ['much text, deep down', `${'<i>'.repeat(60)}${'word '.repeat(250_000)}`, 'Its text, counted once for each level of nesting, has more than 60,000,000 characters.'],
  ['500 comments in each other', '<div class="comments">Ann, 2012: a comment '.repeat(480), null],
])('%s is read or refused, and neither takes the memory nor the day', { timeout: 60_000 }, (_, html, unread) => {
  expect(readPage(pageOf(`<body>${html}`)).unread).toBe(unread);
});

test('what a page that could not be read would show is unknown, not absent', () => {
  const page = { ...pageOf('<div>'.repeat(1_000), 'https://crowd.example/ideas/1'), id: 'a' };
  const reading = readPage(page);
  expect(reading).toMatchObject({ kind: 'item', findings: [], links: [] });
  const comments = observePlatform([reading]).find((o) => o.feature === 'comments');
  expect(comments).toMatchObject({ value: 'unknown', coverage: [], reason: 'The pages of kind item could not be read. Its elements are nested more than 512 deep.' });
});

test('white space is folded, of every kind', () => {
  expect([fold(''), fold('a b'), fold(' a\u00a0b  c\n'), fold('\ta')]).toEqual(['', 'a b', 'a b c', 'a']);
});
