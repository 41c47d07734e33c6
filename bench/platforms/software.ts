/** What every piece of real software on loopback offers to the benchmark `platforms`. */

/** A post as the software's own database holds it, as plain text. */
export interface TruePost {
  /** The software's own key of the post. */
  readonly id: string;
  /** The name shown beside it. */
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly text: string;
  /** Key of the post that it answers; null where the software stores none, or for the opening post. */
  readonly replyTo: string | null;
}

export interface TrueThread {
  /** Where its first page stands. */
  readonly address: string;
  readonly title: string;
  /** In the order of time. Opening posts are posts: an article of a blog is the first post of its thread. */
  readonly posts: readonly TruePost[];
}

export interface Running {
  /** Where a visit starts. */
  readonly address: string;
  /** `host:port` of every server that a visit needs. */
  readonly hosts: readonly string[];
  readonly truth: readonly TrueThread[];
  stop(): Promise<void>;
}

/** X present, – absent, ? not to be known without logging in; ± where by the codebook X and – can both be defended, so that it is not counted. */
export type Cell = 'X' | '–' | '?' | '±';

/**
 * `unseen`: not shown to a visitor who does not log in, so that absent and unknown are right and present is wrong.
 * `either`: by the codebook both can be defended, so it is not counted.
 */
export type Value = 'present' | 'absent' | 'unseen' | 'either';

export interface Expected {
  /** The 5C row as a visitor sees it who does not log in, each cell with its reason. */
  readonly fiveC: Readonly<Record<'1C' | '2C' | '3C' | '4C' | '5C', readonly [Cell, string]>>;
  /** By feature: what members can do (or, for types, what the platform is), and why. */
  readonly features: Readonly<Record<FeatureId, readonly [Value, string]>>;
}

export interface Software {
  readonly name: string;
  /** Null if it can be started; else what is missing, and the command that installs it. */
  available(): string | null;
  /** Installs into the folder, starts servers on free loopback ports, seeds, and reads the truth. */
  start(dir: string): Promise<Running>;
  readonly expected: Expected;
  /** It takes more than a few seconds until it is there and seeded. */
  readonly slow: boolean;
}

export type FeatureId =
  | 'user_profile' | 'external_profile_link' | 'follow_or_friend' | 'groups_or_teams'
  | 'private_message' | 'chat_live' | 'discussion_forum' | 'blog_or_news' | 'idea_submission' | 'file_attachment' | 'share_buttons' | 'activity_feed'
  | 'wiki' | 'co_editing'
  | 'comments' | 'rating' | 'voting_like' | 'tagging' | 'tag_cloud_or_leaderboard' | 'rss_or_atom_feed'
  | 'embedded_video' | 'embedded_map'
  | 'registration_login' | 'challenge_or_contest' | 'rewards_prizes' | 'funding_pledge' | 'marketplace_listing' | 'search_box' | 'badges_points' | 'event_calendar';
