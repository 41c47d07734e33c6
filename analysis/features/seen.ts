/** Which elements of a page a visitor can come to see, and where they stand. */
import type { AnyNode, Element } from 'domhandler';
import type { ParsedDocument } from './document.ts';
import { isElement, isText, orderOf, parentOf } from './nodes.ts';
import { ownPlace } from './places.ts';
import type { Place } from './places.ts';
import { hidesItself, isControl, isNever, openedByNeighbour, openedIds } from './visibility.ts';

/** Code is shown, not used: its words and classes are no part of the page's interface. */
export const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'var']);

function inCode(el: Element | null): boolean {
  return el !== null && CODE.has(el.name);
}

/**
 * First all but the hidden; then the hidden that a visible control opens, and what that opens in turn.
 * @returns by place in the document where each stands; undefined for what is not seen
 */
export function seenElements(doc: ParsedDocument): readonly (Place | undefined)[] {
  const places = new Array<Place | undefined>(doc.index.all.length);
  let hidden: { el: Element; place: Place }[] = [];
  const walk = (node: AnyNode, above: Place, opened: boolean): void => {
    let here = above;
    if (isElement(node)) {
      if (isNever(node) || inCode(parentOf(node))) return;
      here = ownPlace(node, above) ?? above;
      if (!opened && hidesItself(node)) {
        hidden.push({ el: node, place: here });
        return;
      }
      places[orderOf(node)] = here;
    }
    if ('children' in node) for (const child of node.children) if (!isText(child)) walk(child, here, false);
  };
  walk(doc.root, 'main', false);
  for (let round = 0; round < 3 && hidden.length > 0; round += 1) {
    const ids = openedIds(doc.index.all.filter((el) => places[orderOf(el)] !== undefined && isControl(el)));
    const waiting = hidden;
    hidden = [];
    let opened = 0;
    for (const { el, place } of waiting) {
      if (ids.has(el.attribs['id'] ?? '\u0000') || openedByNeighbour(el, (other) => places[orderOf(other)] !== undefined)) {
        walk(el, place, true);
        opened += 1;
      } else hidden.push({ el, place });
    }
    if (opened === 0) break;
  }
  return places;
}
