/**
 * The paper's statements on the nine cases as propositions over observations. This says what is asked,
 * never what the answer should be: whether a proposition holds is computed from the store alone.
 */

/** A property of one case, three-valued (Kleene): present, absent, unknown. */
export type Property =
  | { readonly feature: string; readonly actor?: 'member' | 'any' }
  | { readonly role: number }
  | { readonly type: 'competition' | 'marketplace' | 'event' | 'community' }
  | { readonly operator: 'company' | 'other' }
  | { readonly all: readonly Property[] }
  | { readonly any: readonly Property[] };

export interface Statement {
  readonly id: string;
  readonly quantifier: 'exactly' | 'includes' | 'most' | 'some' | 'all' | 'none';
  /** Cases that the sentence names; for includes "such as these", for exactly "these and no others". */
  readonly subjects: readonly string[];
  /** The sentence says "only a few": fewer than half. */
  readonly few?: boolean;
  readonly property: Property;
  /** Numbers that the sentence speaks of, read from the details of the evidence. */
  readonly range?: readonly [from: string, to: string];
}

export const statements: readonly Statement[] = [
  {
    id: 'sharing-inside-most', quantifier: 'most', subjects: [],
    property: { any: ['private_message', 'chat_live', 'discussion_forum', 'blog_or_news', 'idea_submission', 'file_attachment', 'activity_feed'].map((feature) => ({ feature })) },
  },
  { id: 'sharing-outside', quantifier: 'includes', subjects: ['bombardier-yourail', 'konecranes-grabcad'], property: { feature: 'share_buttons' } },
  { id: 'sharing-inside-limited', quantifier: 'exactly', subjects: ['numerex-utest', 'formlabs-kickstarter'], property: { all: [{ role: 1 }, { feature: 'restricted_sharing', actor: 'any' }] } },
  { id: 'collaboration-none', quantifier: 'none', subjects: [], property: { role: 2 } },
  { id: 'profile-setup', quantifier: 'all', subjects: [], property: { feature: 'user_profile' } },
  { id: 'profile-linking', quantifier: 'includes', subjects: ['baden-chemie-atizo', 'ni-community', 'numerex-utest'], few: true, property: { feature: 'follow_or_friend' } },
  {
    id: 'interaction-inside', quantifier: 'includes', subjects: ['baden-chemie-atizo', 'bombardier-yourail', 'konecranes-grabcad', 'ni-community'],
    property: { all: [{ feature: 'user_profile' }, { feature: 'private_message' }] },
  },
  { id: 'interaction-outside', quantifier: 'includes', subjects: ['tecnisa-ideas', 'konecranes-grabcad'], property: { feature: 'external_profile_link' } },
  { id: 'commenting-most', quantifier: 'most', subjects: [], property: { feature: 'comments' } },
  { id: 'tagging-few', quantifier: 'includes', subjects: ['ni-community'], few: true, property: { all: [{ feature: 'tagging' }, { feature: 'tag_cloud_or_leaderboard' }] } },
  { id: 'combining-three', quantifier: 'exactly', subjects: ['konecranes-grabcad', 'ni-community', 'tecnisa-ideas'], property: { feature: 'embedded_video' } },
  { id: 'pledge-range', quantifier: 'exactly', subjects: ['formlabs-kickstarter'], property: { feature: 'funding_pledge', actor: 'any' }, range: ['least', 'most'] },
  { id: 'backers-ideas', quantifier: 'includes', subjects: ['formlabs-kickstarter'], property: { all: [{ feature: 'funding_pledge', actor: 'any' }, { any: [{ feature: 'comments' }, { feature: 'idea_submission' }] }] } },
  { id: 'toolkit', quantifier: 'includes', subjects: ['bombardier-yourail'], property: { feature: 'toolkit', actor: 'any' } },
  { id: 'selection-competition', quantifier: 'includes', subjects: ['konecranes-grabcad'], property: { all: [{ feature: 'challenge_or_contest', actor: 'any' }, { feature: 'judging_criteria', actor: 'any' }] } },
  { id: 'selection-seeker', quantifier: 'includes', subjects: ['tecnisa-ideas', 'ni-community'], property: { feature: 'seeker_selects', actor: 'any' } },
  { id: 'platform-company-built', quantifier: 'includes', subjects: ['dell-ideastorm'], property: { operator: 'company' } },
  { id: 'platform-intermediary', quantifier: 'includes', subjects: ['numerex-utest'], property: { operator: 'other' } },
  { id: 'event-time-limited-unpaid', quantifier: 'includes', subjects: ['dell-ideastorm'], property: { type: 'event' } },
  { id: 'community-members-call', quantifier: 'includes', subjects: ['ni-community'], property: { all: [{ type: 'community' }, { feature: 'idea_submission' }] } },
  { id: 'known-social-media-most', quantifier: 'most', subjects: [], property: { feature: 'well_known_social_media', actor: 'any' } },
  {
    id: 'built-in-some', quantifier: 'some', subjects: [],
    property: { all: [{ feature: 'comments' }, { feature: 'embedded_video' }, { any: [{ feature: 'rating' }, { feature: 'voting_like' }] }, { feature: 'tagging' }] },
  },
  { id: 'surface-1-3-4-most', quantifier: 'most', subjects: [], property: { all: [{ role: 1 }, { role: 3 }, { role: 4 }] } },
];
