import { gzipSync, brotliCompressSync, deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBody, decodeCapture, decodeHtml, decodeText } from './charset.ts';

describe('decodeText', () => {
  it('reads UTF-8 and UTF-16 with and without a mark, and drops the mark', () => {
    const text = 'Title,Müller – “quoted”, a longer line of plain text\r\n';
    for (const [encoding, name] of [['utf8', 'utf-8'], ['utf16le', 'utf-16le'], ['utf16-be', 'utf-16be']] as const) {
      for (const addBOM of [true, false]) {
        expect(decodeText(iconv.encode(text, encoding, { addBOM })), `${encoding} ${addBOM}`).toEqual({ text, encoding: name });
      }
    }
  });
  it('reads what is not UTF-8 as windows-1252, euro sign and curly quotes included', () => {
    expect(decodeText(iconv.encode('€ “Zürich” – naïve', 'windows-1252'))).toEqual({ text: '€ “Zürich” – naïve', encoding: 'windows-1252' });
  });
  it('any Unicode text survives UTF-8', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'));
      expect(decodeText(Buffer.from(text, 'utf8')).text).toBe(text);
    }));
  });
  it('any bytes give some text', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeText(bytes).text === 'string' && typeof decodeHtml(bytes, null).text === 'string'));
  });
});

describe('decodeHtml', () => {
  const russian = iconv.encode('<title>Привет, мир</title>', 'windows-1251');
  it('takes the header before the meta, and the meta before sniffing', () => {
    const page = Buffer.concat([Buffer.from('<html><head><meta charset=koi8-r>'), russian]);
    expect(decodeHtml(page, 'text/html; charset="windows-1251"').text).toContain('Привет');
    expect(decodeHtml(page, 'text/html').encoding).toBe('koi8-r');
  });
  it.each([
    '<meta charset=windows-1251>',
    "<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
    '<!-- <meta charset=utf-8> --><meta/charset="windows-1251">',
    '<p data-x="<meta charset=utf-8>"><meta name=a charset = cp1251>',
  ])('finds %s', (meta) => {
    expect(decodeHtml(Buffer.concat([Buffer.from(meta), russian]), 'text/html')).toMatchObject({ encoding: 'windows-1251' });
  });
  it('does not believe a legacy declaration of a page that is UTF-8, nor UTF-8 of one that is not', () => {
    expect(decodeHtml(Buffer.from('<meta charset=iso-8859-1>Grüße aus Köln'), null)).toMatchObject({ encoding: 'utf-8' });
    expect(decodeHtml(iconv.encode('<meta charset=utf-8>Grüße aus Köln', 'windows-1252'), null).text).toContain('Grüße aus Köln');
  });
  it('takes bounded time for bytes that are no text', () => {
    for (const [byte, type] of [[0x80, null], [0xc2, 'text/html; charset=utf-8'], [0x3c, null], [0x81, 'text/html; charset=gb18030']] as const) decodeHtml(Buffer.alloc(10_000_000, byte), type);
  });
  it('keeps UTF-8 for a page that breaks off in a character', () => {
    expect(decodeHtml(Buffer.from('<meta charset=utf-8>Köln, Grüße').subarray(0, -2), null).encoding).toBe('utf-8');
    expect(decodeHtml(Buffer.from('<p>Köln, Grü').subarray(0, -1), null).encoding).toBe('utf-8');
  });
});

describe('decodeBody', () => {
  const body = Buffer.from('<p>hello</p>'.repeat(50));
  it('undoes every coding, also one upon the other', () => {
    expect(Buffer.from(decodeBody(gzipSync(body), 'gzip'))).toEqual(body);
    expect(Buffer.from(decodeBody(deflateSync(body), 'deflate'))).toEqual(body);
    expect(Buffer.from(decodeBody(deflateRawSync(body), 'Deflate'))).toEqual(body);
    expect(Buffer.from(decodeBody(brotliCompressSync(gzipSync(body)), 'gzip, br'))).toEqual(body);
    expect(Buffer.from(decodeBody(body, null))).toEqual(body);
  });
  it('reads a body that only claims gzip, and as much as there is of one that breaks off', () => {
    expect(Buffer.from(decodeBody(body, 'gzip'))).toEqual(body);
    expect(decodeBody(gzipSync(body).subarray(0, -9), 'gzip').length).toBeGreaterThan(0);
  });
  it('refuses a bomb by size and by ratio, and a coding that is not known', () => {
    const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024), { level: 9 });
    expect(() => decodeBody(bomb, 'gzip')).toThrow(/larger than/);
    expect(() => decodeBody(gzipSync(Buffer.alloc(3 * 1024 * 1024)), 'gzip')).toThrow(/larger than/);
    // Each coding by itself would be within the ratio.
    expect(() => decodeBody(gzipSync(gzipSync(Buffer.alloc(8 * 1024 * 1024))), 'gzip, gzip')).toThrow(/larger than/);
    expect(() => decodeCapture({ body: Buffer.alloc(13 * 1024 * 1024), responseHeaders: [] })).toThrow(/larger than/);
    expect(() => decodeBody(body, 'zstd')).toThrow(/zstd/);
  });
});
