import { afforded, defineFeature, performed } from './define.ts';
import { authored, controls, isContactForm, isContactPage } from './cues.ts';
import { isLabel } from './words/index.ts';

const NOT_PLACE = /contact|feedback|support|mailto:|ticket|newsletter|forumdisplay|newthread|showthread|\/jobs?\/|classified/iu;
const IDEA_LIST = /\/(?:ideas?|ideias?|ideen?|proposals?|solutions?|designs?|entries|submissions?|suggestions?|vorschlaege|propostas?|recipes?|concepts?)(?:[/?.]|$)/iu;

export default defineFeature({
  id: 'idea_submission', name: 'Submitting ideas', kind: 'role', role: 1, version: 1, operatorToo: false,
  counts: 'Members submit ideas, proposals, suggestions, questions, stories, projects of their own to a public place by a dedicated form or link; ideas of members shown.',
  countsNot: 'Contact forms; new topics of a forum; classifieds.',
  coverage: [['home'], ['listing', 'item']],
  find(view) {
    const contact = new Set(view.forms.filter((f) => isContactForm(view, f)).map((f) => f.el));
    const acts = controls(view).filter((c) => {
      if (c.place === 'banner' || c.name.length > 50 || !isLabel('submitIdea', c.name) || isLabel('newTopic', c.name) && !/question|frage|pergunta/iu.test(c.name)) return false;
      if (c.link !== null && (c.link.prose || c.link.href.startsWith('#') || NOT_PLACE.test(c.link.href))) return false;
      return !isContactPage(view) && view.closest(c.el, (at) => contact.has(at)) === null;
    });
    const forms = view.forms.filter((f) => {
      const fields = f.fields.filter((x) => x.place !== 'header');
      if (contact.has(f.el) || !fields.some((x) => x.type === 'textarea') || f.fields.some((x) => x.type === 'password')) return false;
      return isLabel('submitIdea', f.heading) || f.heading.split(' · ').some((h) => isLabel('submitIdea', h)) || f.buttons.some((b) => isLabel('submitIdea', b)) || fields.some((x) => x.type === 'textarea' && isLabel('ideaField', x.label) && !isLabel('comment', x.label));
    });
    const ideas = IDEA_LIST.test(view.url.pathname)
      ? view.links.filter((l) => l.place === 'main' && !l.offsite && IDEA_LIST.test(l.path) && l.path !== view.url.pathname.toLowerCase() && l.name.length > 8 && authored(view, l.el) && view.closest(l.el, (at) => /^h[1-6]$/u.test(at.name) || at.name === 'li' || at.name === 'article' || at.name === 'td') !== null)
      : [];
    return [afforded([...acts.map((c) => c.el), ...forms.map((f) => f.el)]), performed(ideas.map((l) => l.el))];
  },
});
