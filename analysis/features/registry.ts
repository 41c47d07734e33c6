/** Every feature there is, in the codebook's order. A new one is a new file and a line here. */
import type { Feature } from './define.ts';
import activityFeed from './activity_feed.ts';
import badgesPoints from './badges_points.ts';
import blogOrNews from './blog_or_news.ts';
import challengeOrContest from './challenge_or_contest.ts';
import chatLive from './chat_live.ts';
import coEditing from './co_editing.ts';
import comments from './comments.ts';
import discussionForum from './discussion_forum.ts';
import embeddedMap from './embedded_map.ts';
import embeddedVideo from './embedded_video.ts';
import eventCalendar from './event_calendar.ts';
import externalProfileLink from './external_profile_link.ts';
import fileAttachment from './file_attachment.ts';
import followOrFriend from './follow_or_friend.ts';
import fundingPledge from './funding_pledge.ts';
import groupsOrTeams from './groups_or_teams.ts';
import ideaSubmission from './idea_submission.ts';
import judgingCriteria from './judging_criteria.ts';
import marketplaceListing from './marketplace_listing.ts';
import privateMessage from './private_message.ts';
import rating from './rating.ts';
import registrationLogin from './registration_login.ts';
import restrictedSharing from './restricted_sharing.ts';
import rewardsPrizes from './rewards_prizes.ts';
import rssOrAtomFeed from './rss_or_atom_feed.ts';
import searchBox from './search_box.ts';
import seekerSelects from './seeker_selects.ts';
import shareButtons from './share_buttons.ts';
import siteOperator from './site_operator.ts';
import siteSoftware from './site_software.ts';
import tagCloudOrLeaderboard from './tag_cloud_or_leaderboard.ts';
import tagging from './tagging.ts';
import timeLimited from './time_limited.ts';
import toolkit from './toolkit.ts';
import userProfile from './user_profile.ts';
import votingLike from './voting_like.ts';
import wellKnownSocialMedia from './well_known_social_media.ts';
import wiki from './wiki.ts';

export const features: readonly Feature[] = [
  userProfile,
  externalProfileLink,
  followOrFriend,
  groupsOrTeams,
  privateMessage,
  chatLive,
  discussionForum,
  blogOrNews,
  ideaSubmission,
  fileAttachment,
  shareButtons,
  activityFeed,
  wiki,
  coEditing,
  comments,
  rating,
  votingLike,
  tagging,
  tagCloudOrLeaderboard,
  rssOrAtomFeed,
  embeddedVideo,
  embeddedMap,
  registrationLogin,
  challengeOrContest,
  rewardsPrizes,
  fundingPledge,
  marketplaceListing,
  searchBox,
  badgesPoints,
  eventCalendar,
  restrictedSharing,
  toolkit,
  judgingCriteria,
  seekerSelects,
  siteOperator,
  siteSoftware,
  timeLimited,
  wellKnownSocialMedia,
];

export function featureById(id: string): Feature | null {
  return features.find((f) => f.id === id) ?? null;
}
