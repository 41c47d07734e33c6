import type { Element } from 'domhandler';
import { byOperator, defineFeature } from './define.ts';
import type { Evidence } from './define.ts';
import { inPost } from './cues.ts';
import { mentions } from './words/index.ts';

const MARKED = /(?:©|\(c\)|copyright|operated by|run by|maintained by|(?:service|project|initiative|site|platform|community) (?:of|by|from)|betrieben von|betreiber:?|ein (?:projekt|angebot|dienst) (?:von|der)|mantido por|operado por|realização:?|iniciativa d[aeo]|imprint:?|impressum:?|legal notice:?|published by)\s*/iu;
const NAME = /^[\s:,–—-]*(?:(?:19|20)\d\d\s*(?:[-–—,]\s*(?:(?:19|20)\d\d|present))?[\s,.:–—-]*)?(?:©\s*)?(?:by\s+|the\s+)?([\p{Lu}\d][\p{L}\p{N}&.'’+-]*(?:[ ,]+(?:(?:of|and|&|de|da|do|und|für|for|the)\s+)?[\p{Lu}\d&][\p{L}\p{N}&.'’+/-]*){0,5}|[\p{L}\d.-]+\.(?:com|org|net|test))/u;

export default defineFeature({
  id: 'site_operator', name: 'Who runs the site', kind: 'trait', role: null, version: 1, operatorToo: true,
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

/** The name that follows a mark of ownership; null when there is none. */
export function companyIn(text: string): string | null {
  const mark = MARKED.exec(text);
  if (mark === null) return null;
  const name = NAME.exec(text.slice(mark.index + mark[0].length))?.[1];
  if (name === undefined) return null;
  return name.replace(/\s*(?:All [Rr]ights.*|Alle Rechte.*|Todos os.*)$/u, '').replace(/[\s,–-]+$/u, '').replace(/(?<!\b(?:Inc|Ltd|Co|Corp|S\.A|Ltda|B\.V|e\.V))\.$/u, '') || null;
}
