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

/** The element that holds it; null at the top. */
export function parentOf(el: AnyNode): Element | null {
  return isElement(el.parent) ? el.parent : null;
}
