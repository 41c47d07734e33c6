import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ArchivePosition, Capture } from '../core/types.ts';
import type { Frontier } from './frontier.ts';
import { memoryFrontier } from './memory-frontier.ts';
import { planSite } from './plan.ts';
import { liveSource } from './sources/live.ts';
import type { LiveOptions } from './sources/live.ts';
import type { Source } from './sources/source.ts';
import { testClock, testSite } from './test-site.ts';
import type { Answer, TestSite } from './test-site.ts';
import { visitSite } from './visit.ts';
import type { VisitDeps, VisitedPage, VisitOptions, VisitResult } from './visit.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function site(pages: Parameters<typeof testSite>[0]): Promise<TestSite> {
  const one = await testSite(pages);
  opened.push(one);
  return one;
}

function source(options: Partial<LiveOptions> = {}): Source {
  const one = liveSource({ userAgent: 'netnograph/test (+mailto:observer@a.test)', policy: { allow: ['127.0.0.1', '.test'] }, ...options });
  opened.push(one);
  return one;
}

interface Visited extends VisitResult {
  readonly seen: VisitedPage[];
  readonly paths: string[];
  readonly archived: Capture[];
}

async function visit(start: string | string[], more: Partial<VisitOptions> = {}, deps: { source?: Source; frontier?: Frontier; clock?: ReturnType<typeof testClock>; signal?: AbortSignal; onPage?: (page: VisitedPage) => void } & Pick<VisitDeps, 'known' | 'drawing' | 'pause'> = {}): Promise<Visited> {
  const seen: VisitedPage[] = [];
  const archived: Capture[] = [];
  const archive = {
    encode: (capture: Capture) => Promise.resolve(capture),
    append(capture: Capture): ArchivePosition {
      archived.push(capture);
      return { file: 'visit.warc.gz', offset: archived.length, length: 1, digest: '' };
    },
    mark: () => archived.length,
  };
  const result = await visitSite(
    { start: [start].flat(), agent: 'netnograph', budget: { pages: 100, seconds: 3600, bytes: 1e8, depth: 10 }, delayMs: 0, ...more },
    {
      frontier: deps.frontier ?? memoryFrontier(),
      archive,
      source: deps.source ?? source(),
      clock: deps.clock ?? testClock(),
      ...(deps.signal ? { signal: deps.signal } : {}),
      ...(deps.known ? { known: deps.known } : {}),
      ...(deps.drawing ? { drawing: deps.drawing } : {}),
      ...(deps.pause ? { pause: deps.pause } : {}),
      onPage(page) {
        seen.push(page);
        deps.onPage?.(page);
      },
    },
  );
  return { ...result, seen, archived, paths: seen.map((page) => new URL(page.url).pathname + new URL(page.url).search) };
}

const links = (...hrefs: string[]): string => `<title>t</title>${hrefs.map((href) => `<a href="${href}">${href}</a>`).join('')}`;

describe('a visit', () => {
  it('sees the whole site, what matters first, each page once, and archives before it tells', async () => {
    const one = await site({
      '/': links('/archive/2001', '/thread/1', '/rules', '/thread/1#reply', '/?utm_source=x', 'mailto:a@b.test'),
      '/archive/2001': links('/'),
      '/thread/1': links('/profile/ann'),
      '/profile/ann': links('/thread/1?sid=0123456789abcdef0123456789abcdef'),
      '/rules': '<title>The rules</title>',
    });
    const result = await visit(`${one.url}/`);
    expect(result).toMatchObject({ outcome: 'done', reason: null, pages: 5, failures: [] });
    expect(result.paths).toEqual(['/', '/rules', '/thread/1', '/profile/ann', '/archive/2001']);
    expect(one.hits).toEqual(['/robots.txt', ...result.paths]);
    expect(result.archived.map((capture) => new URL(capture.url).pathname)).toEqual(one.hits);
    expect(result.seen[1]).toMatchObject({ title: 'The rules', depth: 1, referrer: `${one.url}/`, secondary: false, kind: 'rules' });
  });

  it('does what robots.txt says, and says what it did not do', async () => {
    const one = await site({ '/robots.txt': 'User-agent: *\nDisallow: /private\n', '/': links('/private/1', '/open'), '/open': 'x' });
    const result = await visit(`${one.url}/`);
    expect(result.paths).toEqual(['/', '/open']);
    expect(one.hits).not.toContain('/private/1');
    expect(result.failures).toEqual([{ url: `${one.url}/private/1`, state: 'refused', kind: 'robots', reason: 'robots.txt line 2: Disallow: /private' }]);
  });

  it.each([
    ['a robots.txt that forbids all', 'User-agent: *\nDisallow: /\n', 'refused', /line 2: Disallow: \//],
    ['a robots.txt that answers 500', (_, response) => void response.writeHead(500).end(), 'unreachable', /answered 500/],
  ] as [string, Answer, string, RegExp][])('does not visit where it finds %s', async (_, robots, outcome, reason) => {
    const one = await site({ '/robots.txt': robots, '/': 'x' });
    const result = await visit(`${one.url}/`);
    expect(result).toMatchObject({ outcome, pages: 0, reason: expect.stringMatching(reason) });
    expect(one.hits).not.toContain('/');
    expect(result.robots?.position).not.toBeNull();
  });

  it('waits as long as 429 asks for, then goes on', async () => {
    let asked = 0;
    const one = await site({
      '/': (_, response) => void (asked++ === 0 ? response.writeHead(429, { 'retry-after': '1' }).end() : response.writeHead(200, { 'content-type': 'text/html' }).end(links('/a'))),
      '/a': 'x',
    });
    const clock = testClock();
    const result = await visit(`${one.url}/`, {}, { clock });
    expect(result).toMatchObject({ outcome: 'done', pages: 2 });
    expect(clock.slept).toEqual([1000]);
    expect(result.archived.map((capture) => capture.status)).toContain(429);
  });

  it('gives up on a site that always asks for patience, and can be gone on with later', async () => {
    let busy = true;
    const one = await site({
      '/': (_, response) => void (busy ? response.writeHead(503, { 'retry-after': '600' }).end() : response.writeHead(200, { 'content-type': 'text/html' }).end('x')),
    });
    const frontier = memoryFrontier();
    const first = await visit(`${one.url}/`, { budget: { pages: 9, seconds: 900, bytes: 1e6, depth: 9 } }, { frontier });
    expect(first).toMatchObject({ outcome: 'unreachable', pages: 0, reason: expect.stringMatching(/503.*600 s/) });
    busy = false;
    expect(await visit(`${one.url}/`, {}, { frontier })).toMatchObject({ outcome: 'done', pages: 1 });
  });

  it('follows redirects hop by hop, and knows a circle and a redirect to a private address', async () => {
    const to = (location: string): Answer => (_, response) => void response.writeHead(302, { location }).end();
    const one = await site({ '/': links('/old', '/circle', '/inward', '/again'), '/old': to('/older'), '/older': to('/new'), '/new': 'here', '/circle': to('/circle2'), '/circle2': to('/circle'), '/inward': to('http://localhost:1/admin'), '/again': to('/new') });
    const result = await visit(`${one.url}/`, { secondary: 5 }, { source: source({ policy: { allow: [`127.0.0.1:${one.port}`] } }) });
    expect(result.outcome).toBe('done');
    expect(result.seen.find((page) => page.finalUrl.endsWith('/new'))).toMatchObject({ url: `${one.url}/old`, hops: [{ status: 302 }, { url: `${one.url}/older` }] });
    expect(one.hits.filter((path) => path === '/new')).toHaveLength(1);
    expect(result.failures).toMatchObject([
      { url: `${one.url}/circle`, kind: 'redirects' },
      { url: 'http://localhost:1/admin', kind: 'address', reason: expect.stringMatching(/not on the public internet/) },
    ]);
  });

  it('says that a platform has gone: no name, 404, 410, or moved elsewhere', async () => {
    const gone = await site({ '/': (_, response) => void response.writeHead(410).end(), '/moved': (_, response) => void response.writeHead(301, { location: 'http://elsewhere.test/' }).end() });
    expect(await visit(`${gone.url}/`)).toMatchObject({ outcome: 'gone', reason: 'the address answered 410 Gone' });
    expect(await visit(`${gone.url}/none`)).toMatchObject({ outcome: 'gone' });
    expect(await visit(`${gone.url}/moved`, {}, { source: source({ resolve: (host) => (host === 'elsewhere.test' ? { address: '127.0.0.1', port: gone.port } : null) }) })).toMatchObject({ outcome: 'gone', reason: expect.stringMatching(/elsewhere\.test/) });
    const dead = await testSite({});
    await dead.close();
    expect(await visit(`${dead.url}/`)).toMatchObject({ outcome: 'unreachable', pages: 0, reason: expect.stringMatching(/ECONNREFUSED/) });
  });

  it('survives hostile pages: a bomb, an endless body, a wrong length, a huge header, a broken link', async () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000));
    const one = await site({
      '/': links('/bomb', '/endless', '/short', '/header', '/broken', '/fine'),
      '/bomb': (_, response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb),
      '/endless': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const drip = setInterval(() => response.write('x'), 5);
        response.on('close', () => clearInterval(drip));
      },
      '/short': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
        response.write('only this');
        setImmediate(() => response.destroy());
      },
      '/header': (_, response) => void response.writeHead(200, { 'x-large': 'y'.repeat(200_000) }).end(),
      '/fine': 'x',
    });
    const result = await visit(`${one.url}/`, { retries: 0 }, { source: source({ limits: { totalMs: 1000 } }) });
    expect(result.outcome).toBe('done');
    expect(result.paths).toContain('/fine');
    expect(Object.fromEntries(result.failures.map((failure) => [new URL(failure.url).pathname, failure.kind]))).toEqual({ '/bomb': 'too-large', '/endless': expect.stringMatching(/^(?:timeout|slow)$/), '/short': 'connection', '/header': 'too-large', '/broken': 'http-404' });
  });

  it('tries a failed connection again, more slowly each time', async () => {
    let asked = 0;
    const one = await site({ '/': (request, response) => void (asked++ < 2 ? request.socket.destroy() : response.writeHead(200).end('x')) });
    const clock = testClock();
    expect(await visit(`${one.url}/`, {}, { clock })).toMatchObject({ outcome: 'done', pages: 1 });
    expect(clock.slept).toEqual([1000, 2000]);
  });

  it('keeps the delay, and the longer one that robots.txt asks for', async () => {
    const one = await site({ '/robots.txt': 'User-agent: *\nCrawl-delay: 7\n', '/': links('/a'), '/a': 'x' });
    const clock = testClock();
    await visit(`${one.url}/`, { delayMs: 2000 }, { clock });
    expect(clock.slept).toEqual([7000, 7000]);
  });

  it('stops at each budget, and goes on when there is more', async () => {
    const one = await site((path) => (path === '/robots.txt' ? undefined : links(`/thread/${Number(/\d+$/.exec(path)?.[0] ?? 0) + 1}`)));
    const frontier = memoryFrontier();
    const budget = { pages: 3, seconds: 3600, bytes: 1e6, depth: 50 };
    expect(await visit(`${one.url}/`, { budget }, { frontier })).toMatchObject({ outcome: 'budget', pages: 3, queued: 1 });
    expect(await visit(`${one.url}/`, { budget: { ...budget, pages: 5 } }, { frontier })).toMatchObject({ outcome: 'budget', pages: 5 });
    expect(one.hits.filter((path) => path !== '/robots.txt')).toEqual(['/', '/thread/1', '/thread/2', '/thread/3', '/thread/4']);
    expect(await visit(`${one.url}/`, { budget: { ...budget, pages: 9, depth: 2 } })).toMatchObject({ outcome: 'done', pages: 3 });
    expect(await visit(`${one.url}/`, { delayMs: 1000, budget: { ...budget, pages: 99, seconds: 3 } })).toMatchObject({ outcome: 'budget', reason: expect.stringMatching(/3 s at most/) });
    expect(await visit(`${one.url}/`, { budget: { ...budget, pages: 99, bytes: 200 } })).toMatchObject({ outcome: 'budget', reason: expect.stringMatching(/200 bytes/) });
  });

  it('sees the same pages when it is interrupted at any of them and gone on with', async () => {
    const one = await site((path) => {
      if (path === '/robots.txt') return undefined;
      const n = Number(/\d+$/.exec(path)?.[0] ?? 0);
      return n > 12 ? links('/') : links(...[2 * n + 1, 2 * n + 2].flatMap((m) => [`/thread/${m}`, `/archive/${m}`, `/profile/p${m}`]));
    });
    const whole = await visit(`${one.url}/`);
    expect(whole.pages).toBeGreaterThan(30);
    for (const stopAt of [1, 2, 7, 20]) {
      const frontier = memoryFrontier();
      const control = new AbortController();
      const first = await visit(`${one.url}/`, {}, { frontier, signal: control.signal, onPage: (page) => void (page.position.offset > stopAt && control.abort()) });
      expect(first.outcome).toBe('interrupted');
      const second = await visit(`${one.url}/`, {}, { frontier });
      expect([...first.paths, ...second.paths]).toEqual(whole.paths);
    }
  });

  it('takes one step out, under the robots.txt that is there, and leaves the usual networks alone', async () => {
    const company = await site({ '/about': links('/more'), '/more': 'x' });
    const closed = await site({ '/robots.txt': 'User-agent: *\nDisallow: /', '/': 'x' });
    const one = await site({ '/': links('http://company.test/about', 'http://closed.test/', 'https://www.facebook.com/page', '/a'), '/a': links('http://company.test/more', 'http://company.test/x') });
    const ports: Readonly<Record<string, number>> = { 'company.test': company.port, 'closed.test': closed.port };
    const resolve = (host: string): { address: string; port: number } | null => (ports[host] === undefined ? null : { address: '127.0.0.1', port: ports[host] });
    const result = await visit(`${one.url}/`, {}, { source: source({ resolve }) });
    expect(result).toMatchObject({ outcome: 'done', pages: 2, secondaryPages: 2 });
    expect(result.seen.filter((page) => page.secondary).map((page) => page.url)).toEqual(['http://company.test/about', 'http://company.test/more']);
    expect(closed.hits).toEqual(['/robots.txt']);
    expect(company.hits).toEqual(['/robots.txt', '/about', '/more']);
  });

  it('never follows a link that acts', async () => {
    const acting = ['/logout', '/idea/1/vote', '/user/7/follow', '/post/3/delete', '/login?next=/idea/1', '/index.php?action=logout', '/idea/1?do=edit', '/x?token=abc'];
    const one = await site((path) => (path === '/' ? links(...acting, '/idea/1', '/index.php?action=profile', '/people/following') : 'x'));
    const result = await visit(`${one.url}/`);
    expect(one.hits.filter((path) => acting.includes(path))).toEqual([]);
    expect(result.paths).toEqual(expect.arrayContaining(['/idea/1', '/index.php?action=profile', '/people/following']));
    expect(result.seen[0]?.links.filter((link) => link.skip !== null)).toHaveLength(acting.length);
  });

  it('says of every address that leads to the login that it was not seen, of the first one too', async () => {
    const toLogin = (_: IncomingMessage, response: ServerResponse): void => void response.writeHead(302, { location: '/login' }).end();
    const one = await site({ '/': links('/inside/1', '/inside/2'), '/inside/1': toLogin, '/inside/2': toLogin, '/login': '<form><input type="password"></form>' });
    const result = await visit(`${one.url}/`);
    expect(result.failures.map((f) => [f.url.slice(one.url.length), f.kind])).toEqual([['/inside/1', 'login'], ['/inside/2', 'login']]);
  });

  it('leaves alone what is no page, and says so', async () => {
    const one = await site({ '/': links('/thing'), '/thing': (_, response) => void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(links('/never')), '/never': 'x' });
    const result = await visit(`${one.url}/`);
    expect(result.paths).toEqual(['/']);
    expect(result.failures).toMatchObject([{ url: `${one.url}/thing`, kind: 'type' }]);
  });

  it('reads the sitemaps that robots.txt names, and values what they list', async () => {
    const one = await site({
      '/robots.txt': 'Sitemap: /map.xml\nUser-agent: *\nDisallow: /private\n',
      '/map.xml': (request, response) => void response.writeHead(200, { 'content-type': 'application/xml' }).end(`<urlset>${['/idea/1', '/private/2', '/rules', '/logout'].map((path) => `<url><loc>http://${request.headers.host ?? ''}${path}</loc></url>`).join('')}<url><loc>http://other.test/</loc></url></urlset>`),
      '/': links('/about'), '/about': 'x', '/idea/1': 'x', '/rules': 'x',
    });
    const result = await visit(`${one.url}/`);
    expect(result.paths).toEqual(['/', '/about', '/idea/1', '/rules']);
    expect(result.failures).toMatchObject([{ url: `${one.url}/private/2`, kind: 'robots' }]);
    expect(one.hits.slice(0, 3)).toEqual(['/robots.txt', '/', '/map.xml']);
    expect(one.hits.filter((path) => path === '/map.xml')).toHaveLength(1);
  });

  it('asks a known page whether it has changed, and takes what is known where it has not', async () => {
    const asked: (string | undefined)[] = [];
    const one = await site({
      '/': (request, response) => {
        asked.push(request.headers['if-none-match']);
        response.writeHead(304, { etag: '"1"' }).end();
      },
      '/a': 'x',
    });
    const before: Capture = { url: `${one.url}/`, method: 'GET', status: 200, statusText: 'OK', requestHeaders: [], responseHeaders: [['Content-Type', 'text/html']], body: Buffer.from(links('/a')), capturedAt: '2014-01-01T00:00:00Z', source: 'live' };
    const result = await visit(`${one.url}/`, {}, { known: (url) => (url === before.url ? { headers: [['If-None-Match', '"1"']], unchanged: () => before } : null) });
    expect(asked).toEqual(['"1"']);
    expect(result.paths).toEqual(['/', '/a']);
    expect(result.archived.map((capture) => capture.status)).toEqual([404, 304, 200]);
    expect(result.seen[0]?.status).toBe(200);
  });

  it('sees the same pages in the same order with several requests at once, however long each takes', async () => {
    const wait = (path: string, seed: number): number => (path.length * seed * 7) % 23;
    let together = 0;
    let most = 0;
    const orders = await Promise.all([1, 2, 3].map(async (seed) => {
      const one = await site((path) => (path === '/robots.txt' ? '' : (_, response) => {
        most = Math.max(most, ++together);
        setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(links(...(path.length < 9 ? [1, 2, 3].map((n) => `${path.replace(/\/$/, '')}/${n}`) : []))), wait(path, seed));
        response.on('close', () => together--);
      }));
      return (await visit(`${one.url}/`, { lanes: 6, budget: { pages: 60, seconds: 3600, bytes: 1e8, depth: 10 } })).paths;
    }));
    expect(most).toBeGreaterThan(6);
    expect(orders[0]).toHaveLength(60);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  });

  it('has pages drawn where half of the first five are empty, follows what is drawn, and else leaves it', async () => {
    const one = await site((path) => (path === '/robots.txt' ? '' : '<div id="app"></div>'));
    const drawn: string[] = [];
    const result = await visit(`${one.url}/`, { budget: { pages: 8, seconds: 3600, bytes: 1e8, depth: 99 } }, {
      drawing: {
        needed: (html) => html.includes('id="app"'),
        draw: (capture) => {
          drawn.push(new URL(capture.url).pathname);
          return Promise.resolve({ ok: true, capture: { ...capture, source: 'render', body: Buffer.from(links(`${new URL(capture.url).pathname.replace(/\/$/, '')}/1`)) } });
        },
      },
    });
    expect(result.paths.filter((_, n) => n % 2 === 0)).toEqual(drawn);
    expect([drawn.length, result.rendering, result.seen.filter((page) => page.capture.source === 'render').length]).toEqual([8, '8 pages drawn', 8]);
    const still = await site((path) => (path === '/robots.txt' ? '' : path === '/' ? `${links('/1', '/2', '/3', '/4', '/5')}<div id="app"></div>` : path === '/5' ? '<div id="app"></div>' : 'text'));
    const plain = await visit(`${still.url}/`, {}, { drawing: { needed: (html) => html.includes('id="app"'), draw: (capture) => Promise.resolve({ ok: true, capture: { ...capture, source: 'render' } }) } });
    expect(plain.rendering).toBe('1 page drawn');
  });

  it('goes on in the same order after an interruption, with several requests at once and fewer pages than there are', async () => {
    const pages = (path: string): string => (path === '/robots.txt' ? '' : links(...(path.length < 9 ? [1, 2, 3].map((n) => `${path.replace(/\/$/, '')}/${n}`) : [])));
    const one = await site(pages);
    const options = { lanes: 4, budget: { pages: 50, seconds: 3600, bytes: 1e8, depth: 10 } };
    const whole = (await visit(`${one.url}/`, options)).paths;
    const frontier = memoryFrontier();
    const paths: string[] = [];
    for (const after of [5, 17, 100]) {
      const stop = new AbortController();
      await visit(`${one.url}/`, options, { frontier, signal: stop.signal, onPage: (page) => {
        paths.push(new URL(page.url).pathname);
        if (paths.length === after) stop.abort();
      } });
    }
    expect([...new Set(paths)]).toEqual(whole);
  });

  it('follows nothing that acts, whatever leads there', async () => {
    const one = await site({
      '/robots.txt': 'Sitemap: /map.xml\nSitemap: /post/3/delete\n',
      '/map.xml': (request, response) => void response.writeHead(200, { 'content-type': 'application/xml' }).end(`<sitemapindex><loc>http://${request.headers.host ?? ''}/logout</loc></sitemapindex>`),
      '/': `${links('/moved', '/fresh')}<a href="http://other.test/polls/12/vote?choice=1">vote</a>`,
      '/moved': (_, response) => void response.writeHead(302, { location: '/logout' }).end(),
      '/fresh': '<meta http-equiv=refresh content="0; url=/delete/12">',
    });
    await visit(`${one.url}/`, {}, { source: source({ resolve: (host) => (host === 'other.test' ? { address: '127.0.0.1', port: one.port } : null) }) });
    expect(one.hits.sort()).toEqual(['/', '/fresh', '/map.xml', '/moved', '/robots.txt']);
  });

  it('asks a site that was away once more, and does not go on at another address', async () => {
    let away = true;
    const one = await site({ '/robots.txt': (_, response) => void response.writeHead(away ? 500 : 200).end(), '/': 'x' });
    const frontier = memoryFrontier();
    expect(await visit(`${one.url}/`, {}, { frontier })).toMatchObject({ outcome: 'unreachable', pages: 0 });
    away = false;
    expect(await visit(`${one.url}/`, {}, { frontier })).toMatchObject({ outcome: 'done', pages: 1 });
    await expect(visit('http://other.test/', {}, { frontier })).rejects.toThrow(/begun at .* cannot go on at http:\/\/other\.test/);
  });

  it('asks for robots.txt whole, whatever an earlier wave knows of it', async () => {
    const asked: (string | undefined)[] = [];
    const one = await site({
      '/robots.txt': (request, response) => {
        asked.push(request.headers['if-none-match']);
        response.writeHead(200).end('User-agent: *\nDisallow: /secret\n');
      },
      '/': links('/secret/a'),
    });
    await visit(`${one.url}/`, {}, { known: () => ({ headers: [['If-None-Match', '"1"']], unchanged: () => { throw new Error('not asked'); } }) });
    expect(asked).toEqual([undefined]);
    expect(one.hits).not.toContain('/secret/a');
  });

  it('keeps one pace for a site and its subdomains', async () => {
    const times: number[] = [];
    const clock = testClock();
    const one = await site((path) => (_, response) => {
      times.push(clock.now());
      response.writeHead(200, { 'content-type': path === '/robots.txt' ? 'text/plain' : 'text/html' }).end(path === '/' ? links(...[1, 2, 3].map((n) => `http://u${n}.p.test/`)) : path === '/robots.txt' ? '' : 'x');
    });
    await visit('http://p.test/', { delayMs: 400 }, { clock, source: source({ resolve: () => ({ address: '127.0.0.1', port: one.port }) }) });
    expect(times.length).toBe(8);
    times.slice(1).forEach((time, n) => expect(time - (times[n] ?? 0)).toBeGreaterThanOrEqual(400));
  });

  it('stops between two pages when it is asked to, and goes on from there', async () => {
    const one = await site((path) => (path === '/robots.txt' ? '' : path.length < 12 ? links(`${path}a/`) : 'x'));
    const frontier = memoryFrontier();
    let left = 2;
    const first = await visit(`${one.url}/`, {}, { frontier, pause: () => left-- <= 0 });
    const second = await visit(`${one.url}/`, {}, { frontier });
    expect([first.outcome, first.paths.length, second.outcome]).toEqual(['interrupted', 2, 'done']);
    expect(second.pages).toBe(first.paths.length + second.paths.length);
    expect(new Set([...first.paths, ...second.paths]).size).toBe(second.pages);
  });

  it('keeps to a path prefix', async () => {
    const one = await site({ '/group/': links('/group/a', '/other'), '/group/a': 'x', '/other': 'x' });
    expect((await visit(`${one.url}/group/`, { pathPrefix: '/group/', secondary: 0 })).paths).toEqual(['/group/', '/group/a']);
  });
});

describe('a plan', () => {
  it('says who refuses and how long the others take, and asks for nothing but robots.txt', async () => {
    const open = await site({ '/robots.txt': 'User-agent: *\nCrawl-delay: 3', '/': 'x' });
    const shut = await site({ '/robots.txt': 'User-agent: netnograph\nDisallow: /', '/': 'x' });
    const options = { agent: 'netnograph', budget: { pages: 50, seconds: 600, bytes: 1e6, depth: 5 }, delayMs: 1000, secondary: 0 };
    expect(await planSite({ ...options, start: [`${open.url}/`] }, { source: source() })).toMatchObject({ verdict: 'allowed', delaySeconds: 3, pages: 50, worstSeconds: 150 });
    expect(await planSite({ ...options, start: [`${shut.url}/`] }, { source: source() })).toMatchObject({ verdict: 'refused', reason: 'robots.txt line 2: Disallow: /', worstSeconds: 0 });
    expect([...open.hits, ...shut.hits]).toEqual(['/robots.txt', '/robots.txt']);
  });
});
