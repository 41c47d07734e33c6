import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slug } from '../../core/url.ts';
import { parseConfig } from '../../pipeline/study.ts';
import { hostileServers } from './servers.ts';

const root = path.join(import.meta.dirname, '../..');
const model = readFileSync(path.join(root, 'docs/threat-model.md'), 'utf8');

describe('the threat model', () => {
  it('names tests that exist', () => {
    const named = [...model.matchAll(/^- `(\S+\.test\.ts)` "(.+)"$/gm)];
    expect(named.length).toBeGreaterThan(30);
    expect(named.length).toBe(model.match(/^- `\S+\.test\.ts`/gm)?.length);
    const missing = named.filter(([, file = '', title = '']) => {
      const written = path.join(root, file);
      const quoted = [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`, `\`${title}\``];
      // `it(…`, `test(…` and the second half of `test.each(…)(…`.
      return !existsSync(written) || !quoted.some((one) => ['it(', 'test(', ')('].some((call) => readFileSync(written, 'utf8').includes(call + one)));
    });
    expect(missing.map(([line]) => line)).toEqual([]);
  });

  it('names rows of the benchmark, each threat something', () => {
    const rows = new Set(hostileServers.map(({ name }) => name));
    expect([...model.matchAll(/row "([^"]+)"/g)].map(([, name = '']) => name).filter((name) => !rows.has(name))).toEqual([]);
    const threats = model.split('\n## ').find((part) => part.startsWith('Threats'))?.split('\n### ').slice(1) ?? [];
    expect(threats.length).toBeGreaterThan(10);
    expect(threats.filter((threat) => !/^- (?:`|row)/m.test(threat))).toEqual([]);
  });

  it('names files that exist', () => {
    const files = [...model.matchAll(/`((?:core|scrapers|analysis|store|pipeline|bench)\/[\w./-]+)`/g)].map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});

describe('what is read', () => {
  it("a platform's name never leaves its folder", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', '..', 'a', '\0', ':', 'é', '%2e', '~', ' ') }), (name) => {
      const folder = path.resolve('/study/archive/w1', slug(name));
      expect(path.dirname(folder) === '/study/archive/w1' || slug(name) === '').toBe(true);
      expect(slug(name)).not.toMatch(/[./\\:\0]/);
    }));
  });

  it('a key such as __proto__ changes no object', () => {
    for (const source of ['title: Mine\n__proto__: { polluted: yes }\n', 'title: Mine\nconstructor: { prototype: { polluted: yes } }\n', 'title: Mine\nobservation: { __proto__: { polluted: yes } }\n']) {
      expect(() => parseConfig(source, 'study.yaml'), source).toThrow();
      expect({}).not.toHaveProperty('polluted');
    }
  });
});
