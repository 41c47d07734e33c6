import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseSitemap } from './sitemap.ts';

const at = 'http://a.test/sitemap.xml';

describe('a sitemap', () => {
  it('names pages, as XML, zipped or plain', () => {
    const xml = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> http://a.test/idea?id=1&amp;p=2 </loc></url><url><loc><![CDATA[/rules]]></loc></url><url><loc>http://[</loc></url></urlset>';
    const pages = ['http://a.test/idea?id=1&p=2', 'http://a.test/rules'];
    expect(parseSitemap(Buffer.from(xml), at)).toEqual({ pages, sitemaps: [] });
    expect(parseSitemap(gzipSync(xml), at)).toEqual({ pages, sitemaps: [] });
    expect(parseSitemap(Buffer.from('http://a.test/1\r\nnot a page\nhttp://a.test/2\n'), at).pages).toEqual(['http://a.test/1', 'http://a.test/2']);
  });

  it('names further sitemaps', () => {
    const xml = '<sitemapindex><sitemap><loc>http://a.test/s1.xml.gz</loc></sitemap></sitemapindex>';
    expect(parseSitemap(Buffer.from(xml), at)).toEqual({ pages: [], sitemaps: ['http://a.test/s1.xml.gz'] });
  });

  it('may be a page that is none, or a bomb', () => {
    expect(parseSitemap(Buffer.from('<html><p>Not found</p></html>'), at)).toEqual({ pages: [], sitemaps: [] });
    expect(() => parseSitemap(gzipSync(Buffer.alloc(30_000_000, 65)), at)).toThrow();
    expect(parseSitemap(Buffer.from(`<urlset><loc>${' '.repeat(200_000)}`), at).pages).toEqual([]);
    expect(parseSitemap(Buffer.from(`<urlset>${'<loc><![CDATA['.repeat(200_000)}`), at).pages).toEqual([]);
    expect(parseSitemap(Buffer.from(`${' \n'.repeat(200_000)}x`), at).pages).toEqual([]);
    expect(parseSitemap(Buffer.from(`<urlset>${'<url><loc>http://a.test/</loc></url>'.repeat(9000)}`), at).pages).toHaveLength(5000);
  });
});
