import { afterEach, describe, expect, it } from 'vitest';
import { testSite } from '../test-site.ts';
import type { Answer, TestSite } from '../test-site.ts';
import { DRAWN_TYPES, liveSource } from './live.ts';
import type { LiveOptions } from './live.ts';
import type { Source } from './source.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function open(pages: Readonly<Record<string, Answer>>, options: Partial<LiveOptions> = {}): Promise<{ site: TestSite; source: Source }> {
  const site = await testSite(pages);
  const source = liveSource({ userAgent: 'test', policy: { allow: ['127.0.0.1'] }, ...options });
  opened.push(site, source);
  return { site, source };
}

const dripping = (every: number, piece: string, first = ''): Answer => (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.write(`<p>${first}`);
  const drip = setInterval(() => response.write(piece), every);
  response.on('close', () => clearInterval(drip));
};
const typed = (type: string, body = 'x'): Answer => (_, response) => void response.writeHead(200, { 'content-type': type }).end(body);

describe('what comes over HTTP', () => {
  it('is given up when it drips, also after a large beginning', async () => {
    const { site, source } = await open({ '/drip': dripping(20, 'x'), '/later': dripping(20, 'x', 'y'.repeat(100_000)) }, { limits: { floorMs: 200, totalMs: 5000 } });
    for (const path of ['/drip', '/later']) expect(await source.get(site.url + path)).toMatchObject({ ok: false, kind: 'slow', reason: expect.stringMatching(/fewer than 100 bytes a second/) });
  });

  it('is waited for when it is merely slow, or thinks in between', async () => {
    const { site, source } = await open({
      '/slow': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        let left = 20;
        const drip = setInterval(() => (left-- > 0 ? response.write('x'.repeat(100)) : (clearInterval(drip), response.end())), 20);
      },
      '/thinks': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).write('<p>');
        setTimeout(() => response.end('x'.repeat(1000)), 400);
      },
    }, { limits: { floorMs: 200 } });
    expect(await source.get(`${site.url}/slow`)).toMatchObject({ ok: true });
    expect(await source.get(`${site.url}/thinks`)).toMatchObject({ ok: true });
  });

  it('has a body of at most the size that is taken, and is whole up to there', async () => {
    const { site, source } = await open({
      '/whole': typed('text/html', 'abc'.repeat(1_000_000)), '/larger': typed('text/html', 'x'.repeat(4_000_001)),
      '/chunks': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('abc'.repeat(1_000_000), () => response.end('end')),
    }, { limits: { maxBytes: 4_000_000 } });
    for (const [path, length] of [['/whole', 3_000_000], ['/chunks', 3_000_003]] as const) {
      const fetched = await source.get(site.url + path);
      expect(fetched.ok && Buffer.from(fetched.capture.body).toString('latin1') === 'abc'.repeat(1_000_000) + (length === 3_000_003 ? 'end' : ''), path).toBe(true);
    }
    expect(await source.get(`${site.url}/larger`)).toMatchObject({ ok: false, kind: 'too-large' });
  });

  it('is no page by its type: the body stays where it is', async () => {
    const pages = { '/film': typed('video/mp4', 'x'.repeat(10_000_000)), '/zip': typed('application/zip'), '/bytes': typed('application/octet-stream'), '/picture': typed('image/png'), '/data': typed('application/ld+json'), '/feed': typed('application/rss+xml'), '/script': typed('application/javascript'), '/none': typed(''), '/robots.txt': typed('application/octet-stream'), '/moved': (_: unknown, response: Parameters<Exclude<Answer, string>>[1]) => void response.writeHead(302, { location: '/zip', 'content-type': 'application/zip' }).end() };
    const { site, source } = await open(pages);
    const drawing = liveSource({ userAgent: 'test', policy: { allow: ['127.0.0.1'] }, types: DRAWN_TYPES });
    opened.push(drawing);
    const kinds = async (from: Source, ...paths: string[]): Promise<string[]> => Promise.all(paths.map(async (path) => {
      const fetched = await from.get(site.url + path);
      return fetched.ok ? 'page' : fetched.kind;
    }));
    expect(await kinds(source, '/film', '/zip', '/bytes', '/picture')).toEqual(Array(4).fill('type'));
    expect(await kinds(source, '/data', '/feed', '/script', '/none', '/robots.txt', '/moved')).toEqual(Array(6).fill('page'));
    expect(await kinds(drawing, '/picture', '/zip')).toEqual(['page', 'type']);
  });

  it('sends and hands on cookies, which are in no capture', async () => {
    const asked: (string | undefined)[] = [];
    const received: string[] = [];
    const { site, source } = await open({
      '/': (request, response) => {
        asked.push(request.headers.cookie, request.headers['if-none-match']);
        response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': ['a=1', 'b=2'] }).end('x');
      },
    }, { cookies: { header: (url) => (url.endsWith('/') ? 'session=secret' : null), received: (_, set) => void received.push(...set) } });
    const fetched = await source.get(`${site.url}/`, undefined, [['If-None-Match', '"v1"']]);
    expect(asked).toEqual(['session=secret', '"v1"']);
    expect(received).toEqual(['a=1', 'b=2']);
    expect(fetched.ok && fetched.capture.requestHeaders).toContainEqual(['If-None-Match', '"v1"']);
    expect(fetched.ok && JSON.stringify(fetched.capture.requestHeaders)).not.toContain('secret');
  });

  it('may be announced, but not without end', async () => {
    const { site, source } = await open({
      '/hints': (_, response) => {
        response.writeEarlyHints({ link: '</x>' });
        response.writeHead(200, { 'content-type': 'text/html' }).end('x');
      },
      '/only-hints': (_, response) => {
        for (let i = 0; i < 100; i++) response.writeEarlyHints({ link: '</x>' });
      },
    });
    expect(await source.get(`${site.url}/hints`)).toMatchObject({ ok: true });
    expect(await source.get(`${site.url}/only-hints`)).toMatchObject({ ok: false, kind: 'protocol', reason: 'more than 20 interim answers' });
  });
});
