/** Guards over the parser's nodes: elements (scripts and styles too) and text. */
import type { AnyNode, Element, Text } from 'domhandler';

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
  return JSON.parse(JSON.stringify(text)) as string;
}

/** The element that holds it; null at the top. */
export function parentOf(el: AnyNode): Element | null {
  return isElement(el.parent) ? el.parent : null;
}
