import { afforded, defineFeature } from './define.ts';
import { inPost } from './cues.ts';
import { mentions } from './words/index.ts';
import { holds } from './region.ts';

export default defineFeature({
  id: 'restricted_sharing', name: 'Sharing only among some', kind: 'trait', role: null, version: 1, operatorToo: true,
  counts: 'A notice at a form or communication block that only backers, invited testers or participants may post, comment or see: sharing inside in a limited way.',
  countsNot: 'That one must register; terms and rules in general.',
  coverage: [['item', 'listing']],
  find(view) {
    if (view.kind === 'rules' || view.kind === 'news') return [];
    const notices = view.phrases.filter((p) => {
      if (p.place === 'banner' || p.place === 'nav' || inPost(view, p.el)) return false;
      const whole = view.text(p.el);
      if (whole.length > 300 || !mentions('onlyFor', whole)) return false;
      const around = view.closest(p.el, (at) => at !== p.el && ['section', 'div', 'form', 'article', 'li', 'td', 'fieldset', 'main', 'aside'].includes(at.name));
      return mentions('communicate', whole) || (around !== null && (mentions('communicate', view.text(around).slice(0, 1500)) || view.forms.some((f) => holds(around, f.el))));
    });
    return [afforded(notices.map((p) => p.el))];
  },
});
