import { byOperator, defineFeature } from './define.ts';
import { inPost } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';

const MARK = /^(?:.*[-_])?status(?:[-_].*)?$/iu;

export default defineFeature({
  id: 'seeker_selects', name: 'The seeker selects', kind: 'trait', role: null, version: 1, operatorToo: true,
  counts: 'The company decides which contributions go further: statuses it sets (under review, accepted, implemented), “our team selects”.',
  countsNot: 'Votes of members; a jury with criteria alone.',
  coverage: [['item', 'listing', 'help', 'about', 'rules']],
  find(view) {
    if (view.kind === 'news') return [];
    const statuses = view.phrases.filter((p) => {
      if ((p.place !== 'main' && p.place !== 'aside') || p.text.length > 60 || inPost(view, p.el)) return false;
      const text = view.text(p.el).length < 60 ? view.text(p.el) : p.text;
      if (/^status\W/iu.test(text)) return isLabel('status', text.replace(/^status\W+/iu, ''));
      if (!isLabel('status', text)) return false;
      const marked = view.closest(p.el, (at) => (at.attribs['class'] ?? '').split(/\s+/u).some((t) => MARK.test(t)) && view.text(at).length < 80);
      if (marked !== null) return true;
      const before = view.closest(p.el, (at) => at !== p.el && ['tr', 'dl', 'li', 'p', 'div'].includes(at.name));
      return before !== null && /(?:^|\s)status\b/iu.test(view.text(before).slice(0, 120)) && view.text(before).length < 160;
    });
    const said = view.phrases.filter((p) => (p.place === 'main' || p.place === 'aside') && view.text(p.el).length < 400 && !inPost(view, p.el) && mentions('weSelect', view.text(p.el)) && /idea|ideia|idee|suggest|proposal|submission|solution|entr(?:y|ies)|proposta|sugest|vorschl|contribution|concept|further|implement|status|development/iu.test(view.text(p.el)));
    return [byOperator([...statuses, ...said].map((p) => p.el))];
  },
});
