/** Threads of mail as one run of plain text: each message begins with a line "From: name @ date", its text follows behind an empty line. */
import type { AnyNode, Element } from 'domhandler';
import { fold } from '../features/document.ts';
import { isElement, isText } from '../features/nodes.ts';
import type { Draft } from './read.ts';
import type { Signals } from './signals.ts';
import { findTime } from './time.ts';

const HEAD = /^From: +([^\n@<]{2,60}?)(?: *<[^>\n]*>)? +@ +(\d{4}-\d\d-\d\d +\d{1,2}:\d\d(?: *UTC)?)[^\n]*\n/u;
/** Behind the text: controls, from a line that begins with "^" or "permalink" on. */
const FOOT = /\n\s*(?:\^|permalink|reply)\s[^\n]*(?:\n[\s\S]*)?$/u;

/** @returns the messages, in the order of the page; null where there are not two */
export function readRunning(signals: Signals): Draft[] | null {
  const pres = signals.view.tagged('pre');
  if (pres.length === 0 || signals.view.tagged('article').length > 0) return null;
  const drafts: Draft[] = [];
  const keys: string[][] = [];
  const parents: (string | null)[] = [];
  for (const pre of pres) {
    const text = rawText(pre);
    const at = text.search(/^From: /mu);
    const head = at < 0 ? null : HEAD.exec(text.slice(at));
    if (head === null) continue;
    const time = findTime(head[2] ?? '', signals.moment, signals.order)?.time;
    const name = fold(head[1] ?? '');
    if (time === undefined || name === '') continue;
    const rest = text.slice(at + head[0].length);
    const body = rest.slice(Math.max(0, rest.search(/\n\s*\n/u))).replace(FOOT, '');
    const ids = idsIn(pre);
    const key = ids[0] ?? null;
    keys.push(ids);
    parents.push(answeredIn(pre, text.slice(0, at)));
    drafts.push({ el: pre, key, author: { name, profile: null }, time, text: withoutQuotes(body), votes: null, attachments: [], replyTo: null, opens: false });
  }
  if (drafts.length < 2) return null;
  return drafts.map((draft, i) => {
    const parent = parents[i] ?? null;
    const to = parent === null ? -1 : keys.findIndex((ids) => ids.includes(parent));
    return { ...draft, opens: i === 0, replyTo: i === 0 || to < 0 || to === i ? null : to };
  });
}

function rawText(el: Element): string {
  let out = '';
  const walk = (node: AnyNode): void => {
    if (isText(node)) out += node.data;
    else if (isElement(node)) node.children.forEach(walk);
  };
  walk(el);
  return out.replace(/\r/gu, '');
}

function idsIn(el: Element): string[] {
  const ids: string[] = [];
  const walk = (node: AnyNode): void => {
    if (!isElement(node)) return;
    const id = node.attribs['id'];
    if (id !== undefined && /\d/u.test(id)) ids.push(id);
    node.children.forEach(walk);
  };
  walk(el);
  return ids;
}

/** In the outline above the message, the last line less indented than its own: the id that this line leads to. */
function answeredIn(pre: Element, before: string): string | null {
  const own = /^@ *[^\n`]*?(`)/mu.exec(before);
  if (own === null) return null;
  const lines = before.split('\n');
  const mine = lines.findIndex((l) => l.startsWith('@'));
  const depth = (line: string): number => {
    const tick = line.indexOf('`');
    return tick < 0 ? -1 : tick;
  };
  const links: { readonly line: number; readonly to: string }[] = [];
  let text = '';
  const walk = (node: AnyNode): void => {
    if (isText(node)) text += node.data.replace(/\r/gu, '');
    else if (isElement(node)) {
      const href = node.attribs['href'] ?? '';
      if (node.name === 'a' && /^#.*\d/u.test(href)) links.push({ line: text.split('\n').length - 1, to: href.slice(1) });
      node.children.forEach(walk);
    }
  };
  walk(pre);
  for (let i = mine - 1; i >= 0; i -= 1) {
    if (depth(lines[i] ?? '') >= depth(lines[mine] ?? '')) continue;
    const link = links.find((l) => l.line === i && /^\s*\d{4}-/u.test(lines[i] ?? ''));
    if (link !== undefined) return link.to;
  }
  return null;
}

function withoutQuotes(text: string): string {
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    if (/^--\s*$/u.test(line)) break;
    if (/^\s*>/u.test(line)) {
      while (/^\s*$|:\s*$/u.test(kept.at(-1) ?? 'x') && kept.length > 0) if (/:\s*$/u.test(kept.pop() ?? '')) break;
      continue;
    }
    kept.push(line);
  }
  return fold(kept.join('\n'));
}

