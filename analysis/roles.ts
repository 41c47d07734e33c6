/**
 * The 5C roles of a platform (Vuori 2011; the paper's Table 4), from what its members can do and do.
 * The paper codes them from the user's perspective, so what only the operator does is weighed but
 * never counts.
 */
import type { Actor, FeatureObservation, Presence } from '../core/types.ts';

export type RoleNumber = 1 | 2 | 3 | 4 | 5;

export interface RoleRule {
  readonly c: RoleNumber;
  readonly features: readonly string[];
  /** Features that do not make the role in depth: profiles alone connect at the surface (paper, section 5). */
  readonly surface: readonly string[];
}

/** Data: raise the version whenever a rule changes. */
export const roleRules: { readonly version: string; readonly rules: readonly RoleRule[] } = {
  version: '1',
  rules: [
    { c: 1, features: ['private_message', 'chat_live', 'discussion_forum', 'blog_or_news', 'idea_submission', 'file_attachment', 'share_buttons', 'activity_feed'], surface: [] },
    { c: 2, features: ['wiki', 'co_editing'], surface: [] },
    { c: 3, features: ['user_profile', 'external_profile_link', 'follow_or_friend', 'groups_or_teams'], surface: ['user_profile'] },
    { c: 4, features: ['comments', 'rating', 'voting_like', 'tagging', 'tag_cloud_or_leaderboard', 'rss_or_atom_feed'], surface: [] },
    { c: 5, features: ['embedded_video', 'embedded_map'], surface: [] },
  ],
};

export interface RoleReading {
  readonly c: RoleNumber;
  /** Members can do something of the role, or have done it. */
  readonly lenient: Presence;
  /** Members have done it, and for connecting more than having profiles. */
  readonly strict: Presence;
  /** Observations on which `present` rests. */
  readonly for: readonly { readonly feature: string; readonly actor: Actor }[];
  /** What was weighed and speaks against: the role's features that are absent, and the operator's own doings. */
  readonly against: readonly { readonly feature: string; readonly actor: Actor }[];
  /** page_visit ids whose having been seen makes `absent` sayable. */
  readonly coverage: readonly string[];
}

/** Absent only when every feature of the role is absent; unknown when something could not be seen and nothing was found. */
export function rolesOf(observations: readonly FeatureObservation[], rules: readonly RoleRule[] = roleRules.rules): RoleReading[] {
  return rules.map((rule) => {
    const own = rule.features.map((feature) => observations.find((o) => o.feature === feature && o.actor === 'member') ?? null);
    const present = own.filter((o): o is FeatureObservation => o?.value === 'present');
    const absent = own.filter((o): o is FeatureObservation => o?.value === 'absent');
    const deep = own.filter((_, i) => !rule.surface.includes(rule.features[i] ?? ''));
    const operators = observations.filter((o) => rule.features.includes(o.feature) && o.actor === 'operator' && o.value === 'present');
    return {
      c: rule.c,
      lenient: present.length > 0 ? 'present' : absent.length === own.length ? 'absent' : 'unknown',
      strict: deep.some((o) => o?.value === 'present' && o.mode === 'performed') ? 'present' : deep.every((o) => o !== null && o.value !== 'unknown') ? 'absent' : 'unknown',
      for: present.map(({ feature, actor }) => ({ feature, actor })),
      against: [...absent, ...operators].map(({ feature, actor }) => ({ feature, actor })),
      coverage: [...new Set(absent.flatMap((o) => o.coverage))].sort(),
    };
  });
}
