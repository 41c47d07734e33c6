/** Guards over the parser's nodes: elements (scripts and styles too) and text. */
import { Element } from 'domhandler';
import type { AnyNode, Text } from 'domhandler';

/**
 * An element that knows where it stands in the document (`indexDocument` tells it), so that what is
 * known of elements is kept in arrays. A map keyed by them would cost each a hash and the collector a walk.
 */
export class PlacedElement extends Element implements Placed {
  at = -1;
  end = -1;
}

export interface Placed {
  /** Place in document order, from 0. */
  at: number;
  /** Place of the last element below it, or its own. */
  end: number;
}

/** Its place in document order; -1 outside an indexed document. */
export function orderOf(el: Element): number {
  return (el as Element & Placed).at;
}

/** The place in document order of the last element below it, or its own. */
export function endOf(el: Element): number {
  return (el as Element & Placed).end;
}

export function isElement(node: AnyNode | null | undefined): node is Element {
  const type: string | undefined = node?.type;
  return type === 'tag' || type === 'script' || type === 'style';
}

export function isText(node: AnyNode | null | undefined): node is Text {
  const type: string | undefined = node?.type;
  return type === 'text';
}

/** The same text in memory of its own: what is cut from a longer text holds on to the whole of it. */
export function copied(text: string): string {
  // Shorter ones are never parts (V8's sliced strings have at least 13 characters).
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string);
}

/** The element that holds it; null at the top. */
export function parentOf(el: AnyNode): Element | null {
  return isElement(el.parent) ? el.parent : null;
}
