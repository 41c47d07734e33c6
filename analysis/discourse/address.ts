/** A thread's address: that of its page without what only turns its pages, sorts them or marks the visit. */
import type { PageView } from '../features/page.ts';

/** Parameters that leave the thread the same. */
const NEUTRAL = /^(?:s|sid|phpsessid|jsessionid|utm_\w+|fbclid|gclid|ref|referrer|source|highlight|hl|hilit|sort(?:_?by)?|order(?:_?by)?|sd|sk|tab|answertab|view|mode|style|theme|replytocom|noredirect|lq|rq|nocache|print(?:able)?|threaded|dir|lang|share|from|versionfrom|context|nested|collapsed?|showall|unread|cid|comment_?id|postid|focus\w*|_\w*|oldid|action)$/iu;
/** Parameters that hold a page's number or the number of posts before it. */
const PAGING = /^(?:page|pg|pageno|page_?num(?:ber)?|paged|cpage|pagina|seite|start|offset|begin|st|skip|limitstart|pn|pp|perpage|per_page|currentpage|commentpage|cp|comments_page|startat)$/iu;
/** Of a question's own id in `?p=12` and of a page in `?p=2` the software decides: only beside another id it is a page. */
const EITHER = /^(?:p|o|n)$/iu;
const STEP = /^(?:(?:comment-)?page|seite|pagina|p|pg)[-_]?(\d{1,5})$/iu;

export interface ThreadAddress {
  readonly address: string;
  readonly part: number;
}

export function threadAddress(view: PageView): ThreadAddress {
  const url = new URL(view.url.href);
  url.hash = '';
  let part = 1;
  let offset: { key: string; value: number } | null = null;
  const keep: [string, string][] = [];
  // Semicolons part parameters too (`?topic=12.0;prev_next=next`).
  const query = url.search.slice(1).split(/[&;]/u).filter((p) => p !== '').map((p): [string, string] => {
    const at = p.indexOf('=');
    return at < 0 ? [p, ''] : [p.slice(0, at), p.slice(at + 1)];
  });
  const named = query.filter(([k, v]) => !NEUTRAL.test(k) && !PAGING.test(k) && !EITHER.test(k) && v !== '').length;
  for (const [key, value] of query) {
    if (PAGING.test(key) && /^\d+$/u.test(value)) {
      if (/^(?:start|offset|begin|st|skip|limitstart|startat)$/iu.test(key)) offset = { key, value: Number(value) };
      else if (!/^(?:pp|perpage|per_page)$/iu.test(key)) part = Math.max(1, Number(value) + (/^(?:page)$/iu.test(key) && value === '0' ? 1 : 0));
    } else if (EITHER.test(key) && /^\d{1,4}$/u.test(value) && (named > 0 || url.pathname.split('/').length > 2)) part = Math.max(1, Number(value));
    else if (key.toLowerCase() === 'topic' && /^\d+\.(?:\d+|msg\d+|new|0)$/iu.test(value)) {
      // SMF: topic.offset
      const [topic, rest] = value.split('.');
      keep.push([key, `${topic}.0`]);
      if (/^\d+$/u.test(rest ?? '')) offset = { key, value: Number(rest) };
    } else if (!NEUTRAL.test(key)) keep.push([key, value]);
  }
  let steps = url.pathname.split('/');
  while (steps.length > 2 && steps.at(-1) === '') steps = steps.slice(0, -1);
  const last = steps.at(-1) ?? '';
  const before = steps.at(-2) ?? '';
  const step = STEP.exec(last);
  if (step !== null && steps.length > 2) {
    part = Number(step[1]);
    steps.pop();
  } else if (/^\d{1,5}$/u.test(last) && /^(?:page|seite|pagina|p|paged)$/iu.test(before)) {
    part = Number(last);
    steps.splice(-2);
  } else if (/^\d{1,6}$/u.test(last) && /^\d+$/u.test(before) && steps.includes('t')) {
    // `/t/title/12/7`: the post at which to begin.
    steps.pop();
  } else {
    // `thread-12-page-3.html`, `index3.html`, `topic12-30.html`, `topic,12,30.html`
    const name = /^(.*?)[-_.](?:page|p|seite)[-_]?(\d{1,5})(\.\w{2,5})?$/iu.exec(last);
    const index = /^index(\d{1,5})(\.\w{2,5})$/iu.exec(last);
    if (name !== null && (name[1] ?? '') !== '') {
      part = Number(name[2]);
      steps[steps.length - 1] = `${name[1]}${name[3] ?? ''}`;
    } else if (index !== null) {
      part = Number(index[1]);
      steps[steps.length - 1] = '';
    }
  }
  // `/page__st__20`
  const old = /^page__st__(\d+)/iu.exec(steps.at(-1) ?? '');
  if (old !== null) {
    offset = { key: 'st', value: Number(old[1]) };
    steps.pop();
  }
  if (/^(?:print|printable|amp|oldest|newest|all)$/iu.test(steps.at(-1) ?? '') && steps.length > 3) steps.pop();
  if (offset !== null) part = partOfOffset(view, offset.value);
  url.pathname = steps.join('/') || '/';
  url.search = keep.length === 0 ? '' : `?${keep.map(([k, v]) => (v === '' ? k : `${k}=${v}`)).join('&')}`;
  return { address: url.href, part };
}

/** Which page begins behind so many posts: the page's own links tell by how many they step. */
function partOfOffset(view: PageView, offset: number): number {
  if (offset === 0) return 1;
  let smallest = offset;
  for (const link of view.links) {
    if (link.url === null || !/^\d{1,4}$/u.test(link.name) || link.url.pathname !== view.url.pathname) continue;
    const found = /(?:start|offset|begin|st|skip|limitstart|startat)=(\d+)|topic=\d+\.(\d+)|page__st__(\d+)/iu.exec(link.url.href);
    const value = Number(found?.[1] ?? found?.[2] ?? found?.[3] ?? '0');
    const page = Number(link.name);
    if (page > 1 && value > 0 && value % (page - 1) === 0) return Math.round(offset / (value / (page - 1))) + 1;
    if (value > 0) smallest = Math.min(smallest, value);
  }
  return Math.round(offset / smallest) + 1;
}

export function withoutHash(url: URL): string {
  return url.hash === '' ? url.href : url.href.slice(0, url.href.length - url.hash.length);
}
