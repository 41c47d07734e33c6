import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeSchema } from '../../store/schema.ts';
import { openStore } from '../../store/open.ts';
import { pages } from './docs.ts';

describe('generated pages', () => {
  it.each(Object.keys(pages))('docs/%s is what `npm run docs` makes now', (name) => {
    expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')).toBe(pages[name]?.());
  });

  it('every table, view and column has a description', () => {
    const db = openStore(':memory:');
    const bare = describeSchema(db).flatMap((t) => [...(t.about === '' ? [t.name] : []), ...t.columns.filter((c) => c.about === '').map((c) => `${t.name}.${c.name}`)]);
    db.close();
    expect(bare).toEqual([]);
  });
});
