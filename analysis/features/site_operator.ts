import type { Element } from 'domhandler';
import { byOperator, defineFeature } from './define.ts';
import type { Evidence } from './define.ts';
import { inPost } from './cues.ts';
import { mentions } from './words/index.ts';

const MARKED = /(?:©|\(c\)|copyright|operated by|run by|maintained by|(?:service|project|initiative|site|platform|community) (?:of|by|from)|betrieben von|betreiber:?|ein (?:projekt|angebot|dienst) (?:von|der)|mantido por|operado por|realização:?|iniciativa d[aeo]|imprint:?|impressum:?|legal notice:?|published by)\s*/iu;
const NAME = /^[\s:,–—-]*(?:(?:19|20)\d\d\s*(?:[-–—,]\s*(?:(?:19|20)\d\d|present))?[\s,.:–—-]*)?(?:©\s*)?(?:by\s+|the\s+)?((?:[\p{Lu}\d]|\p{Ll}{1,2}\p{Lu})[\p{L}\p{N}&.'’+-]*(?:[ ,]+(?:(?:of|and|&|de|da|do|und|für|for|the)\s+)?[\p{Lu}\d&][\p{L}\p{N}&.'’+/-]*){0,5}|[\p{L}\d.-]+\.(?:com|org|net|test))/u;

export default defineFeature({
  id: 'site_operator', name: 'Who runs the site', kind: 'trait', role: null, version: 2, operatorToo: true,
  counts: 'The organisation that runs the site: copyright line, imprint, “operated by”, the site’s name in its metadata. Details: company.',
  countsNot: 'Copyright of single pictures; the maker of the software.',
  coverage: [['home']],
  find(view) {
    const out: Evidence[] = [];
    const add = (el: Element, company: string | null): void => {
      if (company !== null && company.length > 1) out.push({ ...byOperator([el]), details: { company } });
    };
    for (const p of view.phrases) {
      if (p.place === 'banner' || inPost(view, p.el)) continue;
      const text = view.text(p.el).slice(0, 300);
      if (text.length > 290 || !(p.place === 'footer' || mentions('operatedBy', text) || /©|\(c\)/iu.test(text))) continue;
      add(p.el, companyIn(text));
    }
    for (const el of view.elements) {
      if (el.name !== 'meta') continue;
      const content = el.attribs['content'] ?? '';
      if (el.attribs['property'] === 'og:site_name' && mentions('legalForm', content)) add(el, content);
      if (/^(?:copyright|owner|publisher)$/iu.test(el.attribs['name'] ?? '') && content !== '') add(el, companyIn(`© ${content}`));
    }
    return out;
  },
});

/** Legal forms: what stands behind a comma or before a full stop and still belongs to a name. */
const LEGAL = /^(?:Inc|Ltd|LLC|L\.?L\.?C|Co|Corp|Corporation|Company|Limited|GmbH|AG|KG|SE|S\.?A|S\.?p\.?A|B\.?V|N\.?V|Oyj?|AB|AS|A\/S|ApS|Plc|PLC|Ltda|S\.?L|S\.?r\.?l|e\.?V|Pty|K\.?K)\.?$/u;

/** The name that follows a mark of ownership; null when there is none. */
export function companyIn(text: string): string | null {
  const mark = MARKED.exec(text);
  if (mark === null) return null;
  // "© Copyright 2012 Name" and "Copyright © 2012 Name" carry two marks and a year before the name.
  let rest = text.slice(mark.index + mark[0].length);
  for (let again = LEADING.exec(rest); again !== null && again[0] !== ''; again = LEADING.exec(rest)) rest = rest.slice(again[0].length);
  const name = NAME.exec(rest)?.[1];
  if (name === undefined) return null;
  const cut = firstSentence(name.replace(/\s*(?:All [Rr]ights.*|Alle Rechte.*|Todos os.*)$/u, '')).replace(/\s+(?:19|20)\d\d$/u, '').replace(/[\s,–-]+$/u, '');
  return /\p{L}/u.test(cut) ? cut : null;
}

const LEADING = /^[\s:,–—-]*(?:(?:©|\(c\)|copyright|by)[\s:]+|(?:19|20)\d\d(?:\s*[-–—,]\s*(?:(?:19|20)\d\d|present))?[\s,.:–—-]+(?=\S))/iu;

/** Up to the full stop or comma behind which no legal form follows: "Name, Inc.. Town" and "Name Ltd, Town" end before the town. */
function firstSentence(name: string): string {
  const words = name.split(/\s+/u);
  const kept: string[] = [];
  for (const [n, word] of words.entries()) {
    kept.push(word);
    const bare = word.replace(/[.,]+$/u, '');
    const next = (words[n + 1] ?? '').replace(/[.,]+$/u, '');
    if (/[.,]$/u.test(word) && !LEGAL.test(next) && !/^\p{Lu}\.$/u.test(word)) {
      kept[n] = LEGAL.test(`${bare}.`) && word.endsWith('.') ? `${bare}.` : bare;
      break;
    }
  }
  return kept.join(' ');
}
