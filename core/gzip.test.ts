import fc from 'fast-check';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gzip, gzipAside } from './gzip.ts';

/** Neither all alike nor without any pattern. */
const bytes = (length: number, seed: number): Buffer => Buffer.from(Array.from({ length }, (_, n) => ((n >> (seed % 7)) * 2654435761) >>> (seed % 24)));

describe('gzip', () => {
  it('gives the same members in this thread and aside, at whatever level, size and number at once', async () => {
    const job = fc.record({ length: fc.oneof(fc.nat(2000), fc.nat(200_000)), seed: fc.nat(100), level: fc.constantFrom(1, 4, 6) });
    await fc.assert(fc.asyncProperty(fc.array(job, { maxLength: 20 }), async (jobs) => {
      const inputs = jobs.map(({ length, seed, level }) => ({ plain: bytes(length, seed), level }));
      const made = await Promise.all(inputs.map(({ plain, level }) => gzipAside(plain, level)));
      inputs.forEach(({ plain, level }, n) => {
        const member = gzip(plain, level);
        expect(Buffer.from(made[n] ?? []).equals(member)).toBe(true);
        expect(gunzipSync(member).equals(plain)).toBe(true);
        // Small ones are not worth compressing, large ones are what zlib makes of them.
        if (plain.length >= 1024) expect(gzipSync(plain, { level }).equals(member)).toBe(true);
        else expect(member.length).toBe(plain.length + 23);
      });
    }), { numRuns: 15 });
  });
});
