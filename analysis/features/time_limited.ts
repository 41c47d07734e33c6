import { byOperator, defineFeature } from './define.ts';
import { inPost } from './cues.ts';
import { mentions } from './words/index.ts';

export default defineFeature({
  id: 'time_limited', name: 'Limited in time', kind: 'trait', role: null, version: 2, operatorToo: true,
  counts: 'Opening and closing dates, a deadline, “the session runs 72 hours”, “ends in …”.',
  countsNot: 'Dates of posts; opening hours; news. A deadline alone (details: by deadline) limits a contribution; a beginning with an end, a duration or a countdown (by span) limits the thing itself.',
  coverage: [['item', 'home']],
  find(view) {
    if (view.kind === 'news' || view.kind === 'profile') return [];
    const said = view.phrases.filter((p) => {
      if ((p.place !== 'main' && p.place !== 'aside' && p.place !== 'header') || inPost(view, p.el)) return false;
      const text = view.text(p.el).length < 240 ? view.text(p.el) : p.text;
      return text.length < 240 && (mentions('deadline', text) || mentions('duration', text));
    });
    const spans = said.filter((p) => isSpan(view.text(p.el).slice(0, 240)));
    const deadlines = said.filter((p) => !spans.includes(p));
    return [{ ...byOperator(spans.map((p) => p.el)), details: { by: 'span' } }, { ...byOperator(deadlines.map((p) => p.el)), details: { by: 'deadline' } }];
  },
});

/** A beginning and an end, a duration, or what is left of it. */
function isSpan(text: string): boolean {
  return mentions('duration', text) || mentions('timeSpan', text);
}
