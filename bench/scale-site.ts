/**
 * Sites for bench/scale.ts in a process of their own: `scale-site.ts PAGES LATENCY...`. One server, told apart by Host header;
 * a request takes between a quarter and the whole of the latency, by its path, so that each run waits alike. Prints its port;
 * on a line of standard input it prints requests, the most at once to one host, and pages asked for twice; ends with it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

const [pages = 30, least = 100, most = 400] = process.argv.slice(2).map(Number);
const seen = new Map<string, number>();
const open = new Map<string, number>();
let crowd = 0;

function wait(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return least + (hash % (most - least + 1));
}

const filler = 'words of a page that is neither long nor short '.repeat(60);
const server = createServer((request, response) => {
  const host = request.headers.host ?? '';
  const path = request.url ?? '/';
  const n = path === '/' ? 0 : Number(/^\/thread\/(\d+)$/.exec(path)?.[1] ?? NaN);
  if (Number.isNaN(n) || n >= pages) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('none');
  seen.set(host + path, (seen.get(host + path) ?? 0) + 1);
  const now = (open.get(host) ?? 0) + 1;
  open.set(host, now);
  crowd = Math.max(crowd, now);
  const links = [2 * n + 1, 2 * n + 2].filter((m) => m < pages).map((m) => `<a href="/thread/${m}">thread ${m} of ${host}</a>`);
  setTimeout(() => {
    open.set(host, (open.get(host) ?? 1) - 1);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><title>${n} of ${host}</title><p>${filler}</p>${links.join('\n')}`);
  }, wait(host + path));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
createInterface(process.stdin)
  .on('line', () => {
    const counts = [...seen.values()];
    process.stdout.write(`${JSON.stringify({ pages: counts.length, requests: counts.reduce((a, b) => a + b, 0), atOnce: crowd })}\n`);
    seen.clear();
    crowd = 0;
  })
  .on('close', () => process.exit(0));
