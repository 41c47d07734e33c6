/**
 * What stands beside the rules in `features`: fingerprints of known software alone, and a small model
 * that learns from the labelled pages of the other sites. Neither is part of the product.
 */
import siteSoftware from '../analysis/features/site_software.ts';
import { readPage } from '../analysis/features/observe.ts';
import { viewPage } from '../analysis/features/page.ts';
import type { LabelledPage } from './features.ts';

type Predictions = ReadonlyMap<string, ReadonlySet<string>>;

const BOARD = ['user_profile', 'registration_login', 'discussion_forum', 'search_box', 'private_message', 'activity_feed', 'badges_points', 'file_attachment', 'rss_or_atom_feed'];
const BLOG = ['blog_or_news', 'comments', 'rss_or_atom_feed', 'search_box', 'tagging'];
const WIKI = ['wiki', 'co_editing', 'search_box', 'activity_feed', 'registration_login', 'rss_or_atom_feed'];
const SHOP = ['registration_login', 'search_box', 'rating'];

/** What the makers of each software say that it offers; written from its documentation, not from the pages. */
const OFFERS: Readonly<Record<string, readonly string[]>> = {
  Discourse: [...BOARD, 'voting_like', 'tagging', 'share_buttons', 'groups_or_teams'],
  phpBB: BOARD, MyBB: [...BOARD, 'rating'], 'Simple Machines Forum': BOARD, vBulletin: [...BOARD, 'rating', 'tagging'],
  'Invision Community': [...BOARD, 'voting_like', 'follow_or_friend'], XenForo: [...BOARD, 'voting_like', 'follow_or_friend'], Vanilla: [...BOARD, 'voting_like'], Flarum: [...BOARD, 'voting_like', 'tagging'],
  NodeBB: [...BOARD, 'voting_like', 'tagging', 'follow_or_friend', 'groups_or_teams'], bbPress: [...BLOG, ...BOARD], BuddyPress: [...BLOG, 'user_profile', 'groups_or_teams', 'follow_or_friend', 'activity_feed', 'private_message'],
  MediaWiki: WIKI, DokuWiki: WIKI, TWiki: WIKI, MoinMoin: WIKI, Confluence: [...WIKI, 'comments'],
  WordPress: BLOG, Blogger: BLOG, Ghost: BLOG, Drupal: ['search_box', 'registration_login'], Joomla: ['search_box', 'registration_login'], TYPO3: ['search_box'],
  Question2Answer: ['discussion_forum', 'idea_submission', 'voting_like', 'tagging', 'user_profile', 'badges_points', 'registration_login', 'search_box'],
  'Stack Exchange': ['discussion_forum', 'idea_submission', 'voting_like', 'tagging', 'user_profile', 'badges_points', 'registration_login', 'search_box', 'comments', 'co_editing', 'share_buttons', 'rss_or_atom_feed'],
  IdeaScale: ['idea_submission', 'voting_like', 'comments', 'user_profile', 'registration_login', 'search_box', 'tag_cloud_or_leaderboard'], UserVoice: ['idea_submission', 'voting_like', 'comments', 'search_box', 'registration_login'],
  Decidim: ['idea_submission', 'voting_like', 'comments', 'user_profile', 'registration_login', 'search_box', 'follow_or_friend'],
  Redmine: ['wiki', 'co_editing', 'comments', 'discussion_forum', 'registration_login', 'search_box', 'file_attachment', 'activity_feed', 'rss_or_atom_feed'],
  Pipermail: ['discussion_forum'], Hypermail: ['discussion_forum'], MHonArc: ['discussion_forum'], Mailman: ['discussion_forum'], Magento: SHOP, Shopify: SHOP, Sphinx: ['search_box'],
};

export function byFingerprints(pages: readonly LabelledPage[]): Predictions {
  return new Map(pages.map(({ page }) => [page.id, new Set(readPage(page, [siteSoftware]).findings.flatMap((f) => OFFERS[String(f.details?.['software'])] ?? []))]));
}

/**
 * Boosted stumps, a feature at a time, on what stands in the markup (classes, ids, words and addresses
 * of links, kinds of fields, hosts of embeds), fitted on the pages of all other sites. Deterministic;
 * the reasons are the cues it has chosen.
 * @param rules what the rules say of the page is given to the model as well
 */
export function byModel(pages: readonly LabelledPage[], coded: readonly string[], rules: Predictions | null): Predictions {
  const cues = pages.map(({ page }) => cuesOf(page, rules?.get(page.id) ?? null));
  const predicted = new Map(pages.map(({ page }) => [page.id, new Set<string>()]));
  for (const site of new Set(pages.map((p) => p.site))) {
    const train = pages.flatMap((p, i) => (p.site === site ? [] : [i]));
    const pagesWith = new Map<string, number>();
    for (const i of train) for (const cue of cues[i] ?? []) pagesWith.set(cue, (pagesWith.get(cue) ?? 0) + 1);
    const known = [...pagesWith].filter(([, n]) => n >= 3 && n < train.length).map(([cue]) => cue).sort();
    const column = new Map(known.map((cue, i) => [cue, i]));
    const rows = cues.map((own) => [...own].flatMap((cue) => column.get(cue) ?? []).sort((a, b) => a - b));
    for (const feature of coded) {
      const stumps = fit(train.flatMap((i) => { const label = pages[i]?.labels.get(feature); return label === '1' || label === '0' ? [{ x: rows[i] ?? [], y: Number(label) }] : []; }), known.length);
      pages.forEach((p, i) => { if (p.site === site && score(stumps, rows[i] ?? []) > 0) predicted.get(p.page.id)?.add(feature); });
    }
  }
  return predicted;
}

function cuesOf(page: LabelledPage['page'], rules: ReadonlySet<string> | null): Set<string> {
  const view = viewPage(page);
  const cues = new Set<string>();
  for (const el of view.elements) {
    for (const token of (el.attribs['class'] ?? '').toLowerCase().split(/[\s_-]+/u)) if (/^[a-z]{3,20}$/u.test(token)) cues.add(`class ${token}`);
    for (const token of (el.attribs['id'] ?? '').toLowerCase().split(/[\s_-]+/u)) if (/^[a-z]{3,20}$/u.test(token)) cues.add(`id ${token}`);
    if (el.name === 'iframe') cues.add(`embed ${view.resolve(el.attribs['src'] ?? '')?.hostname ?? ''}`);
    if (el.name === 'link') cues.add(`link ${el.attribs['rel'] ?? ''} ${el.attribs['type'] ?? ''}`);
  }
  for (const link of view.links) {
    if (link.prose) continue;
    for (const word of link.name.toLowerCase().slice(0, 60).match(/\p{L}{3,}/gu) ?? []) cues.add(`word ${word}`);
    for (const word of link.path.slice(0, 200).match(/[a-z]{3,}/gu) ?? []) cues.add(`path ${word}`);
  }
  for (const field of view.fields) cues.add(`field ${field.type}`);
  for (const feature of rules ?? []) cues.add(`rule ${feature}`);
  return cues;
}

interface Example {
  readonly x: readonly number[];
  readonly y: number;
}

/** A cue and how much its presence, or its absence, says for the feature. */
interface Stump {
  readonly cue: number;
  readonly there: number;
  readonly missing: number;
}

const ROUNDS = 12;

/** Confidence-rated boosting of decision stumps (Schapire and Singer 1999); ties go to the first cue in alphabetical order. */
function fit(examples: readonly Example[], columns: number): Stump[] {
  const weights = new Float64Array(examples.length).fill(1 / Math.max(1, examples.length));
  const smooth = 0.5 / Math.max(1, examples.length);
  const stumps: Stump[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [yes, no] = [new Float64Array(columns), new Float64Array(columns)];
    let [allYes, allNo] = [0, 0];
    examples.forEach(({ x, y }, i) => {
      const weight = weights[i] ?? 0;
      if (y === 1) allYes += weight;
      else allNo += weight;
      const sums = y === 1 ? yes : no;
      for (const c of x) sums[c] = (sums[c] ?? 0) + weight;
    });
    let best = -1;
    let least = Infinity;
    for (let c = 0; c < columns; c += 1) {
      const [p, n] = [yes[c] ?? 0, no[c] ?? 0];
      const z = Math.sqrt(p * n) + Math.sqrt(Math.max(0, allYes - p) * Math.max(0, allNo - n));
      if (z < least - 1e-12) [best, least] = [c, z];
    }
    if (best < 0) break;
    const [p, n] = [yes[best] ?? 0, no[best] ?? 0];
    const stump = { cue: best, there: 0.5 * Math.log((p + smooth) / (n + smooth)), missing: 0.5 * Math.log((Math.max(0, allYes - p) + smooth) / (Math.max(0, allNo - n) + smooth)) };
    stumps.push(stump);
    let total = 0;
    examples.forEach(({ x, y }, i) => {
      const says = x.includes(best) ? stump.there : stump.missing;
      total += weights[i] = (weights[i] ?? 0) * Math.exp(y === 1 ? -says : says);
    });
    for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] ?? 0) / total;
  }
  return stumps;
}

function score(stumps: readonly Stump[], x: readonly number[]): number {
  return stumps.reduce((sum, s) => sum + (x.includes(s.cue) ? s.there : s.missing), 0);
}
