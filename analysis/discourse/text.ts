/** The text of a post: what its member wrote, without quotations of others, signature and controls. */
import type { AnyNode, Element } from 'domhandler';
import { fold } from '../features/document.ts';
import { isElement, isText, parentOf } from '../features/nodes.ts';
import { idName, marker, says } from './marks.ts';
import type { Signals } from './signals.ts';
import { isQuote } from './signals.ts';
import { endsWithWrote, isControlLabel } from './words/index.ts';

const BLOCK = new Set(['li', 'p', 'td', 'th', 'tr', 'div', 'dd', 'dt', 'section', 'article', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'figure', 'dl', 'pre', 'br', 'hr', 'details', 'summary', 'header', 'footer', 'aside', 'center']);
const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'button', 'select', 'textarea', 'form', 'input', 'iframe', 'object', 'nav', 'svg', 'label', 'video', 'audio']);
const CODE = new Set(['code', 'kbd', 'samp', 'var']);
const SIGNATURE = /^(?:.*[-_])?(?:signature|sig|user-?sig|postsignature|signatur)(?:[-_].*)?$/iu;
const ASIDE = /^(?:(?:post|comment|message)?[-_]?(?:controls?|actions?|buttons?|btns?|tools?|toolbar|menu|options|functions|links|footer-?links)|reply(?:[-_]?(?:link|button|btn|box|form))?|(?:last)?-?edit(?:ed|-?note|-?by|-?info|_?on)?|lastedit(?:ed)?|comment-reply-link|share(?:[-_].*)?|sharedaddy|social(?:[-_].*)?|attachments?|attachbox|attach(?:ment)?-?list|likes?(?:-?(?:bar|list|box))?|likesbar|reactions?(?:bar)?|vote[-_].*|votes?|voting|score|js-vote.*|permalink|report(?:[-_].*)?|flag(?:[-_].*)?|tags?-?list|post-?taglist|jp-relatedposts|related(?:[-_].*)?|read-?more|collapse.*|screen-reader-text|sr-only|visually-?hidden|tooltip.*|mw-editsection|ext-discussiontools-init-replylink.*|post-?menu(?:-.*)?)$/iu;

const marksSignature = marker(SIGNATURE);
const marksAside = marker(ASIDE);

export interface TextRules {
  /** Left out with all below them: author, time, records inside. */
  readonly gone: ReadonlySet<Element>;
  /** Own texts that most posts of the page have: labels. */
  readonly labels: ReadonlySet<string>;
  readonly keepQuotes: boolean;
}

/** The text of nodes side by side. */
export function textOf(signals: Signals, nodes: readonly AnyNode[], rules: TextRules): string {
  const kept = render(signals, nodes, rules);
  if (kept !== '' || rules.keepQuotes) return kept;
  // Nothing but a quotation: some software puts everything that is written into one.
  return render(signals, nodes, { ...rules, keepQuotes: true });
}

interface Step {
  readonly node: AnyNode | string;
  readonly pre: boolean;
  readonly code: boolean;
}

function render(signals: Signals, nodes: readonly AnyNode[], rules: TextRules): string {
  const { view } = signals;
  let out = '';
  const stack: Step[] = [];
  const pushAll = (children: readonly AnyNode[], pre: boolean, code: boolean): void => {
    for (let i = children.length - 1; i >= 0; i -= 1) stack.push({ node: children[i] as AnyNode, pre, code });
  };
  pushAll(nodes, false, false);
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, pre, code } = step;
    if (typeof node === 'string') {
      out += node;
      continue;
    }
    if (isText(node)) {
      // "says:" beside the name.
      if (!pre && rules.labels.size > 0 && node.data.length <= 60 && (node.prev !== null || node.next !== null) && rules.labels.has(labelKey(fold(node.data)))) continue;
      out += pre ? node.data : node.data.replace(/\s+/gu, ' ');
      continue;
    }
    if (!isElement(node)) continue;
    if (!code && !view.has(node)) continue;
    if (rules.gone.has(node) || UNREAD.has(node.name)) continue;
    if (!code && leftOut(signals, node, rules)) continue;
    const block = BLOCK.has(node.name);
    const inPre = pre || node.name === 'pre';
    if (block) out += '\n';
    if (block) stack.push({ node: '\n', pre, code });
    pushAll(node.children, inPre, code || CODE.has(node.name));
  }
  return withoutMailQuotes(out, rules.keepQuotes);
}

function leftOut(signals: Signals, el: Element, rules: TextRules): boolean {
  if (!rules.keepQuotes && isQuote(el)) return true;
  if (marksSignature(el) || marksAside(el)) return true;
  const id = idName(el);
  if (id !== null && says(SIGNATURE, null, id)) return true;
  if (el.attribs['role'] === 'button' || el.attribs['aria-hidden'] === 'true') return true;
  // A control, or a label that every post has; "yes" in a sentence is neither.
  if (el.children.length <= 4) {
    const said = signals.view.brief(el, 60);
    if (said !== '' && (el.name === 'a' || el.name === 'span' || el.name === 'li' || el.name === 'div' || el.name === 'p' || el.name === 'td')) {
      if (rules.labels.has(labelKey(said)) && !isBodyText(el)) return true;
      if (el.name === 'a' && isControlLabel(said)) return true;
    }
  }
  return false;
}

/** A paragraph between paragraphs may say what others say too. */
function isBodyText(el: Element): boolean {
  return el.name === 'p' && (parentOf(el)?.children.length ?? 0) > 1 && el.children.every((c) => isText(c));
}

/** Labels with numbers differ in these only ("Posts: 12"); a sentence with a number is no label. */
export function labelKey(text: string): string {
  const lower = text.toLowerCase();
  return /\d/u.test(lower) && lower.split(/\s+/u).length <= (/^\W*\d/u.test(lower) ? 5 : 3) ? lower.replace(/[\d.,:]+/gu, '#') : lower;
}

/** Lines that begin with ">" and "on … wrote:" above them, and all below a line of "-- ". */
function withoutMailQuotes(text: string, keep: boolean): string {
  if (keep || !/^\s*(?:[>|]|--\s*$|_{20})/mu.test(text)) return tidy(text);
  const lines = text.split('\n');
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (/^\s*(?:[\w ]{0,6}>|\|\s)/u.test(line)) {
      // Its attribution stands on the line or two before.
      for (let back = 0; back < 3; back += 1) {
        const before = kept.at(-1);
        if (before === undefined) break;
        if (before.trim() === '') kept.pop();
        else {
          if (isAttribution(before)) {
            kept.pop();
            const first = kept.at(-1);
            if (first !== undefined && /^\s*(?:On|Am|Em|At|Le|El)\s/u.test(first) && !/^\s*(?:On|Am|Em|At|Le|El)\s/u.test(before)) kept.pop();
          }
          break;
        }
      }
      continue;
    }
    if (/^--\s*$/u.test(line) || (/^\s*_{20,}\s*$/u.test(line) && i > 0)) break;
    kept.push(line);
  }
  return tidy(kept.join('\n'));
}

function isAttribution(line: string): boolean {
  const said = line.trim();
  return said.length < 200 && (/:$/u.test(said) && /\d|@|wrote|schrieb|escreveu|writes|said/iu.test(said) || endsWithWrote(said.slice(-50)));
}

function tidy(text: string): string {
  return fold(text.replace(/\u00ad|\u200b|\ufeff/gu, ''));
}
