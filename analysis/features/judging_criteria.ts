import { byOperator, defineFeature } from './define.ts';
import { inPost } from './cues.ts';
import { mentions } from './words/index.ts';

const CONTEST = /\/(?:challenges?|contests?|competitions?|wettbewerbe?|concursos?|desafios?|briefs?)(?:[/?.]|$)/iu;

export default defineFeature({
  id: 'judging_criteria', name: 'Judging criteria', kind: 'trait', role: null, version: 1, operatorToo: true,
  counts: 'Criteria by which entries are judged, with competition logic: a jury, weights, scores.',
  countsNot: 'Criteria of a search or of membership.',
  coverage: [['item', 'rules']],
  find(view) {
    if (view.kind === 'news') return [];
    const said = view.phrases.filter((p) => {
      if (p.place !== 'main' && p.place !== 'aside' || inPost(view, p.el)) return false;
      const text = view.text(p.el);
      if (text.length > 400 || !mentions('criteria', text)) return false;
      const box = view.closest(p.el, (at) => at !== p.el && ['section', 'div', 'article', 'main', 'td', 'body'].includes(at.name));
      const around = box === null ? text : view.text(box).slice(0, 3000);
      return mentions('jury', around) || mentions('weigh', around) || CONTEST.test(view.url.pathname);
    });
    return [byOperator(said.map((p) => p.el), 'afforded')];
  },
});
