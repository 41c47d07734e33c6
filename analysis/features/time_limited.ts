import { byOperator, defineFeature } from './define.ts';
import { inPost } from './cues.ts';
import { mentions } from './words/index.ts';

export default defineFeature({
  id: 'time_limited', name: 'Limited in time', kind: 'trait', role: null, version: 1, operatorToo: true,
  counts: 'Opening and closing dates, a deadline, “the session runs 72 hours”, “ends in …”.',
  countsNot: 'Dates of posts; opening hours; news.',
  coverage: [['item', 'home']],
  find(view) {
    if (view.kind === 'news' || view.kind === 'profile') return [];
    const said = view.phrases.filter((p) => {
      if ((p.place !== 'main' && p.place !== 'aside' && p.place !== 'header') || inPost(view, p.el)) return false;
      const text = view.text(p.el).length < 240 ? view.text(p.el) : p.text;
      return text.length < 240 && (mentions('deadline', text) || mentions('duration', text));
    });
    return [byOperator(said.map((p) => p.el))];
  },
});
