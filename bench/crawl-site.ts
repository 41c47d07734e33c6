/**
 * The loopback site of the crawl benchmarks, in a process of its own: `crawl-site.ts PAGES`. Pages of 20 to 40 KB with
 * navigation, an article, comments of members and links to other pages; each page can be reached, and is the same in each run.
 * Prints its port; ends with its standard input.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const KINDS = ['thread', 'idea', 'member', 'challenge', 'news'] as const;
const WORDS = 'open platform idea member company challenge reward vote design community feedback prototype solution expert project question answer team market product service user tool test report result plan budget customer supplier material process energy water light metal paper glass wood fibre colour surface motion sensor signal'.split(' ');

/** xorshift32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

export const pathOf = (page: number): string => (page === 0 ? '/' : `/${KINDS[page % KINDS.length] ?? ''}/${page}`);

/** Sentences to choose from: making each anew would cost more than serving it. */
const random = generator(7);
const SENTENCES = Array.from({ length: 2000 }, () => Array.from({ length: 12 + Math.floor(random() * 25) }, () => WORDS[Math.floor(random() * WORDS.length)] ?? '').join(' '));

/** HTML of a page of a site with so many pages. */
export function crawlPage(page: number, pages: number): string {
  const next = generator(page + 1);
  const below = (most: number): number => Math.floor(next() * most);
  const sentence = (): string => SENTENCES[below(SENTENCES.length)] ?? '';
  const other = (): number => below(pages);
  const link = (to: number, text: string): string => `<a href="${pathOf(to)}">${text}</a>`;
  const parts = [
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${KINDS[page % KINDS.length] ?? ''} ${page}: ${sentence().slice(0, 40)}</title>`,
    '<link rel="stylesheet" href="/style.css"><script>window.site={name:"Loopback",locale:"en"};</script></head><body><header><nav><ul>',
    ...Array.from({ length: 12 }, (_, n) => `<li>${link(n % pages, `Section ${n}`)}</li>`),
    `</ul></nav><form action="/search" method="get"><input name="q" aria-label="Search"><button>Search</button></form></header><main><h1>${sentence().slice(0, 60)}</h1><article>`,
    ...Array.from({ length: 4 + below(5) }, () => `<p>${sentence()}. ${sentence()}.</p>`),
    `</article><div class="votes"><button type="button">Vote</button> <span>${below(900)} votes</span></div><section id="comments"><h2>Comments</h2>`,
  ];
  const comments = 24 + below(18);
  for (let n = 0; n < comments; n++) {
    const member = other();
    parts.push(
      `<div class="comment" id="c${n}"><a class="author" href="${pathOf(member)}">member ${member}</a> <time datetime="2026-0${1 + below(9)}-1${below(10)}T09:00:00Z">${1 + below(28)} days ago</time>`,
      `<div class="text">${sentence()}. ${sentence()}. ${sentence()}.</div><button type="button">+${below(40)}</button> <a href="#c${n}">permalink</a></div>`,
    );
  }
  parts.push('</section><aside><h2>Related</h2><ul>');
  // Ten children each: every page can be reached, whatever else is linked.
  for (let n = 1; n <= 10; n++) if (page * 10 + n < pages) parts.push(`<li>${link(page * 10 + n, sentence().slice(0, 30))}</li>`);
  for (let n = 0; n < 8; n++) parts.push(`<li>${link(other(), sentence().slice(0, 30))}</li>`);
  parts.push(`</ul></aside></main><footer>${link(0, 'Home')}</footer></body></html>\n`);
  return parts.join('');
}

/** Served until standard input ends, so that no server outlives its benchmark. */
export function serveCrawlSite(pages: number): void {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const page = path === '/' ? 0 : Number(/^\/[a-z]+\/(\d+)$/.exec(path)?.[1] ?? -1);
    if (path === '/robots.txt') return void response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /search\n');
    if (page < 0 || page >= pages || path !== pathOf(page)) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    const etag = `"${createHash('sha1').update(path).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    const body = Buffer.from(crawlPage(page, pages));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length, etag }).end(body);
  });
  server.keepAliveTimeout = 30_000;
  server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
  process.stdin.on('end', () => process.exit(0)).resume();
}

if (process.argv[1]?.endsWith('crawl-site.ts')) serveCrawlSite(Number(process.argv[2] ?? 5000));
