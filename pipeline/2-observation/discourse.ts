import { z } from 'zod';
import { activity, type FirstReply } from '../../analysis/discourse/activity.ts';
import { assembleThreads } from '../../analysis/discourse/assemble.ts';
import { cooccurrence } from '../../analysis/discourse/cooccurrence.ts';
import { keynessByPlatform } from '../../analysis/discourse/keyness.ts';
import { languageDetector } from '../../analysis/discourse/language.ts';
import { participation } from '../../analysis/discourse/participation.ts';
import { firstNamesOf, identities, nameless, smallWords } from '../../analysis/discourse/pseudonyms.ts';
import { readThread } from '../../analysis/discourse/read.ts';
import { replyNetwork } from '../../analysis/discourse/reply-network.ts';
import { siteCriteria } from '../../analysis/discourse/site-criteria.ts';
import { countTerms, surfaceForms, termsOf, tfidf } from '../../analysis/discourse/terms.ts';
import type { ReadThread, Thread } from '../../analysis/discourse/types.ts';
import { isPageKind } from '../../analysis/features/kind.ts';
import { viewPage } from '../../analysis/features/page.ts';
import { NetnoError } from '../../core/errors.ts';
import { postsOf, postTerms, putCounted, putDiscourse, type Counted, type MeasureRow, type PostRow, type StoredPost, type StoredThread } from '../../store/discourse.ts';
import { pagesRead, siteVisits, sweepEvidence, waves } from '../../store/observation.ts';
import { requirePlatform } from '../../store/platforms.ts';
import { pagesOf } from '../pages.ts';
import { pseudonymsOf } from '../pseudonyms.ts';
import { counted, stage, type StageContext } from '../stage.ts';
import { waveOf } from './waves.ts';

/** Terms kept of a platform: those with the most weight, and those that stand out most. */
const TERMS = 300;

export const observeDiscourse = stage({
  name: 'observe discourse',
  phase: 'observe',
  title: 'Read the threads and posts of the archived pages, and count what they show',
  about:
    'Reads the archive, fetches nothing. Finds the repeated records of threads, comments, talk pages and mail archives, with authors (by pseudonym), times, texts and who answers whom; ' +
    'then terms, activity, participation and reply network, and the six criteria by which a netnographer chooses a site (view site_criteria). ' +
    'The key of the pseudonyms lies outside the study; words of the research question stand in study.yaml (observation.relevant-words).',
  inPhase: true,
  options: z.object({
    wave: z.string().optional().meta({ description: 'number of the wave; otherwise the newest', word: 'n' }),
    platform: z.array(z.string()).optional().meta({ description: 'read only these platforms; counted anew is the whole wave', word: 'name...' }),
  }),
  reads: ['page_visit', 'site_visit'],
  writes: ['thread', 'thread_page', 'author', 'post', 'post_term', 'platform_term', 'term_pair', 'activity', 'site_measure', 'site_measure_row', 'evidence'],
  run: async (context, options) => {
    const { study, runId, progress, signal } = context;
    const { db } = study;
    const known = waves(db);
    const wave = waveOf(known, options.wave);
    if (wave === null) throw new NetnoError('Nothing has been observed yet. Run "netno observe crawl" first.');
    const only = options.platform?.map((name) => requirePlatform(db, name).id);
    const pseudonym = pseudonymsOf(study, runId);
    const languageOf = await languageDetector();
    const visited = siteVisits(db, wave).map((v) => v.platform_id);
    const chosen = visited.filter((id) => only === undefined || only.includes(id));
    let [threads, posts, speaking] = [0, 0, 0];
    for (const [n, platform] of chosen.entries()) {
      if (signal.aborted) break;
      progress.step(`reading ${platform} (${n + 1} of ${chosen.length}) …`);
      const found = storable(readSiteThreads(context, wave, platform), (identity) => pseudonym(platform, identity), languageOf);
      threads += found.length;
      if (found.length > 0) speaking += 1;
      posts += found.reduce((sum, t) => sum + t.posts.length, 0);
      db.transaction(() => putDiscourse(db, { wave, platform, publishable: study.config.ethics.quotes === 'publishable' }, found, runId))();
      // Between sites, so that Ctrl-C is heard.
      await new Promise((next) => setImmediate(next));
    }
    progress.step('counting …');
    const all = count(context, wave, visited, known.find((w) => w.id === wave)?.moment ?? context.now());
    db.transaction(() => {
      for (const [platform, numbers] of all) putCounted(db, { wave, platform }, numbers, runId);
      sweepEvidence(db);
    })();
    return {
      lines: [
        ...(study.config.observation['relevant-words'].length === 0 ? ['How relevant the posts are is not counted: name words of your question in study.yaml (observation.relevant-words) and run this again.'] : []),
        `${counted(threads, 'thread')} with ${counted(posts, 'post')} read on ${counted(speaking, 'platform')} in wave ${wave.slice(1)}; on ${chosen.length - speaking} others no thread was found. How they compare: netno query "SELECT * FROM site_criteria WHERE headline = 1"`,
      ],
      data: { wave, platforms: chosen.length, threads, posts },
    };
  },
});

/** Threads of a platform, over all its own pages. */
function readSiteThreads({ study }: StageContext, wave: string, platform: string): Thread[] {
  const known = new Map(pagesRead(study.db, wave, platform).map((p) => [p.id, p]));
  const parts: ReadThread[] = [];
  for (const page of pagesOf(study, wave, platform, { secondary: false })) {
    if (page.unread !== undefined || page.status !== 200) continue;
    const { kind, capturedAt } = known.get(page.id) ?? { kind: 'other', capturedAt: '' };
    try {
      const thread = readThread(viewPage(page, isPageKind(kind) ? kind : null), capturedAt);
      if (thread !== null) parts.push(thread);
    } catch (error) {
      // Pages past the limits of what is read say so in detection.
      if (!(error instanceof NetnoError)) throw error;
    }
  }
  return assembleThreads(parts);
}

/** The threads without the names of members. */
function storable(threads: readonly Thread[], pseudonym: (identity: string) => string, languageOf: (text: string) => string | null): StoredThread[] {
  const identity = identities(threads);
  const names = new Map(threads.flatMap((t) => t.posts.flatMap((p) => (p.author === null ? [] : [[p.author.name, pseudonym(identity(p.author))] as const]))));
  const small = smallWords(threads.flatMap((t) => t.posts.map((p) => p.text)));
  const clean = nameless(names, small);
  // What is left of names in other forms is no term.
  const leaveOut = new Set([...names.keys()].flatMap((name) => [name.toLowerCase(), ...(name.match(/\p{Lu}\p{L}{2,}/gu) ?? []).map((word) => word.toLowerCase()).filter((word) => !small.has(word))]));
  return threads.map((thread) => {
    const seen = new Map<string, number>();
    const firstNames = nameless(firstNamesOf(thread.posts.flatMap((p) => (p.author === null ? [] : [p.author.name])), names), small);
    const posts = thread.posts.map((p): StoredPost => {
      const text = firstNames(clean(p.text));
      const language = languageOf(text);
      // Under the key: what is hashed without one can be tried out.
      const key = pseudonym(p.key ?? JSON.stringify([p.author?.name, p.time?.said, p.text]));
      const again = (seen.get(key) ?? 0) + 1;
      seen.set(key, again);
      return {
        key: again === 1 ? key : `${key}\n${again}`, opens: p.opens, author: p.author === null ? null : pseudonym(identity(p.author)), replyTo: p.replyTo, postedAt: p.time?.at ?? null,
        precision: p.time?.precision ?? null, timeSaid: p.time?.said ?? null, language, text, votes: p.votes, attachments: p.attachments.length,
        // The region's own words name the author.
        region: { ...p.region, quote: text.slice(0, 300) }, terms: termsOf(text, language, { leaveOut }),
      };
    });
    return { address: thread.address, kind: thread.kind, title: firstNames(clean(thread.title)), pages: thread.pages, posts };
  });
}

/** What the wave's posts show, by platform; also for those on which none was found. */
function count({ study: { db, config } }: StageContext, wave: string, platforms: readonly string[], moment: string): Map<string, Counted> {
  const byPlatform = new Map<string, PostRow[]>(platforms.map((p) => [p, []]));
  for (const post of postsOf(db, wave)) byPlatform.get(post.platform)?.push(post);
  const terms = postTerms(db, wave);
  const none: ReadonlyMap<string, number> = new Map();
  const counts = new Map([...byPlatform].map(([platform, posts]) => [platform, countTerms(posts.map((p) => terms.get(p.id) ?? none))]));
  const weights = tfidf([...byPlatform].flatMap(([platform, posts]) => posts.map((p) => ({ id: p.id, platform, terms: terms.get(p.id) ?? none }))), TERMS);
  const keys = keynessByPlatform(counts);
  return new Map([...byPlatform].map(([platform, posts]): [string, Counted] => {
    const own = counts.get(platform);
    const surface = surfaceForms(posts);
    const weighed = new Map((weights.get(platform) ?? []).map((w) => [w.term, w]));
    const key = new Map((keys.get(platform) ?? []).map((k) => [k.term, k]));
    const standing = [...key.values()].filter((k) => k.occurrences > 0).slice(0, TERMS).map((k) => k.term);
    const over = activity(posts);
    return [platform, {
      measures: measuresOf(posts, over.firstReply, config.observation['relevant-words'], moment),
      terms: [...new Set([...weighed.keys(), ...standing])].sort().map((term) => ({
        term, surface: surface.get(term) ?? term, occurrences: own?.terms.get(term)?.occurrences ?? 0, posts: own?.terms.get(term)?.posts ?? 0,
        tfIdf: weighed.get(term)?.weight ?? 0, logLikelihood: key.get(term)?.g2 ?? null, logRatio: key.get(term)?.logRatio ?? null,
      })),
      pairs: cooccurrence(posts.map((p) => (terms.get(p.id) ?? none).keys())).edges.map(({ a, b, posts: together, npmi }) => ({ a, b, posts: together, npmi })),
      activity: over.periods.map((p) => ({ period: p.period, posts: p.posts, threads: p.threadsBegun, authors: p.authors })),
    }];
  }));
}

/** The six criteria, and numbers on participation and replies that speak for none of them. */
function measuresOf(posts: readonly PostRow[], first: FirstReply, relevanceTerms: readonly string[], moment: string): MeasureRow[] {
  const attachments = new Map(posts.filter((p) => p.attachments > 0).map((p) => [p.id, p.attachments]));
  const part = participation(posts);
  const net = replyNetwork(posts);
  const other = (measure: string, value: number | null, unit: string, definition: string): MeasureRow => ({
    measure, criterion: null, headline: false, value, unit, better: null, definition, reason: value === null ? 'There are too few posts, authors or replies to tell.' : null, rows: [], rowsAre: 'posts',
  });
  return [
    ...siteCriteria({ posts, relevanceTerms, moment, attachments }),
    other('gini', part.gini, '0–1', 'Gini coefficient of posts over the authors who posted (Gini 1912); 0 when all posted equally often.'),
    other('gini-corrected', part.giniCorrected, '0–1', 'Gini coefficient times n/(n−1), without the downward bias of few authors (Deltas 2003).'),
    other('top-1-percent', part.shares?.top1 ?? null, 'share of posts, 0–1', 'Share of the posts by the most active 1 % of those who posted (Nielsen 2006; van Mierlo 2014).'),
    other('next-9-percent', part.shares?.next9 ?? null, 'share of posts, 0–1', 'Share of the posts by the next 9 % of those who posted (van Mierlo 2014).'),
    other('other-90-percent', part.shares?.other90 ?? null, 'share of posts, 0–1', 'Share of the posts by the other 90 % of those who posted (van Mierlo 2014).'),
    other('one-time-authors', part.oneTime, 'share of authors, 0–1', 'Share of the authors who posted once.'),
    other('first-reply-hours', first.medianHours, 'hours', 'Median time from the opening of a thread to the first post by somebody else, over the threads that have one.'),
    other('reply-density', net.density, '0–1', 'Pairs of authors of whom the one answers the other, among all ordered pairs (Wasserman and Faust 1994, ch. 4).'),
    other('reply-reciprocity', net.reciprocityOfDyads, '0–1', 'Of the pairs of authors of whom one answers the other, the share in which both do (Wasserman and Faust 1994, ch. 13).'),
    other('reply-centralisation-in', net.centralisationIn, '0–1', 'Freeman degree centralisation of being answered (Freeman 1978): 1 when all answer one.'),
    other('reply-centralisation-out', net.centralisationOut, '0–1', 'Freeman degree centralisation of answering (Freeman 1978): 1 when one answers all.'),
    other('largest-component', net.nodes.length === 0 ? null : net.largestComponent, 'authors', 'Authors in the largest part of the reply network that hangs together.'),
  ];
}
