import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { controls, headings, inPost, inThreadRow, isContactForm } from './cues.ts';
import type { PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';
import { isElement, parentOf } from './nodes.ts';
import { firstBelow } from './region.ts';

const THREAD_PATH = /(?:showthread|viewtopic|\/threads?\/|\/topics?\/|\/discussions?\/|\/thread-|\/forums?\/topic)/iu;
/** Containers that comment services fill. */
const SERVICE = /^(?:fb-comments?|facebook-comments|disqus-(?:thread|comments)|livefyre-?\w*|lf-comments|IDComments\w*|idc-container\w*|echo-?(?:stream|comments)|hypercomments_widget|cackle_comments|mc-container|commento|utterances|giscus|isso-thread|remark42|hyvor-talk-?\w*|coral_?(?:talk_)?\w*thread|vf-\w*comments?\w*|spot-?im-\w+|vk_comments|muut|gig-comments-container|graphcomment|js-kit-comments|ds-thread|wpdiscuz\w*|wpdcom|talkyard-comments|replybox|fastcomments-widget)$/iu;
const BLOCK = /^(?:comments?(?:-?(?:list|area|section|thread|body|text|content|item|box|block|wrap|container|entry|form|reply))?|user-?comments?|js-comment\w*|comment_\w+|comentarios?|kommentare?|disqus_thread|respond|(?:customer|user|member)?-?reviews?(?:-?(?:list|item|text|body|container))?|hreview)$/iu;

export default defineFeature({
  id: 'comments', name: 'Comments', kind: 'role', role: 4, version: 3, operatorToo: false,
  counts: 'Readers’ comments, replies or reviews under content other than forum threads, a count of them that leads there, or a form for them.',
  countsNot: 'Forum posts; support contact forms; the word “comment” in a text.',
  coverage: [['item']],
  find(view) {
    const forum = THREAD_PATH.test(view.url.pathname) || view.linksThat((l) => l.place === 'main' || l.place === 'nav').some((l) => isLabel('forum', l.name) && !l.offsite && view.closest(l.el, isCrumbs) !== null);
    const forms = view.forms.filter((f) => {
      const areas = f.fields.filter((x) => x.type === 'textarea');
      if (areas.length === 0 || isContactForm(view, f) || forum) return false;
      const said = [...f.buttons, ...f.heading.split(' · '), ...areas.map((x) => x.label)];
      return said.some((t) => (isLabel('writeComment', t) && !isLabel('reply', t)) || isLabel('writeReview', t)) || areas.some((x) => /^(?:comment|comments|comment_?(?:text|body|content)|respond|review(?:_?text)?)$/iu.test(x.name) || inComments(x.el)) || areas.some((x) => isLabel('comment', x.label));
    });
    const acts = forum ? [] : controls(view).filter((c) => ((isLabel('writeComment', c.name) && !isLabel('reply', c.name)) || isLabel('writeReview', c.name)) && !inPost(view, c.el) && !(c.link?.prose ?? false) && c.place !== 'banner' && (c.link === null || !/forum|thread|newreply|contact|feedback/iu.test(c.link.href)));
    const counts = view.links.filter((l) => !forum && l.place !== 'banner' && !THREAD_PATH.test(l.path) && !inPost(view, l.el) && l.name.length < 60 && counted(l.name) && (l.place === 'main' || l.place === 'aside' || /#comments?|#disqus|\/comments?(?:[/?#]|$)|[?&]\w+=comments?\b/iu.test(l.href)));
    const pairs = forum ? [] : view.those(isSmall).filter((el) => view.place(el) === 'main' && /\d/u.test(view.brief(el, 30)) && isLabel('comments', view.brief(el, 30)) && !inPost(view, el) && !inThreadRow(view, el));
    const counters = forum ? [] : view.classed(/^comments?-?(?:count|link|number)s?$/iu).filter((el) => (view.place(el) === 'main' || view.place(el) === 'aside') && /^\W*\d[\d,.]*\W*\D{0,20}$/u.test(view.brief(el, 40)) && !inThreadRow(view, el));
    const fields = forum ? [] : view.fields.filter((f) => f.form === null && (f.type === 'textarea' || f.type === 'text') && (f.place === 'main' || f.place === 'aside') && !inPost(view, f.el) && isLabel('writeComment', f.label) && !isLabel('reply', f.label)).map((f) => f.el);
    const anchors = view.links.filter((l) => /#(?:disqus_thread|comments?|respond|reviews?)$/iu.test(l.href) && l.place !== 'banner' && !forum && !THREAD_PATH.test(l.path));
    const heads = forum ? [] : [...headings(view, 'comments'), ...headings(view, 'reviews')].filter((el) => view.place(el) === 'main' || view.place(el) === 'aside');
    const shown = view.phrases.filter((p) => !forum && p.place === 'main' && p.text.length < 40 && /\d/u.test(p.text) && counted(p.text) && !inPost(view, p.el) && !inThreadRow(view, p.el)).map((p) => p.el);
    const blocks = forum ? [] : view.classed(BLOCK, true).filter((el) => inMain(view, el) && holdsText(view, el) && (!inThreadRow(view, el) || /(?:^|\s)comm(?:ent)?(?:-?text|-?body|-?content)?(?:\s|$)/iu.test(el.attribs['class'] ?? '')));
    const services = forum ? [] : view.classed(SERVICE, true).filter((el) => ['div', 'section', 'iframe', 'aside', 'span', 'vf-conversations', 'ul'].includes(el.name) && (view.place(el) === 'main' || view.place(el) === 'aside'));
    const answers = forum ? [] : replies(view);
    return [afforded([...forms.map((f) => f.el), ...acts.map((c) => c.el), ...answers, ...services, ...fields, ...anchors.map((l) => l.el)]), performed([...counts.map((l) => l.el), ...heads, ...shown, ...pairs, ...counters, ...blocks])];
  },
});

function isCrumbs(el: Element): boolean {
  return /breadcrumb|(?:^|[\s_-])crumbs?(?:[\s_-]|$)|navbits|linktree|pathway/iu.test(`${el.attribs['class'] ?? ''} ${el.attribs['id'] ?? ''}`);
}

/** Controls to reply to one after the other, on a site that has no forum to reply in. */
function replies(view: PageView): Element[] {
  if (view.kind === 'home' || view.kind === 'listing' || view.links.some((l) => !l.offsite && (THREAD_PATH.test(l.path) || isLabel('forum', l.name)))) return [];
  const found = controls(view).filter((c) => c.place === 'main' && isLabel('reply', c.name) && !inPost(view, c.el));
  return found.length >= 3 ? found.map((c) => c.el) : [];
}

/** "25 comments", "Comments (7)": a number with the word. */
function counted(said: string): boolean {
  // The number often stands in an element of its own, right against its word.
  const text = said.replace(/^(\W{0,3}\d[\d.,]*)(?=\p{L}{4})/u, '$1 ');
  return /\d/u.test(text) && text.length < 60 && (isLabel('comments', text) || isLabel('reviews', text) || (mentions('comments', text) && /^\S{0,3}\s*\d[\d,.]*\s+\p{L}+(?:\s\p{L}+)?$/u.test(text)));
}

function inMain(view: PageView, el: Element): boolean {
  const place = view.place(el);
  return place === 'main' && !['a', 'input', 'textarea', 'button', 'body', 'html', 'label', 'form', 'img', 'i', 'span', 'script'].includes(el.name);
}

/** Scripts serve fields that have no words but in the name of the box around them. */
function inComments(el: Element): boolean {
  let depth = 0;
  for (let at: Element | null = el; at !== null && depth < 5; at = parentOf(at), depth += 1) {
    if (/(?:^|[\s_-]|[a-z](?=C))comments?(?:[-_]?(?:form|area|box|text|field|input|editor|text-?area|wrap\w*|post|add|new))?(?:\s|$)/iu.test(`${at.attribs['class'] ?? ''} ${at.attribs['id'] ?? ''}`)) return true;
  }
  return false;
}

function isSmall(el: Element): boolean {
  return ['div', 'span', 'li', 'p', 'td', 'a'].includes(el.name);
}

function namesSomebody(el: Element): boolean {
  return el.attribs['class'] !== undefined && /author|user|by/iu.test(el.attribs['class']);
}

/** Comments are texts by others: a block of some length with a date or an author, or the container a comment service fills. */
function holdsText(view: PageView, el: Element): boolean {
  if (/^disqus_thread$/iu.test(el.attribs['id'] ?? '')) return true;
  const text = view.text(el);
  return text.length > 40 && (/\b(?:19|20)\d\d\b|\bago\b|\d{1,2}:\d\d|vor \d|há \d/iu.test(text) || el.children.some((c) => isElement(c) && firstBelow(c, view.those(namesSomebody), (x) => x) !== undefined));
}
