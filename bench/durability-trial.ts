/** A loopback site that counts what it is asked for, and whether archive, index and store hold each of its pages once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { openArchive } from '../store/archive/archive.ts';
import { openStore } from '../store/open.ts';
import { all } from '../store/sql.ts';
import { crawlPage, pathOf } from './crawl-site.ts';

export interface Trial {
  /** Pages of the site that the archive, its index or the store does not hold. */
  readonly lost: number;
  /** Pages that one of them holds twice. */
  readonly doubled: number;
  readonly warcValid: boolean;
  readonly problems: readonly string[];
}

export interface Site {
  readonly url: string;
  served(): number;
  /** Calls back when so many more pages have been asked for. */
  after(requests: number, then: () => void): void;
}

export async function withSite<T>(pages: number, use: (site: Site) => Promise<T>): Promise<T> {
  let served = 0;
  let at = Infinity;
  let call = (): void => {};
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    if (++served === at) call();
    const page = request.url === '/' ? 0 : Number(/^\/[a-z]+\/(\d+)$/.exec(request.url ?? '')?.[1] ?? -1);
    if (page < 0 || page >= pages) return void response.writeHead(404).end();
    setTimeout(() => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(crawlPage(page, pages)), 2);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      served: () => served,
      after(requests, then) {
        at = served + requests;
        call = then;
      },
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** @param dir archive; by default study.sqlite lies beside the waves */
export function check(dir: string, pages: number, folders: readonly string[] = ['w1/site'], store = path.join(dir, 'study.sqlite')): Trial {
  const expected = new Set(Array.from({ length: pages }, (_, page) => pathOf(page)));
  const archive = openArchive(dir);
  const problems = archive.verify().problems.map((problem) => `${problem.file} ${problem.offset}: ${problem.message}`);
  const places: [string, string[]][] = folders.flatMap((folder) => [
    [`index of ${folder}`, archive.index(folder).map((entry) => entry.url)] as [string, string[]],
    [`archive of ${folder}`, [...archive.payloads()].filter((payload) => payload.position.file.startsWith(`${folder}/`)).map((payload) => payload.url)] as [string, string[]],
  ]);
  archive.close();
  const db = openStore(store);
  for (const folder of folders) places.push([`store of ${folder}`, all<{ url: string }>(db, `SELECT url FROM page_visit WHERE site_visit_id = ?`, folder).map((row) => row.url)]);
  db.close();
  let lost = 0;
  let doubled = 0;
  for (const [where, urls] of places) {
    const paths = urls.map((url) => new URL(url).pathname).filter((one) => one !== '/robots.txt');
    const once = new Set(paths);
    const missing = [...expected].filter((one) => !once.has(one)).length;
    lost += missing;
    doubled += paths.length - once.size;
    if (missing > 0 || paths.length !== once.size) problems.push(`${where}: ${missing} missing, ${paths.length - once.size} twice`);
  }
  return { lost, doubled, warcValid: problems.length === 0, problems: problems.slice(0, 10) };
}
