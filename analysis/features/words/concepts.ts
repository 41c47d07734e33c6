/** What the interface words are about. Adding a concept here lets any language say it. */
export type Concept =
  | 'logIn' | 'register' | 'logOut' | 'account' | 'newsletter' | 'staffOnly' | 'restrictedView'
  | 'members' | 'myProfile' | 'profileField' | 'by' | 'friend' | 'follow' | 'followPeople' | 'followers' | 'followOperator'
  | 'groups' | 'joinGroup' | 'memberCount' | 'memberSince' | 'followerCount' | 'externalField' | 'visitSite' | 'message' | 'recipient' | 'chat' | 'staffChat'
  | 'forum' | 'newTopic' | 'reply' | 'replies' | 'blog' | 'memberBlogs' | 'news'
  | 'submitIdea' | 'startOwn' | 'ideaList' | 'ideaField' | 'contact' | 'attach' | 'gallery' | 'membersPictures' | 'share' | 'activity' | 'recentMembers' | 'did' | 'wrote'
  | 'wiki' | 'edit' | 'history' | 'coEdit' | 'comment' | 'comments' | 'writeComment' | 'reviews' | 'writeReview'
  | 'rate' | 'outOf' | 'vote' | 'voteCount' | 'like' | 'likeCount' | 'helpful' | 'poll' | 'tags' | 'tagField' | 'leaderboard'
  | 'feed' | 'videoField' | 'contest' | 'enterContest' | 'entries' | 'prize' | 'prizeAmount' | 'earn' | 'getPaid' | 'rewardTier'
  | 'pledge' | 'pledged' | 'donate' | 'market' | 'postOffer' | 'takeTask' | 'search' | 'points' | 'pointsCount' | 'level' | 'badges' | 'events' | 'upcomingEvents'
  | 'discount' | 'onlyFor' | 'communicate' | 'toolkit' | 'criteria' | 'weigh' | 'jury' | 'status' | 'weSelect' | 'operatedBy' | 'legalForm' | 'deadline' | 'duration' | 'timeSpan'
  | 'client' | 'industrial' | 'consumer' | 'memberCall'
  | 'pathLogin' | 'pathRegister' | 'pathMembers' | 'pathProfile' | 'pathRules' | 'pathHelp' | 'pathNews' | 'pathAbout' | 'pathSearch' | 'pathItem' | 'pathListing';

export interface Words {
  /** ISO 639-1 code. */
  readonly language: string;
  /** Enough concepts are covered for a missing word to count as evidence of absence. */
  readonly thorough: boolean;
  /** Words that lead a label without changing it: "our", "all", "view". */
  readonly lead: readonly string[];
  /** Very common words, by which a page's language is told. */
  readonly common: readonly string[];
  readonly words: Readonly<Partial<Record<Concept, readonly string[]>>>;
}
