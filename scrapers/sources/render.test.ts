import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../browser.ts';
import { testSite } from '../test-site.ts';
import { liveSource } from './live.ts';
import { renderSource } from './render.ts';
import type { Source } from './source.ts';

const executablePath = findBrowser();

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
});
