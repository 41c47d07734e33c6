import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gzipAside } from './gzip.ts';

/** Neither all alike nor without any pattern. */
const bytes = (length: number, seed: number): Buffer => Buffer.from(Array.from({ length }, (_, n) => ((n >> (seed % 7)) * 2654435761) >>> (seed % 24)));

describe('gzip aside', () => {
  it('gives what gzipSync gives, at whatever level, size and number at once', async () => {
    const job = fc.record({ length: fc.oneof(fc.nat(100), fc.nat(200_000)), seed: fc.nat(100), level: fc.constantFrom(1, 4, 6) });
    await fc.assert(fc.asyncProperty(fc.array(job, { maxLength: 20 }), async (jobs) => {
      const inputs = jobs.map(({ length, seed, level }) => ({ plain: bytes(length, seed), level }));
      const made = await Promise.all(inputs.map(({ plain, level }) => gzipAside(plain, level)));
      made.forEach((got, n) => expect(gzipSync(inputs[n]?.plain ?? '', { level: inputs[n]?.level ?? 0 }).equals(got)).toBe(true));
    }), { numRuns: 15 });
  });
});
