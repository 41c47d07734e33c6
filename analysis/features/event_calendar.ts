import type { Element } from 'domhandler';
import { byOperator, defineFeature } from './define.ts';
import { headings, inPost, leadsToThread } from './cues.ts';
import type { PageView } from './page.ts';
import { firstBelow } from './region.ts';
import { isLabel } from './words/index.ts';

const PATH = /(?:^\/(?:[a-z]{2}\/)?(?:calendar|events?|kalender|agenda|upcoming-events)\/?(?:\?|$)|\/calendar\.php|\/calendar-\w)/iu;

export default defineFeature({
  id: 'event_calendar', name: 'Events', kind: 'type', role: null, version: 2, operatorToo: true,
  counts: 'A calendar or list of events, or a link to the site’s own.',
  countsNot: 'Opening hours.',
  coverage: [['home']],
  find(view) {
    const links = view.links.filter((l) => l.path !== '' && (!l.prose || l.place === 'nav' || l.place === 'header') && l.place !== 'banner' && !inPost(view, l.el) && (isLabel('events', l.name) || PATH.test(l.path)) && (!l.offsite || /^(?:events?|calendar)\./iu.test(l.url?.hostname ?? '')) && (!/eventbrite|forumdisplay|\/forums?\/|\/news\/|\/categor|\/tags?\//iu.test(l.path) || /\/calendar(?:\.php|\/?$|\/?\?)/iu.test(l.path)) && !forumRow(view, l.el) && !(leadsToThread(l) && /\/\d+-[\w-]+/u.test(l.path)));
    const marked = view.classed(/^(?:calendar(?:-?(?:table|month|day|grid|view))?|fullcalendar|fc-view|event-?(?:list|calendar|item|listing)|vevent|events-?list|upcoming-?events|tribe-events.*)$/iu, true).filter((el) => !['body', 'html', 'a', 'input', 'i', 'link', 'img', 'span'].includes(el.name) && view.place(el) !== 'banner' && view.text(el) !== '' && dated(view, el));
    const typed = view.elements.filter((el) => /schema\.org\/Event$/iu.test(el.attribs['itemtype'] ?? ''));
    const heads = [...headings(view, 'events'), ...headings(view, 'upcomingEvents')].filter((el) => !/^\W*event\W*$/iu.test(view.text(el)) && !forumRow(view, el));
    return [byOperator([...links.map((l) => l.el), ...marked, ...typed, ...heads], 'afforded')];
  },
});

/** A board that is called so in a forum's index. */
function forumRow(view: PageView, el: Element): boolean {
  return view.closest(el, (at) => ['li', 'tr', 'td', 'div', 'h2', 'h3'].includes(at.name) && /(?:^|[\s_-])(?:forum(?:bit\w*|row|info|title|data)|board(?:row|title)|node(?:info|title|text)|subforums?)(?:[\s_-]|$)/iu.test(at.attribs['class'] ?? '')) !== null;
}

/** Lists of happenings in the software ("eventList") are called events too: those of a calendar lead to events, or are marked or headed so. */
function dated(view: PageView, el: Element): boolean {
  if (!/event-?(?:list|item|listing)/iu.test(`${el.attribs['class'] ?? ''} ${el.attribs['id'] ?? ''}`)) return true;
  return firstBelow(el, view.linksThat((l) => /event|calendar|kalender|termin|agenda/iu.test(l.path)), (l) => l.el) !== undefined || firstBelow(el, view.those((x) => x.name === 'time' || /schema\.org\/Event/iu.test(x.attribs['itemtype'] ?? '')), (x) => x) !== undefined;
}
