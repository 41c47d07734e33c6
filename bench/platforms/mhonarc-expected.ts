/** Written down after looking at MHonArc's pages in a browser, before any detector saw them. */
import { nothing } from './nothing.ts';
import type { Expected } from './software.ts';

export const mhonarcExpected: Expected = {
  fiveC: {
    '1C': ['X', 'it is the archive of a mailing list on which members talk'],
    '2C': ['–', 'nothing is written together'],
    '3C': ['–', 'names of members lead nowhere; nobody can be followed or befriended'],
    '4C': ['–', 'nothing can be commented, rated or tagged; no feed'],
    '5C': ['–', 'no video and no map'],
  },
  features: {
    ...nothing,
    discussion_forum: ['present', 'a mailing list counts'],
    private_message: ['either', 'addresses of members are shown, as text without a link'],
    activity_feed: ['either', 'the list by date is that of the archive, oldest mails first'],
    event_calendar: ['absent', 'an open day is told of in a mail only'],
  },
};
