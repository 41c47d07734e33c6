import { afterAll, describe, expect, it } from 'vitest';
import type { Capture } from '../core/types.ts';
import { findBrowser } from './browser.ts';
import { openCamera, type Camera } from './screenshot.ts';

const executablePath = findBrowser();
if (executablePath === null) console.warn('No Chromium here: screenshots are not tested.');

/** Width and height, as a PNG says them. */
const sizeOf = (png: Uint8Array): [number, number] => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)];

describe.skipIf(executablePath === null)('a picture of a region', () => {
  const asked: string[] = [];
  const style: Capture = { url: 'http://x.test/s.css', method: 'GET', status: 200, statusText: 'OK', requestHeaders: [], responseHeaders: [['Content-Type', 'text/css']], body: Buffer.from('#tall{height:5000px}'), capturedAt: '2014-05-01T12:00:00.000Z', source: 'live' };
  let camera: Camera | null = null;
  const shoot = async (html: string, selector: string | null, quote = ''): Promise<[number, number] | string> => {
    camera ??= openCamera(executablePath ?? '', (url) => {
      asked.push(url);
      return url === style.url ? style : null;
    });
    const picture = await camera.shoot({ url: 'http://x.test/page', html, selector, quote });
    return picture.ok ? sizeOf(picture.png) : picture.reason;
  };
  afterAll(async () => {
    await camera?.close();
  });

  it('is made of the archive alone; nothing on the page runs', async () => {
    const page = `<link rel=stylesheet href=/s.css><script>document.title='ran';document.body.remove()</script><script src=http://evil.test/x.js></script><body onload="document.body.innerHTML=''"><img src=/away.png onerror="document.body.innerHTML=''">
      <meta http-equiv=refresh content="0;url=http://evil.test/"><iframe src=http://evil.test/></iframe><p class=a>First words here</p><div id=tall>tall</div><p hidden class=h>not seen</p><p style="position:absolute;left:-9999px" class=off>off</p></body>`;
    expect(await shoot(page, '.a')).toEqual([expect.any(Number), 240]);
    // With the archived style the block is larger than any picture.
    expect(await shoot(page, '#tall')).toEqual([1200, 1600]);
    expect(await shoot(page, '.gone', 'First  words')).toEqual([expect.any(Number), 240]);
    expect(await shoot(page, '.gone', 'nowhere')).toContain('does not find the region');
    expect(await shoot(page, '.h')).toContain('does not show without scripts');
    expect(await shoot(page, '.off')).toContain('does not show without scripts');
    expect(await shoot(page, ':::', 'First words')).toEqual([expect.any(Number), 240]);
    expect(asked.every((url) => ['http://x.test/s.css', 'http://x.test/away.png', 'http://evil.test/x.js'].includes(url))).toBe(true);
  });
});
