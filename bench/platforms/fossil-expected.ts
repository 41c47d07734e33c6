/** Written down after looking at Fossil in a browser without logging in, before any detector saw it. */
import { nothing } from './nothing.ts';
import type { Expected } from './software.ts';

export const fossilExpected: Expected = {
  fiveC: {
    '1C': ['X', 'a forum in its navigation, and a timeline of what members did'],
    '2C': ['X', 'a wiki whose pages have a history of versions by several members'],
    '3C': ['±', 'a name leads to all posts of that member, under the title of the timeline: a page of theirs, or a filter'],
    '4C': ['X', 'a feed of the timeline by autodiscovery; nothing can be commented, rated or tagged by members'],
    '5C': ['–', 'no video and no map'],
  },
  features: {
    ...nothing,
    user_profile: ['either', 'a name leads to all posts of that member, under the title of the timeline: a page of theirs, or a filter'],
    discussion_forum: ['present', '"Forum" in the navigation'],
    activity_feed: ['present', '"Timeline" in the navigation, on every page'],
    wiki: ['present', '"Wiki" in the navigation; the home page is one of its pages'],
    co_editing: ['present', '"History" of every page of the wiki, with versions by several members'],
    idea_submission: ['either', '"Tickets" in the navigation, where a visitor sees none and may write none'],
    file_attachment: ['unseen', 'no attachment is there; whether one may attach files shows after log-in only'],
    tagging: ['either', '"Tags" in the navigation are those of versions of software, of which there are none'],
    tag_cloud_or_leaderboard: ['either', 'the map of the site leads to reports with numbers of changes by member'],
    chat_live: ['unseen', 'Fossil has a chat, which a visitor may not see'],
    rss_or_atom_feed: ['present', 'autodiscovery on every page'],
    registration_login: ['either', '"Login" on every page, but nobody can get an account by himself'],
    search_box: ['either', 'the map of the site leads to a search, which finds nothing as it is set up'],
    event_calendar: ['absent', 'an open day is told of in a thread only'],
  },
};
