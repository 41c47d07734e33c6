/**
 * What a feature is: its codebook entry, the pages on which it would show, and its rule.
 *
 * A rule gives elements; `defineFeature` turns them into findings. It asks the rule again with
 * those elements gone until nothing more is found, so that the regions of a page's findings are
 * all the evidence there is: who removes them leaves a page on which the feature is not present.
 */
import type { Element } from 'domhandler';
import type { Actor, Finding, Mode, Reach } from '../../core/types.ts';
import { fold } from './document.ts';
import { copied } from './nodes.ts';
import type { PageKind, PageView } from './page.ts';
import { regions } from './region.ts';

export interface Evidence {
  readonly elements: readonly Element[];
  readonly actor: Actor;
  readonly mode: Mode;
  readonly reach: Reach;
  readonly details?: Readonly<Record<string, string | number>>;
}

export interface FeatureDefinition {
  readonly id: string;
  readonly name: string;
  readonly kind: 'role' | 'type' | 'trait';
  /** The C it speaks for (Vuori 2011; 1 communicating … 5 combining), null for type features and traits. */
  readonly role: 1 | 2 | 3 | 4 | 5 | null;
  readonly counts: string;
  readonly countsNot: string;
  /** Groups of page kinds: `absent` is sayable when a page of each group was seen. */
  readonly coverage: readonly (readonly PageKind[])[];
  /** The codebook labels a page also for what the operator does (its blog, its video). */
  readonly operatorToo: boolean;
  /** Raised whenever the rule would read an archived page otherwise. */
  readonly version: number;
  readonly find: (view: PageView) => readonly Evidence[];
  /** What the pages of a site together say of the findings, e.g. that a link on every profile is no member's. */
  readonly together?: (found: readonly Finding[]) => readonly Finding[];
}

export interface Feature extends Omit<FeatureDefinition, 'find'> {
  detect(view: PageView): Finding[];
}

export function defineFeature(definition: FeatureDefinition): Feature {
  const { find, ...entry } = definition;
  return { ...entry, detect: (view) => findings(entry.id, view, exhaust(find, view)) };
}

function exhaust(find: FeatureDefinition['find'], view: PageView): Evidence[] {
  const all: Evidence[] = [];
  const gone = new Set<Element>();
  for (let seen = view; ;) {
    const more = find(seen).filter((e) => e.elements.length > 0);
    const before = gone.size;
    for (const evidence of more) for (const el of evidence.elements) gone.add(el);
    if (gone.size === before) return all;
    all.push(...more);
    seen = view.without(gone);
  }
}

function findings(feature: string, view: PageView, all: readonly Evidence[]): Finding[] {
  const groups = new Map<string, Evidence[]>();
  for (const evidence of all) {
    const key = JSON.stringify([evidence.actor, evidence.mode, evidence.reach, evidence.details ?? null]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [evidence]);
    else group.push(evidence);
  }
  const out: Finding[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    for (const region of regions(view.index, view.page.id, group.flatMap((e) => e.elements), (el) => quoteOf(view, el))) {
      out.push({ feature, actor: first.actor, mode: first.mode, reach: first.reach, region, ...(first.details === undefined ? {} : { details: first.details }) });
    }
  }
  return out;
}

const TELLING = ['src', 'href', 'data', 'placeholder', 'name', 'content', 'title', 'class', 'id'];

/** What a reader is shown of a region; of an element without text, the attribute that says what it is. */
function quoteOf(view: PageView, el: Element): string {
  const attribute = (): string | undefined => TELLING.map((a) => el.attribs[a] ?? '').find((v) => v !== '');
  return copied((view.name(el) || fold(attribute() ?? el.name)).slice(0, 300));
}

/** Members can do it. */
export function afforded(elements: readonly Element[], reach: Reach = 'inside'): Evidence {
  return { elements, actor: 'member', mode: 'afforded', reach };
}

/** Members have done it. */
export function performed(elements: readonly Element[], reach: Reach = 'inside'): Evidence {
  return { elements, actor: 'member', mode: 'performed', reach };
}

/** The operator does it: recorded, but no role rests on it. */
export function byOperator(elements: readonly Element[], mode: Mode = 'performed', reach: Reach = 'inside'): Evidence {
  return { elements, actor: 'operator', mode, reach };
}
