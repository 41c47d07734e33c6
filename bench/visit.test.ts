/** Scrapers and store together, which do not know each other: a visit with its real frontier and archive. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Frontier, NewUrl } from '../scrapers/frontier.ts';
import { memoryFrontier } from '../scrapers/memory-frontier.ts';
import { testSite } from '../scrapers/test-site.ts';
import { openArchive } from '../store/archive/archive.ts';
import { openFrontier } from '../store/frontier.ts';
import { start } from './child.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'netno-visit-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the frontier', () => {
  it('in SQLite does what the plain one does, whatever is asked of it', () => {
    const url = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), url: fc.constantFrom('http://a.test/1', 'http://a.test/2'), priority: fc.integer({ min: 0, max: 3 }), depth: fc.integer({ min: 0, max: 2 }),
      referrer: fc.constantFrom(null, 'http://a.test/'), secondary: fc.boolean(), pattern: fc.constantFrom('p', 'q'),
    });
    const urls: fc.Arbitrary<NewUrl[]> = fc.array(url, { maxLength: 4 });
    const step = fc.oneof(
      urls.map((found) => ({ do: 'add', found }) as const),
      fc.boolean().map((secondary) => ({ do: 'next', secondary }) as const),
      fc.record({ do: fc.constant('settle' as const), key: fc.constantFrom('a', 'b', 'c'), state: fc.constantFrom('queued' as const, 'done' as const, 'failed' as const, 'refused' as const), reason: fc.constantFrom('', 'why'), alsoDone: fc.subarray(['d', 'f']), found: urls, pages: fc.subarray(['1', '2']) }),
      fc.constantFrom('a', 'b').map((key) => ({ do: 'take', key }) as const),
      fc.constantFrom({}, { pages: '3' }).map((notes) => ({ do: 'commit', notes }) as const),
      fc.constant({ do: 'let go' } as const),
    );
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const [plainly, inSql] = [memoryFrontier(), openFrontier(':memory:')];
      const both: Frontier[] = [plainly, inSql];
      for (const one of steps) {
        const [plain, sql] = both.map((frontier) => {
          if (one.do === 'add') frontier.add(one.found);
          else if (one.do === 'settle') frontier.settle(one);
          else if (one.do === 'take') return frontier.take(one.key);
          else if (one.do === 'commit') frontier.commit(one.notes);
          else if (one.do === 'let go') frontier.letGo();
          else return frontier.next(one.secondary);
          return [frontier.counts(false), frontier.counts(true), frontier.failures(), [...frontier.patterns()].sort(), frontier.note('pages'), frontier.stateOf('f')];
        });
        expect(sql).toEqual(plain);
      }
      expect(inSql.pagesAfter(0).map((page) => page.data)).toEqual(plainly.pages());
      inSql.close();
    }), { numRuns: 60 });
  });

  it('forgets what was not committed, and has it queued again', () => {
    const a: NewUrl = { key: 'a', url: 'http://a.test/', priority: 1, depth: 0, referrer: null, secondary: false, pattern: 'p' };
    const before = openFrontier(dir);
    before.add([a]);
    before.commit({});
    expect(before.next(false)).toEqual(a);
    expect(before.next(false)).toBeNull();
    before.settle({ key: 'a', state: 'done', pages: ['{}'] });
    before.setNote('of the page', 'x');
    before.close();
    const after = openFrontier(dir);
    expect([after.stateOf('a'), after.note('of the page'), after.pagesAfter(0)]).toEqual(['queued', null, []]);
    after.close();
  });

  it('belongs to one program at a time', () => {
    const one = openFrontier(dir);
    expect(() => openFrontier(dir)).toThrow(/being worked on by another program/);
    one.close();
    openFrontier(dir).close();
  });
});

describe('a visit that is killed', () => {
  it.each([1, 8])('goes on to the same pages, each once in the archive, which is whole, with %i requests at once', async (lanes) => {
    let served = 0;
    let killAt = Infinity;
    let kill = (): void => {};
    const page = (n: number): string => `<title>${n}</title>${'x'.repeat(3000)}${n > 60 ? '' : [2 * n + 1, 2 * n + 2].map((m) => `<a href="/thread/${m}">${m}</a>`).join('')}`;
    const site = await testSite((url) => {
      if (url === '/robots.txt') return undefined;
      if (++served === killAt) kill();
      return page(Number(/\d+$/.exec(url)?.[0] ?? 0));
    });
    const run = (): Promise<string> =>
      new Promise((resolve) => {
        const child = start(['visit-process.ts', JSON.stringify({ dir, folder: 'w1/a', url: `${site.url}/`, lanes })]);
        kill = () => void child.process.kill('SIGKILL');
        void child.ended.then(({ out }) => resolve(out));
      });
    try {
      for (const after of [3, 40]) {
        killAt = served + after;
        expect(await run()).toBe('');
      }
      killAt = Infinity;
      expect(JSON.parse(await run())).toMatchObject({ outcome: 'done', pages: 123 });
      const archive = openArchive(dir);
      const paths = archive.index('w1/a').map((entry) => new URL(entry.url).pathname).filter((path) => path !== '/robots.txt');
      expect(paths).toHaveLength(123);
      expect(new Set(paths).size).toBe(123);
      expect(archive.verify().problems).toEqual([]);
      archive.close();
    } finally {
      await site.close();
    }
  }, 60_000);
});
