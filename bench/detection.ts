/**
 * How fast pages are read: every detector on the labelled pages and on generated pages of a
 * crowdsourcing site. Speed is by processor time, so that what else the machine does counts little.
 */
import type { ArchivedPage } from '../core/types.ts';
import { readPage } from '../analysis/features/observe.ts';
import { labelledPages } from './features.ts';

interface SetResult {
  readonly name: string;
  readonly pages: number;
  readonly meanBytes: number;
  /** By processor time. */
  readonly pagesPerSecond: number;
}

export async function run(args: { data: string; quick: boolean }): Promise<object> {
  const some = <T>(all: readonly T[]): readonly T[] => (args.quick ? all.slice(0, 20) : all);
  const labelled = some(labelledPages(args.data)).map((l) => l.page);
  const sets: [string, readonly ArchivedPage[]][] = [
    ['labelled', labelled],
    ['labelled, 15 to 42 KB', labelled.filter((p) => p.html.length >= 15_000 && p.html.length <= 42_000)],
    ['generated', Array.from({ length: args.quick ? 100 : 500 }, (_, n) => generatedPage(n))],
  ];
  const results: SetResult[] = [];
  let pages = 0;
  let cpu = 0;
  let wall = 0;
  for (const [name, all] of sets) {
    const started = performance.now();
    const before = process.cpuUsage();
    for (const page of all) readPage(page);
    const used = process.cpuUsage(before);
    const seconds = (used.user + used.system) / 1e6;
    wall += (performance.now() - started) / 1000;
    cpu += seconds;
    pages += all.length;
    const bytes = all.reduce((sum, page) => sum + Buffer.byteLength(page.html), 0);
    results.push({ name, pages: all.length, meanBytes: Math.round(bytes / Math.max(1, all.length)), pagesPerSecond: round(all.length / seconds) });
  }
  return { pages, pagesPerSecond: round(pages / cpu), wallPagesPerSecond: round(pages / wall), peakRss: process.resourceUsage().maxRSS * 1024, sets: results };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const WORDS = 'the project campaign backer reward community maker idea design challenge feedback update prototype shipping team support platform crowd solution open innovation member reputation discussion proposal budget goal creator review thread answer question science data volunteer task'.split(' ');
const SECTIONS = ['projects', 'threads', 'members', 'blog', 'challenges'];

/** Some 28 KB: navigation, an article, votes, about thirty comments by members with profiles, related pages. The same for the same number. */
function generatedPage(n: number): ArchivedPage {
  let state = n + 1;
  // Linear congruential generator (Numerical Recipes); the upper half is random enough.
  const below = (most: number): number => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 16) % most;
  const words = (count: number): string => Array.from({ length: count }, () => WORDS[below(WORDS.length)] ?? '').join(' ');
  const times = (count: number, make: (i: number) => string): string => Array.from({ length: count }, (_, i) => make(i)).join('');
  const address = (i: number): string => `/${SECTIONS[i % SECTIONS.length] ?? ''}/${i}`;
  const comment = (i: number): string =>
    `<li class="comment" id="c${i}"><a class="author" href="/members/${below(5000)}">member_${below(5000)}</a> <span class="badge">level ${1 + below(30)}</span> ` +
    `<time datetime="2026-01-1${below(9)}">${1 + below(20)} days ago</time><div class="body">${words(35 + below(50))}</div><button class="vote">+${below(40)}</button> <a href="#c${i}">permalink</a></li>`;
  const html =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${words(4)}</title><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>` +
    `<header><nav><ul>${times(12, (i) => `<li><a href="${address(i)}">${SECTIONS[i % SECTIONS.length] ?? ''}</a></li>`)}</ul><form action="/search"><input name="q"><button>Search</button></form><a href="/login">Log in</a></nav></header>` +
    `<main><h1>${words(7)}</h1><article class="post">${times(6, () => `<p>${words(60 + below(50))}</p>`)}</article>` +
    `<section><span class="votes">${below(900)} votes</span><button class="follow">Follow</button><a href="https://twitter.com/share?u=${n}">Share</a></section>` +
    `<section id="comments"><h2>Comments</h2><ol>${times(26 + below(14), comment)}</ol></section>` +
    `<aside><h3>Related</h3><ul>${times(18, () => `<li><a href="${address(below(5000))}">${words(4)}</a></li>`)}</ul></aside></main><footer><a href="/">Home</a></footer></body></html>`;
  return { id: `generated-${n}`, url: `https://crowd.example${address(n)}`, status: 200, contentType: 'text/html', html, secondary: false, loggedIn: false };
}
