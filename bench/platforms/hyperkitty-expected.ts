/** Written down after looking at HyperKitty in a browser without logging in, before any detector saw it. */
import { nothing } from './nothing.ts';
import type { Expected } from './software.ts';

export const hyperkittyExpected: Expected = {
  fiveC: {
    '1C': ['X', 'it is a mailing list on which members talk'],
    '2C': ['–', 'nothing is written together'],
    '3C': ['±', 'names lead nowhere, but the most active stand in a list with picture and number of posts: cards of members, or a ranking only'],
    '4C': ['X', 'thumbs up and down on every mail, tags of threads, a ranking of posters, a feed'],
    '5C': ['–', 'no video and no map'],
  },
  features: {
    ...nothing,
    user_profile: ['either', 'the most active stand in a list with picture and number of posts, which leads nowhere'],
    discussion_forum: ['present', 'a mailing list counts'],
    private_message: ['unseen', 'addresses are hidden from visitors'],
    file_attachment: ['unseen', 'no mail has an attachment; whether one may send files shows after log-in only'],
    activity_feed: ['either', '"Recently active discussions" of the list: its index, or a stream of what is new'],
    voting_like: ['present', 'thumbs up and down with their counts on every mail'],
    tagging: ['present', 'tags beside each thread, which lead to a search for them'],
    tag_cloud_or_leaderboard: ['present', '"Most active posters" on the page of the list'],
    rss_or_atom_feed: ['present', 'autodiscovery on the pages of the list'],
    registration_login: ['present', '"Sign In" and "Sign Up" on every page'],
    search_box: ['present', 'a field on every page'],
    badges_points: ['absent', 'counts of posts alone'],
    event_calendar: ['absent', 'an open day is told of in a mail only'],
  },
};
