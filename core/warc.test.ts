import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { digestOf, encodeRecord, fieldOf, readRecordAt, bufferSource, readRecords } from './warc.ts';
import type { ReadRecord } from './warc.ts';

const date = '2014-05-01T12:00:00Z';
const record = (block: Uint8Array, targetUri = 'http://a.test/'): ReturnType<typeof encodeRecord> =>
  encodeRecord({ type: 'resource', date, targetUri, contentType: 'text/plain', block: { head: new Uint8Array(), payload: block } });
const whole = (items: Iterable<ReadRecord | { damage: string }>): ReadRecord[] => [...items].filter((item): item is ReadRecord => 'record' in item);

describe('WARC', () => {
  it('gives back what was written, each record a gzip member with offset and length', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 5 }), (blocks) => {
      const encoded = blocks.map((block) => record(block).bytes);
      const file = Buffer.concat(encoded);
      const read = whole(readRecords(file));
      expect(read.map((item) => Buffer.from(item.record.block))).toEqual(blocks.map((block) => Buffer.from(block)));
      expect(read.map((item) => item.length)).toEqual(encoded.map((bytes) => bytes.length));
      for (const item of read) expect(readRecordAt(bufferSource(file), item.offset).record).toEqual(item.record);
    }));
  });

  it('says digests, and ids that the same capture gets again', () => {
    const one = record(Buffer.from('hello'));
    expect(one.payloadDigest).toBe(digestOf(Buffer.from('hello')));
    expect(record(Buffer.from('hello')).id).toBe(one.id);
    expect(record(Buffer.from('hello'), 'http://b.test/').id).not.toBe(one.id);
    expect(gunzipSync(one.bytes).toString()).toMatch(/^WARC\/1\.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:[0-9a-f-]{36}>\r\n/);
  });

  it('does not let a value begin a field', () => {
    const { bytes } = encodeRecord({ type: 'metadata', date, contentType: 'text/plain', block: Buffer.from(''), fields: [['WARC-Filename', 'a\r\nWARC-Type: response']] });
    const [item] = whole(readRecords(bytes));
    expect(item?.record.type).toBe('metadata');
    expect(fieldOf(item?.record.fields ?? [], 'warc-filename')).toBe('a WARC-Type: response');
  });

  it('reports a damaged record by its offset and reads the others', () => {
    const parts = [record(Buffer.from('one')).bytes, record(Buffer.from('two'.repeat(100))).bytes, record(Buffer.from('three')).bytes];
    const file = Buffer.concat(parts);
    const second = parts[0]?.length ?? 0;
    for (const hit of [second, second + 2, second + 40, second + (parts[1]?.length ?? 0) - 3]) {
      const damaged = Buffer.from(file);
      damaged[hit] = (damaged[hit] ?? 0) ^ 0xff;
      const items = [...readRecords(damaged)];
      expect(items.some((item) => 'damage' in item && item.offset === second), `byte ${hit}`).toBe(true);
      expect(whole(items).map((item) => Buffer.from(item.record.block).toString()), `byte ${hit}`).toEqual(['one', 'three']);
    }
  });

  it('reports a record that breaks off, wherever that is', () => {
    const first = record(Buffer.from('one')).bytes;
    const second = record(Buffer.from('x'.repeat(1000))).bytes;
    for (let cut = 1; cut < second.length; cut++) {
      const items = [...readRecords(Buffer.concat([first, second.subarray(0, cut)]))];
      expect(whole(items)).toHaveLength(1);
      expect(items.at(-1)).toMatchObject({ offset: first.length });
    }
  });

  it('reads large records, plain WARCs, and refuses bombs', () => {
    const large = Buffer.alloc(1_000_000);
    for (let i = 0; i < large.length; i++) large[i] = (i * 2654435761) >>> 13;
    const { bytes } = record(large);
    expect(whole(readRecords(Buffer.concat([bytes, bytes]))).map((item) => item.record.block.length)).toEqual([1_000_000, 1_000_000]);
    const plain = Buffer.concat([gunzipSync(record(Buffer.from('one')).bytes), gunzipSync(record(Buffer.from('two')).bytes)]);
    expect(whole(readRecords(plain)).map((item) => Buffer.from(item.record.block).toString())).toEqual(['one', 'two']);
    expect([...readRecords(bytes, { maxRecordBytes: 1000 })]).toMatchObject([{ damage: expect.stringMatching(/larger than 1000/) as string }]);
  });
});
