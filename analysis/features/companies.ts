/** Companies that a page names as clients, sponsors, seekers or hosts, and what it says that companies make and for whom. */
import type { Element } from 'domhandler';
import type { Region } from '../../core/types.ts';
import { headings, inPost } from './cues.ts';
import type { PageView } from './page.ts';
import { holds, regions } from './region.ts';
import { isLabel, mentions } from './words/index.ts';
import { copied, isElement } from './nodes.ts';

export interface CompanyMention {
  /** As written; null for a statement that names none. */
  readonly name: string | null;
  /** `named`: in a part (sponsor, client …); `makes`: what it makes, for business customers or for consumers. */
  readonly as: 'named' | 'makes-for-business' | 'makes-for-consumers';
  readonly region: Region;
}

const NAME = "[\\p{Lu}\\d][\\p{L}\\p{N}&.'’+-]*(?: (?:(?:of|and|&|de|für|for) )?[\\p{Lu}\\d&][\\p{L}\\p{N}&.'’+-]*){0,4}";
const PART = /^(?:(?:challenge|contest|project|brief|assignment|competition)?\s*(?:sponsor(?:ed by|s)?|client|customer|seeker|host(?:ed by)?|presented by|in partnership with|posted by|requested by|requester|company|challenge (?:by|from|owner)|on behalf of|brought to you by|auftraggeber|sponsor|im auftrag von|veranstalter|cliente|empresa|patrocinador|realização))\s*(?::|–|—|\s)\s*/iu;
const MAKES = /\b(?:is|are|was|makes?|manufactures?|supplies|produces?|builds?|sells?|develops?|provides?|offers?|ist|sind|stellt|liefert|é|são|produz|fabrica|fornece)\b/iu;

export function companiesOn(view: PageView): CompanyMention[] {
  const out: CompanyMention[] = [];
  const quote = (el: Element): string => copied(view.name(el).slice(0, 300));
  const add = (el: Element, name: string | null, as: CompanyMention['as']): void => {
    const [region] = regions(view.index, view.page.id, [el], quote);
    if (region !== undefined) out.push({ name, as, region });
  };
  for (const p of view.phrases) {
    if (p.place === 'banner' || p.place === 'nav' || inPost(view, p.el) || p.el.name === 'option') continue;
    const text = view.brief(p.el, 500);
    if (text === '') continue;
    const part = text.length < 120 ? PART.exec(text) : null;
    const named = part === null ? null : new RegExp(`^${NAME}`, 'u').exec(text.slice(part[0].length))?.[0] ?? null;
    if (named !== null) add(p.el, clean(named), 'named');
    if (text.length < 30 || !MAKES.test(text)) continue;
    const business = mentions('industrial', text);
    if (!business && !mentions('consumer', text)) continue;
    add(p.el, subject(text), business ? 'makes-for-business' : 'makes-for-consumers');
  }
  for (const heading of headings(view, 'client')) {
    const list = nextBlock(view, heading);
    if (list === null) continue;
    const items = view.elements.filter((el) => ['li', 'img', 'td', 'figcaption', 'dt', 'h3', 'h4'].includes(el.name) && holds(list, el));
    for (const el of items.slice(0, 60)) {
      const name = new RegExp(`^${NAME}`, 'u').exec(view.name(el))?.[0];
      if (name !== undefined && !isLabel('client', name) && view.name(el).length < 80) add(el, clean(name), 'named');
    }
  }
  return out;
}

function clean(name: string): string {
  return name.replace(/[.,]$/u, '').trim();
}

/** The company a sentence speaks of: the first name in it. */
function subject(text: string): string | null {
  const found = new RegExp(`(?:^|[\\s(“"])(${NAME})`, 'u').exec(text)?.[1] ?? null;
  return found === null || /^(?:the|our|we|this|these|for|in|with|it|they|all|a|an|as|wir|unsere?|die|der|das|o|a|os|as|nossa)$/iu.test(found) ? null : clean(found.replace(/^(?:The|Our|Die|Der|A|O) /u, ''));
}

function nextBlock(view: PageView, heading: Element): Element | null {
  const parent = heading.parent;
  if (parent === null) return null;
  const after = parent.children.slice(parent.children.indexOf(heading) + 1);
  const sibling = after.find((n): n is Element => isElement(n) && view.has(n));
  return sibling ?? null;
}
