import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { Pace } from '../pace.ts';
import { liveSource } from './live.ts';
import { politeSource } from './polite.ts';

it('asks for a page’s data under robots.txt and in its pace, follows nothing that acts, and leaves other sites alone', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/robots.txt') return void response.end('User-agent: *\nDisallow: /api/private');
    response.end('ok');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const slept: number[] = [];
  let now = 0;
  const clock = { now: () => now, sleep: (ms: number) => { slept.push(ms); now += ms; return Promise.resolve(); } };
  const live = liveSource({ userAgent: 'test', policy: { allow: [host, '127.0.0.1'] } });
  const kept: string[] = [];
  const source = politeSource(live, {
    site: `http://${host}/`, agent: 'test', delayMs: 500, paces: new Map<string, Pace>(), archived: () => null, clock,
    onCapture: (capture) => kept.push(new URL(capture.url).pathname),
  });
  const outcomes = [];
  for (const path of ['/api/items', '/api/private/x', '/session/logout', '/index.php?a=logout']) outcomes.push((await source.get(`http://${host}${path}`)).ok);
  outcomes.push((await source.get('http://localhost:1/beacon')).ok);
  await Promise.all([source.get(`http://${host}/app.js`), source.get(`http://${host}/app.js`)]);
  await source.get(`http://${host}/app.js`);
  await live.close();
  await new Promise((closed) => server.close(closed));
  expect(outcomes).toEqual([true, false, false, false, false]);
  // A script that many pages use is asked for once.
  expect(asked).toEqual(['/robots.txt', '/api/items', '/app.js']);
  expect(kept).toEqual(asked);
  expect(slept.some((ms) => ms >= 490)).toBe(true);
});
