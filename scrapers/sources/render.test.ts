import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../browser.ts';
import { testSite } from '../test-site.ts';
import { liveSource } from './live.ts';
import { politeSource } from './polite.ts';
import { BEHAVIOURS, renderSource, type RenderOptions } from './render.ts';
import type { Source } from './source.ts';
import type { Answer } from '../test-site.ts';

const executablePath = findBrowser();
if (executablePath === null) console.warn('No Chromium here: rendering is not tested.');

describe.skipIf(executablePath === null)('rendering', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterAll(async () => {
    for (const one of opened.reverse()) await one.close();
  });

  it('gives the page as scripts have drawn it, through the checked source only', async () => {
    const secret = await testSite({ '/': 'secret' });
    const site = await testSite({
      '/': (_, response) => void response.writeHead(302, { location: '/app' }).end(),
      '/app': `<title>x</title><ul id=l></ul><form id=f method=post action=/post></form><script src=/app.js></script><img src=/a.png>`,
      '/app.js': `
        for (let i = 0; i < 3; i++) document.getElementById('l').innerHTML += '<li>Müller ' + i + '</li>';
        fetch('/data.json').then(r => r.text()).then(t => document.body.dataset.got = t);
        fetch('${secret.url}/', { mode: 'no-cors' }).then(() => document.body.dataset.leak = 'leaked').catch(() => {});
        fetch('/post', { method: 'POST' }).catch(() => {});
        new WebSocket('${secret.url.replace('http', 'ws')}/');`,
      '/data.json': '{"n":1}',
    });
    const through: Source = liveSource({ userAgent: 'netnograph/test', policy: { allow: [`127.0.0.1:${site.port}`] } });
    const source = renderSource({ executablePath: executablePath ?? '', through, userAgent: 'netnograph/test' });
    opened.push(secret, site, through, source);
    const fetched = await source.get(`${site.url}/`);
    if (!fetched.ok) throw new Error(fetched.reason);
    const { capture } = fetched;
    const html = Buffer.from(capture.body).toString('utf8');
    expect(capture).toMatchObject({ url: `${site.url}/app`, status: 200, source: 'render', responseHeaders: [['Content-Type', 'text/html; charset=utf-8']] });
    expect(html).toContain('<li>Müller 2</li>');
    expect(html).toContain('data-got="{&quot;n&quot;:1}"');
    expect(html).not.toContain('leaked');
    expect(secret.hits).toEqual([]);
    expect(site.hits.sort()).toEqual(['/', '/app', '/app.js', '/data.json']);
  }, 60_000);

  async function drawn(pages: Record<string, Answer>, options: Partial<RenderOptions> = {}): Promise<{ draw: (path?: string) => Promise<{ html: string; did: string; ms: number }>; hits: string[]; source: Source }> {
    const site = await testSite(pages);
    const live = liveSource({ userAgent: 'netnograph/test', policy: { allow: [`127.0.0.1:${site.port}`] } });
    const through = politeSource(live, { site: site.url, agent: 'netnograph', delayMs: 0, paces: new Map(), archived: () => null, onCapture: () => undefined });
    const source = renderSource({ executablePath: executablePath ?? '', through, userAgent: 'netnograph/test', ...options });
    opened.push(site, live, source);
    return {
      hits: site.hits, source,
      draw: async (path = '/') => {
        const began = performance.now();
        const fetched = await source.get(`${site.url}${path}`);
        if (!fetched.ok) throw new Error(fetched.reason);
        const { body, responseHeaders } = fetched.capture;
        return { html: Buffer.from(body).toString('utf8'), did: responseHeaders.find(([name]) => name === BEHAVIOURS)?.[1] ?? '', ms: performance.now() - began };
      },
    };
  }
  const later = (body: string): Answer => (_, response) => void setTimeout(() => response.end(body), 400);

  it('waits for what comes late, and for nothing else', async () => {
    const { draw } = await drawn({
      '/': '<p>nothing moves here</p>',
      '/chain': `<script>fetch('/1').then(() => fetch('/2')).then(() => fetch('/3')).then((r) => r.text()).then((t) => setTimeout(() => setTimeout(() => document.body.innerHTML = t, 300), 450))</script>`,
      '/1': later('1'), '/2': later('2'), '/3': later('all of it'),
      '/endless': `<p id=p></p><script>let n = 0; const tick = () => { p.textContent = ++n; requestAnimationFrame(tick); setTimeout(tick, 30) }; setInterval(() => p.append('x'), 20)</script>`,
      '/poll': `<script>setInterval(() => fetch('/1'), 50)</script>`,
    }, { settleMs: 1500, loadMs: 4000 });
    await draw();
    expect((await draw('/chain')).html).toContain('all of it');
    const endless = await draw('/endless');
    expect(endless.html).toContain('xx');
    await draw('/poll');
    expect(endless.ms).toBeGreaterThan(1400);
  });

  it('stays on the page whatever the page wants, and leaves nothing of it to the next', async () => {
    const { draw, hits } = await drawn({
      '/': `<p>here</p><script>localStorage.seen = sessionStorage.seen = window.name = document.cookie = 'seen=1'; window.open('/away'); location.href = '/away'</script>`,
      '/next': `<p></p><script>document.body.append([localStorage.seen, sessionStorage.seen, window.name, document.cookie].join('|') + '.')</script>`,
    }, { tabs: 1 });
    expect((await draw()).html).toContain('<p>here</p>');
    expect((await draw('/next')).html).toContain('|||.');
    expect(hits.filter((h) => h === '/away')).toEqual([]);
  });

  it('scrolls to the end, asks for more, and says so', async () => {
    const { draw } = await drawn({
      '/scroll': `<main></main><script>
        let n = 0; const more = () => document.querySelector('main').insertAdjacentHTML('beforeend', '<p style="height:900px">item ' + ++n + '</p>');
        more(); more(); addEventListener('scroll', () => { if (n < 4) fetch('/data').then(more) })</script>`,
      '/data': later('{}'),
      '/more': `<ol></ol><button onclick="for (let i = 0; i < 3; i++) document.querySelector('ol').append(document.createElement('li')); if (document.querySelectorAll('li').length > 5) this.remove()">Load more comments (3)</button>
        <a id=a role=button onclick="this.replaceWith('Antworten')">Weitere Antworten anzeigen</a>`,
      '/away': `<p>the page</p><button onclick="history.pushState(null, '', '/elsewhere'); document.body.innerHTML = 'gone'">View all members</button>`,
    });
    const scrolled = await draw('/scroll');
    expect(scrolled.html).toContain('item 4');
    expect(scrolled.did).toMatch(/^scroll [12]$/);
    const more = await draw('/more');
    expect(more.html.split('<li>').length).toBe(7);
    expect(more.html).toContain('Antworten');
    expect(more.did).toBe('load-more 3');
    expect(await draw('/away')).toMatchObject({ html: expect.stringContaining('<p>the page</p>'), did: '' });
  });

  it('never clicks what acts, sends, or accepts', async () => {
    const acts = ['Vote', 'Follow', 'Like', 'Show more and follow', 'Log in', 'Delete', 'Submit', 'Accept all', 'Accept all cookies', 'Reply', 'Show all likes to vote'].map((name) => `<button class=act>${name}</button>`).join('');
    const { draw } = await drawn({
      '/': `${acts}<form action=/sent><button>Load more</button><input type=submit value="Show more"></form><button form=f>Load more</button><form id=f></form><a href=/vote/1 role=button>Load more</a>
        <script>addEventListener('click', (e) => document.body.append('clicked ' + e.target.textContent))</script>`,
      '/modal': `<p>page</p><div id=b style="position:fixed;inset:0"><p>We use cookies.</p><button onclick="document.title='accepted'">Accept all</button> <button onclick="b.remove(); document.title='refused'">Reject all</button></div>`,
      '/bar': `<p>page</p><div style="position:fixed;bottom:0;height:40px">We use cookies. <button onclick="document.title='refused'">Reject all</button></div>`,
      '/only-accept': `<div style="position:fixed;inset:0">Cookies! <button onclick="document.title='accepted'">Accept all</button> <button>Settings</button></div>`,
    });
    const left = await draw();
    expect(left.html).not.toMatch(/<\/script>\s*clicked|clicked (?:Vote|Load|Show)/);
    expect(left.did).toBe('');
    const modal = await draw('/modal');
    expect(modal).toMatchObject({ html: expect.stringContaining('<title>refused</title>'), did: 'banner-refused 1' });
    for (const path of ['/bar', '/only-accept']) expect((await draw(path)).html, path).not.toContain('<title>');
  });

  it('draws several pages at once, each with what is its own', async () => {
    const paths = ['/a', '/b', '/c', '/d', '/e', '/f'];
    const { draw, hits } = await drawn({ ...Object.fromEntries(paths.map((path) => [path, '<script src=/s.js></script>'])), '/s.js': `fetch('/data').then(() => document.body.append('drawn at ' + location.pathname))`, '/data': later('{}') });
    const pages = await Promise.all(paths.map((path) => draw(path)));
    expect(pages.map((p) => /drawn at (\/\w)/.exec(p.html)?.[1])).toEqual(paths);
    // What one page has been given is not asked for again by the next.
    expect(hits.filter((h) => !paths.includes(h)).sort()).toEqual(['/data', '/robots.txt', '/s.js']);
  });
});
