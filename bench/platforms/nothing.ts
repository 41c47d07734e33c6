/** The expectation of pages on which a visitor finds none of the features; software that has few begins with it. */
import type { FeatureId, Value } from './software.ts';

const none: readonly [Value, string] = ['absent', 'none'];

export const nothing: Readonly<Record<FeatureId, readonly [Value, string]>> = {
  user_profile: none,
  external_profile_link: none,
  follow_or_friend: none,
  groups_or_teams: none,
  private_message: none,
  chat_live: none,
  discussion_forum: none,
  blog_or_news: none,
  idea_submission: none,
  file_attachment: none,
  share_buttons: none,
  activity_feed: none,
  wiki: none,
  co_editing: none,
  comments: none,
  rating: none,
  voting_like: none,
  tagging: none,
  tag_cloud_or_leaderboard: none,
  rss_or_atom_feed: none,
  embedded_video: none,
  embedded_map: none,
  registration_login: none,
  challenge_or_contest: none,
  rewards_prizes: none,
  funding_pledge: none,
  marketplace_listing: none,
  search_box: none,
  badges_points: none,
  event_calendar: none,
};
