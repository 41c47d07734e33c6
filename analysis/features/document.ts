/** One parsed document: the tree as cheerio selectors see it, with its index, shared by all views of the page. */
import type { AnyNode, Element } from 'domhandler';
import { parse } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { NetnoError } from '../../core/errors.ts';
import { isElement, isText, PlacedElement } from './nodes.ts';
import { indexDocument } from './region.ts';
import type { DocumentIndex } from './region.ts';

export interface ParsedDocument {
  readonly root: AnyNode;
  readonly index: DocumentIndex;
}

/**
 * Past these a page is not read, so that none takes minutes or fills the memory. The largest real pages that we have
 * seen hold 15,000 elements, 34 deep; browsers themselves nest no deeper than 512.
 */
export const LIMITS = { characters: 4_000_000, elements: 60_000, depth: 512, text: 60_000_000 } as const;

/**
 * Parses as a browser does (HTML standard, scripting on: `noscript` is text), so selectors fit what `cheerio.load` gives.
 * @throws NetnoError with the reason when the page is past a limit
 */
export function parseDocument(html: string): ParsedDocument {
  if (html.length > LIMITS.characters) throw beyond('characters');
  const root: AnyNode = parse(html, { treeAdapter: boundedAdapter(), scriptingEnabled: true });
  const all: Element[] = [];
  const stack: AnyNode[] = [root];
  const depths = [0];
  // Every element asks for the text of all below it: deep and long together are what costs.
  let text = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > LIMITS.depth) throw beyond('depth');
    if (isElement(node)) all.push(node);
    else if (isText(node)) text += node.data.length * depth;
    if (text > LIMITS.text) throw beyond('text');
    if ('children' in node) {
      for (let i = node.children.length - 1; i >= 0; i -= 1) {
        stack.push(node.children[i] as AnyNode);
        depths.push(depth + 1);
      }
    }
  }
  return { root, index: indexDocument(all) };
}

function beyond(limit: keyof typeof LIMITS): NetnoError {
  const what = { characters: 'It has', elements: 'It has', depth: 'Its elements are nested', text: 'Its text, counted once for each level of nesting, has' }[limit];
  return new NetnoError(`${what} more than ${LIMITS[limit].toLocaleString('en')} ${limit === 'depth' ? 'deep' : limit === 'text' ? 'characters' : limit}.`);
}

/** Cheerio's own adapter, which counts while it builds: broken markup can make more elements than it has characters. Name spaces of attributes are left out; nothing asks for them. */
function boundedAdapter(): typeof adapter {
  let made = 0;
  let open = 0;
  return {
    ...adapter,
    createElement(name, namespace, attrs) {
      if ((made += 1) > LIMITS.elements) throw beyond('elements');
      const attribs: Record<string, string> = {};
      for (const { name: attribute, value } of attrs) attribs[attribute] = value;
      const el = new PlacedElement(name, attribs, []);
      el.namespace = namespace;
      return el;
    },
    adoptAttributes(el, attrs) {
      for (const { name, value } of attrs) el.attribs[name] ??= value;
    },
    onItemPush() {
      if ((open += 1) > LIMITS.depth) throw beyond('depth');
    },
    onItemPop() {
      open -= 1;
    },
  };
}

export function fold(text: string): string {
  return text === '' ? '' : collapsed(text.includes(SOFT_HYPHEN) ? text.replaceAll(SOFT_HYPHEN, '') : text).trim();
}

/** The text with single blanks for all white space. */
export function collapsed(text: string): string {
  return ODD_SPACE.test(text) ? text.replace(ODD_SPACES, ' ') : text;
}

/** Says where a word may be broken; it is no part of the word. */
const SOFT_HYPHEN = '\u00ad';

/** Anything but single blanks, which most texts have none of. */
const ODD_SPACE = /\s\s|[^\S ]/u;
const ODD_SPACES = /\s{2,}|[^\S ]/gu;
