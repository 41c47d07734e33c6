import { byOperator, defineFeature } from './define.ts';
import { headings, inPost } from './cues.ts';
import { isLabel } from './words/index.ts';

const PATH = /(?:^\/(?:[a-z]{2}\/)?(?:calendar|events?|kalender|agenda|upcoming-events)\/?(?:\?|$)|\/calendar\.php|\/calendar-\w)/iu;

export default defineFeature({
  id: 'event_calendar', name: 'Events', kind: 'type', role: null, version: 1, operatorToo: true,
  counts: 'A calendar or list of events, or a link to the site’s own.',
  countsNot: 'Opening hours.',
  coverage: [['home']],
  find(view) {
    const links = view.links.filter((l) => l.path !== '' && !l.prose && l.place !== 'banner' && !inPost(view, l.el) && (isLabel('events', l.name) || PATH.test(l.path)) && (!l.offsite || /^(?:events?|calendar)\./iu.test(l.url?.hostname ?? '')) && !/eventbrite|forumdisplay|\/forums?\/|\/news\//iu.test(l.path));
    const marked = view.classed(/^(?:calendar(?:-?(?:table|month|day|grid|view))?|fullcalendar|fc-view|event-?(?:list|calendar|item|listing)|vevent|events-?list|upcoming-?events|tribe-events.*)$/iu, true).filter((el) => !['body', 'html', 'a', 'input', 'i', 'link', 'img', 'span'].includes(el.name) && view.place(el) !== 'banner' && view.text(el) !== '');
    const typed = view.elements.filter((el) => /schema\.org\/Event$/iu.test(el.attribs['itemtype'] ?? ''));
    const heads = [...headings(view, 'events'), ...headings(view, 'upcomingEvents')];
    return [byOperator([...links.map((l) => l.el), ...marked, ...typed, ...heads], 'afforded')];
  },
});
