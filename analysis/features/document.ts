/** One parsed document: the tree as cheerio selectors see it, with its index, shared by all views of the page. */
import { load } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { isElement } from './nodes.ts';
import { indexDocument } from './region.ts';
import type { DocumentIndex } from './region.ts';

export interface ParsedDocument {
  readonly root: AnyNode;
  readonly index: DocumentIndex;
}

/** Parses as a browser does (HTML standard, scripting on: `noscript` is text), so selectors fit what `cheerio.load` gives. */
export function parseDocument(html: string): ParsedDocument {
  const $ = load(html);
  const root = $.root()[0] as AnyNode;
  const all: Element[] = [];
  const stack: AnyNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isElement(node)) all.push(node);
    if ('children' in node) for (let i = node.children.length - 1; i >= 0; i -= 1) stack.push(node.children[i] as AnyNode);
  }
  return { root, index: indexDocument(all) };
}

export function fold(text: string): string {
  return text.replace(/[\s\u00a0]+/gu, ' ').trim();
}
