/** What the names of classes and ids say; answers are kept, since pages repeat them. */
import type { Element } from 'domhandler';
import { copied } from '../features/nodes.ts';
import { classTokens } from '../features/region.ts';

const MOST_KEPT = 5000;
const LONGEST_CLASS = 400;

/** `bbCodeQuote` is named for a quote as `bb-code-quote` is. */
function parted(token: string): string {
  return token.replace(/([a-z\d])([A-Z])/gu, '$1-$2');
}

/** A test for elements one of whose class tokens is such a name and no name that the second expression excludes. */
export function marker(is: RegExp, not: RegExp | null = null): (el: Element) => boolean {
  const known = new Map<string, boolean>();
  return (el) => {
    const cls = el.attribs['class'];
    if (cls === undefined || cls === '' || cls.length > LONGEST_CLASS) return false;
    let answer = known.get(cls);
    if (answer === undefined) {
      answer = classTokens(el).some((t) => says(is, not, t));
      if (known.size > MOST_KEPT) known.clear();
      known.set(cls, answer);
    }
    return answer;
  };
}

export function says(is: RegExp, not: RegExp | null, token: string): boolean {
  const name = parted(token);
  return is.test(name) && !(not?.test(name) ?? false);
}

/** The element's id without the number that tells it from others like it. */
export function idName(el: Element): string | null {
  const id = el.attribs['id'];
  return id === undefined || id === '' || id.length > LONGEST_CLASS ? null : id.replace(/[-_]?\d+$/u, '');
}

/** The same of the class attribute as a whole. */
export function wholeMarker(is: RegExp): (el: Element) => boolean {
  const ask = remember((cls) => is.test(cls));
  return (el) => {
    const cls = el.attribs['class'];
    return cls !== undefined && cls !== '' && cls.length <= LONGEST_CLASS && ask(cls);
  };
}

/** Keeps the answers to short texts, up to a bound. */
export function remember(test: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = test(text);
      if (known.size > MOST_KEPT) known.clear();
      known.set(copied(text), answer);
    }
    return answer;
  };
}
