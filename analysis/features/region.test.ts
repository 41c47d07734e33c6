import { load } from 'cheerio';
import type { Element } from 'domhandler';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from './document.ts';
import { orderOf } from './nodes.ts';
import { regions, withoutRegions } from './region.ts';

const node = fc.letrec((tie) => ({
  tree: fc.record({
    tag: fc.constantFrom('div', 'p', 'span', 'ul', 'li', 'a', 'g:plusone'),
    cls: fc.constantFrom('', 'x', 'x y', '1col', 'a:b', 'post odd', 'weiß'),
    id: fc.constantFrom('', 'main', '7', 'same', 'a.b'),
    children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('tree'), { minLength: 1, maxLength: 4 })),
  }),
})).tree as fc.Arbitrary<Tree>;
interface Tree { readonly tag: string; readonly cls: string; readonly id: string; readonly children: readonly Tree[] }

function html(t: Tree): string {
  const attributes = `${t.cls === '' ? '' : ` class="${t.cls}"`}${t.id === '' ? '' : ` id="${t.id}"`}`;
  return `<${t.tag}${attributes}>t${t.children.map(html).join('')}</${t.tag}>`;
}

test('regions match exactly the elements meant, whatever the markup', () => {
  fc.assert(
    fc.property(node, fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }), (tree, picks) => {
      const page = `<!doctype html><html><head></head><body>${html(tree)}</body></html>`;
      const { index } = parseDocument(page);
      const body = index.all.filter((el) => !['html', 'head', 'body'].includes(el.name));
      const meant = new Set(picks.map((i) => body[i % body.length] as Element));
      const found = regions(index, 'p', [...meant], () => 'q');
      const $ = load(page);
      const order = new Map($('*').toArray().map((el, i) => [el, i]));
      const hit = new Set(found.flatMap((r) => {
        const elements = $(r.selector).toArray();
        expect(elements.length, r.selector).toBe(r.count);
        return elements.map((el) => order.get(el));
      }));
      expect([...hit].sort()).toEqual([...meant].map((el) => orderOf(el)).sort());
    }),
    { numRuns: 200 },
  );
});

test('all regions are found before any is removed', () => {
  const page = '<body><p>1</p><p>2</p><p>3</p></body>';
  const left = load(withoutRegions(page, [{ selector: 'body > p:nth-of-type(1)' }, { selector: 'body > p:nth-of-type(2)' }]))('p').text();
  expect(left).toBe('3');
});
