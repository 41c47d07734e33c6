import { expect, test } from 'vitest';
import { businessUse } from './business-use.ts';
import { pageOf } from './features/checks.ts';
import { readPage } from './features/observe.ts';
import type { PageReading } from './features/observe.ts';

const read = (id: string, html: string, secondary = false): PageReading => readPage({ ...pageOf(html, `https://${secondary ? 'company' : 'crowd'}.example/${id}`), id, secondary });

test('a sponsor that a secondary source says supplies manufacturers suggests yes, with both regions at hand', () => {
  const use = businessUse([
    read('challenge', '<main><h1>Wear</h1><p>Sponsor: Hoistworks</p></main>'),
    read('company', '<main><p>Hoistworks makes lifting equipment for manufacturers and ports.</p></main>', true),
  ]);
  expect(use.suggestion).toBe('yes');
  expect(use.companies).toMatchObject([{ name: 'Hoistworks', region: { page: 'company' } }]);
});

test('a company that serves households suggests no, one of which nothing is known is left open', () => {
  expect(businessUse([read('a', '<main><p>Sponsor: Snackly</p><p>Snackly makes snacks for consumers and their families.</p></main>')]).suggestion).toBe('no');
  expect(businessUse([read('a', '<main><p>Sponsor: Nobody Knows</p></main>')]).suggestion).toBe('unsure');
  expect(businessUse([read('a', '<main><p>Hello</p></main>')]).suggestion).toBe('no');
});
