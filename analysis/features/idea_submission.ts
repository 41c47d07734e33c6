import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { authored, controls, isContactForm, isContactPage, leadsToThread } from './cues.ts';
import type { Control } from './cues.ts';
import type { PageView } from './page.ts';
import { isLabel } from './words/index.ts';

const NOT_PLACE = /contact|webmaster|mail_?form|email_forms|feedback|support|mailto:|ticket|newsletter|forumdisplay|newthread|showthread|\/(?:threads?|topics?|discussions?|messages?|conversations?|account|users?|sessions?|registrations?|password|comments?|replies|reviews?|login|register|cart|support|tickets?|albums?)\/|\/jobs?\/|classified/iu;
const THINGS = '(?:projects?|ideas?|ideias?|ideen?|campaigns?|questions?|story|stories|recipes?|articles?|proposals?|petitions?|challenges?|contests?|entry|entries|submissions?|designs?|photos?|videos?|images?|pictures?|models?|solutions?|suggestions?|content|creations?|works?|links?|tips?|poems?|songs?|quiz(?:zes)?|tests?|places?|listings?|pitch(?:es)?|instructables?|datasets?|initiatives?|rezepte?|projekte?|projetos?|proyectos?|propuestas?|propostas?|perguntas?|preguntas?|pytanie|zadanie|projets?|recettes?|articulos?|software|fundraisers?)';
/** Addresses of forms for things of one's own: `/projects/new`, `/question/add`, `/upload/recipe`, `/start-a-campaign`. */
const NEW_THING = new RegExp(`(?:/|^/?\\?\\w{1,6}=)(?:${THINGS}[/_-](?:new|add|create|start|submit|ask|upload|post|launch|editor|insert|nueva|nuova|nieuw|dodaj|pridat|pridaj|lisaa|ekle|neu|nuevo|nova|novo)|(?:upload|submit|add|create|post|new|start|share|suggest|propose|launch|ask|write)[/_-](?:an?[_-]|your[_-]|my[_-]|new[_-])?${THINGS})(?:\\.\\w+)?(?:[/?]|$)`, 'iu');
/** Addresses of a way to begin that do not say what with. */
const BEGIN = /^(?:\/[a-z]{2}(?:[-_][a-z]{2})?)?(?:\/[rc]\/[^/]+|\/[\w-]+)?\/(?:start|submit|create|launch|publish|contribute|post|ask|new|write|pitch|propose|suggest|raise|compose)(?:\.\w+)?\/?(?:\?|$)/iu;
const IDEA_LIST = /\/(?:ideas?|ideias?|ideen?|proposals?|solutions?|designs?|entries|submissions?|suggestions?|vorschlaege|propostas?|recipes?|concepts?)(?:[/?.]|$)/iu;

export default defineFeature({
  id: 'idea_submission', name: 'Submitting ideas', kind: 'role', role: 1, version: 2, operatorToo: false,
  counts: 'Members submit ideas, proposals, suggestions, questions, stories, projects of their own to a public place by a dedicated form or link; ideas of members shown.',
  countsNot: 'Contact forms; new topics of a forum; classifieds.',
  coverage: [['home'], ['listing', 'item']],
  find(view) {
    const contact = new Set(view.forms.filter((f) => isContactForm(view, f)).map((f) => f.el));
    const acts = controls(view).filter((c) => {
      if (c.place === 'banner' || c.name.length > 50 || !submits(view, c) || isLabel('newTopic', c.name) && !/question|frage|pergunta/iu.test(c.name)) return false;
      if (c.link !== null && (leadsToThread(c.link) && !NEW_THING.test(c.link.path) && !/\/ask(?:[/?]|$)/iu.test(c.link.path) || c.link.prose || c.link.href.startsWith('#') || NOT_PLACE.test(c.link.href))) return false;
      return !isContactPage(view) && view.closest(c.el, (at) => contact.has(at) || isEditor(at)) === null;
    });
    const forms = view.forms.filter((f) => {
      const fields = f.fields.filter((x) => x.place !== 'header');
      if (contact.has(f.el) || /repl(?:y|ies)|comment|answer/iu.test(f.action) || !fields.some((x) => x.type === 'textarea') || f.fields.some((x) => x.type === 'password')) return false;
      return isLabel('submitIdea', f.heading) || f.heading.split(' · ').some((h) => isLabel('submitIdea', h)) || f.buttons.some((b) => isLabel('submitIdea', b)) || fields.some((x) => x.type === 'textarea' && isLabel('ideaField', x.label) && !isLabel('comment', x.label));
    });
    const ideas = IDEA_LIST.test(view.url.pathname)
      ? view.links.filter((l) => l.place === 'main' && !l.offsite && IDEA_LIST.test(l.path) && l.path !== view.url.pathname.toLowerCase() && l.name.length > 8 && authored(view, l.el) && view.closest(l.el, (at) => /^h[1-6]$/u.test(at.name) || at.name === 'li' || at.name === 'article' || at.name === 'td') !== null)
      : [];
    return [afforded([...acts.map((c) => c.el), ...forms.map((f) => f.el)]), performed(ideas.map((l) => l.el))];
  },
});

/** Buttons that put a picture or a link into the text that one writes. */
function isEditor(at: Element): boolean {
  return at.attribs['role'] === 'toolbar' || /(?:^|[\s_-])(?:toolbar|wysiwyg|mce|cke|tox|quill|ql|redactor)(?:[\s_-]|$)/iu.test(at.attribs['class'] ?? '');
}

/** Named for what one submits, or leading to where one does under a word that begins something. */
function submits(view: PageView, control: Control): boolean {
  const { name, link } = control;
  if (isLabel('submitIdea', name)) return true;
  if (link === null || link.offsite || isLabel('search', name) && !/^\+|^new$/iu.test(name) || isLabel('logIn', name)) return false;
  if (NEW_THING.test(link.path.split('?')[0] ?? '') || /^\/?(?:index\.\w+)?\?\w{1,6}=[\w/-]+$/u.test(link.path) && NEW_THING.test(link.path.replace(/^\/?(?:index\.\w+)?/u, ''))) return link.place !== 'footer' || isLabel('startOwn', name);
  if (isLabel('startOwn', name) && BEGIN.test(link.path)) {
    // "Start" leads home in other languages, and "get started" mostly to the registration.
    if (/^start$/iu.test(name.trim()) && view.language !== 'en') return false;
    return !isLabel('register', name) || /launch|submit|publish|raise|pitch/iu.test(link.path);
  }
  return false;
}
