/** Written down after looking at public-inbox in a browser, before any detector saw it. */
import { nothing } from './nothing.ts';
import type { Expected } from './software.ts';

export const publicInboxExpected: Expected = {
  fiveC: {
    '1C': ['X', 'it is a mailing list on which members talk'],
    '2C': ['–', 'nothing is written together'],
    '3C': ['–', 'names stand in the overview of a thread and lead to mails; members have no pages'],
    '4C': ['X', 'an Atom feed of the list and of every thread; nothing can be commented, rated or tagged'],
    '5C': ['–', 'no video and no map'],
  },
  features: {
    ...nothing,
    discussion_forum: ['present', 'a mailing list counts'],
    private_message: ['either', 'a link to answer by mail, which goes to the member and to the list'],
    activity_feed: ['either', 'the first page lists threads, the latest first: the list as such, or a stream of what is new'],
    rss_or_atom_feed: ['present', '"Atom feed" at the head of every page'],
    search_box: ['present', 'a field at the head of every page'],
    event_calendar: ['absent', 'an open day is told of in a mail only'],
  },
};
