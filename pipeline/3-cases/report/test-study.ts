/** A small study made by hand for the tests: one platform, one case, two waves, whatever words it is given. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { codebook } from '../../../analysis/codebook.ts';
import { roleRules, rolesOf } from '../../../analysis/roles.ts';
import type { FeatureObservation } from '../../../core/types.ts';
import { putAttributes, putCases, putCodebook, putCodings, putSelection } from '../../../store/cases.ts';
import { putCounted, putDiscourse } from '../../../store/discourse.ts';
import { putSource } from '../../../store/literature.ts';
import {
  addFieldNote, putChanges, putClassification, putDetectors, putFeatures, putFetchFailures, putObservations, putPage, putRegion, putRoleRules, putRoles, putSiteVisit, putSupport, putWave,
} from '../../../store/observation.ts';
import { putPlatform, putPlatformScreening, putProgrammes, setAddress } from '../../../store/platforms.ts';
import { ensureCoder, startRun } from '../../../store/provenance.ts';
import { openStudy, type Study } from '../../study.ts';

export interface Words {
  readonly text: string;
  readonly url: string;
  readonly publishable?: boolean;
  /** Pages on which members' posts stand. */
  readonly pages?: number;
}

export function emptyStudy(config: Record<string, unknown>): Study {
  const dir = mkdtempSync(join(tmpdir(), 'netno-report-'));
  writeFileSync(join(dir, 'study.yaml'), stringify(config));
  return openStudy(dir);
}

const feature = (id: string, role: number): Parameters<typeof putFeatures>[1][number] => ({ id, name: id.replaceAll('_', ' '), kind: 'role', role, counts: `${id} counts`, countsNot: '', pageKinds: 'item or listing' });

export function studyOf(words: Words): Study {
  const { text, url, publishable = true, pages = 1 } = words;
  const study = emptyStudy({ title: text, question: text, label: 'reconstruction', note: text, researcher: text, databases: [{ id: 'a', name: text, query: text, hits: 3, files: ['a.bib'] }] });
  const { db } = study;
  const run = startRun(db, { stage: 'test', arguments: '{}', codeVersion: '9', configHash: '', inputsHash: '', startedAt: '2013-01-01T00:00:00.000Z' });
  ensureCoder(db, 'rules', 'detector', '1', run);
  ensureCoder(db, text, 'person', null, run);
  putSource(db, 'a', { id: 'a', database: text, query: text, searchedOn: text, hitsReported: 3, exportFile: text, sha256: '', format: 'bibtex', encoding: 'utf-8', label: text }, [], [{ line: 1, message: text, raw: text }], run);
  const platform = "o'neil";
  putPlatform(db, { id: platform, name: text, knownSince: 'study', label: text }, run);
  setAddress(db, platform, url, text);
  putProgrammes(db, platform, [{ id: `${platform}/p`, name: `${text} p`, address: url }], run);
  putPlatformScreening(db, 'b2b_use', 'person', [{ platform, decision: 'yes', coder: text, reason: text }], run);
  putFeatures(db, roleRules.rules.flatMap((r) => r.features.map((f) => feature(f, r.c))), run);
  putRoleRules(db, roleRules, run);
  putDetectors(db, [{ name: 'wiki', version: '1' }], run);
  putCodebook(db, codebook, run);
  for (const number of [1, 2]) {
    const wave = putWave(db, number, `201${number}-01-01T00:00:00.000Z`, run);
    const visit = `${wave}/${platform}`;
    putSiteVisit(db, { id: visit, wave_id: wave, platform_id: platform, outcome: number === 1 ? 'done' : 'refused', reason: text, pages, bytes: 1, started_at: `201${number}-01-01T10:00:00.000Z`, ended_at: null, rendering: 'off', logged_in: 0 }, run);
    putFetchFailures(db, visit, [{ url, kind: 'robots', reason: text }], run);
    const seen = Array.from({ length: pages }, (_, n) => putPage(db, {
      siteVisit: visit, url: `${url}${n}`, canonicalUrl: `${url}${n}`, referrer: null, depth: 0, secondary: false, title: text, status: 200, contentType: 'text/html', bytes: 1, source: 'live', session: null, robotsDirectives: null,
      capturedAt: `201${number}-01-01T10:00:00.000Z`, position: { file: `${wave}/x/visit.warc.gz`, offset: 100 + n, length: 10, digest: `sha256:${n}` }, links: [],
    }, run));
    const [page = ''] = seen;
    const finding = (f: string, actor: 'member' | 'operator', at: string): FeatureObservation['for'][number] => ({ feature: f, actor, mode: 'performed', reach: 'inside', region: { page: at, selector: text, quote: text, count: 2 } });
    const none = { mode: null, reach: null, traces: 0, for: [], coverage: [], reason: null } as const;
    const observed: FeatureObservation[] = [
      { feature: 'discussion_forum', actor: 'member', value: 'present', mode: 'performed', reach: 'inside', traces: 2, for: seen.map((p) => finding('discussion_forum', 'member', p)), coverage: [], reason: null },
      { feature: 'share_buttons', actor: 'operator', value: 'present', mode: 'performed', reach: 'outside', traces: 2, for: [finding('share_buttons', 'operator', page)], coverage: [], reason: null },
      { feature: 'wiki', actor: 'member', value: 'absent', ...none, coverage: seen },
      { feature: 'co_editing', actor: 'member', value: 'absent', ...none, coverage: seen },
      { feature: 'user_profile', actor: 'member', value: 'present', mode: 'afforded', reach: 'inside', traces: 0, for: [{ ...finding('user_profile', 'member', page), mode: 'afforded' }], coverage: [], reason: null },
      { feature: 'embedded_video', actor: 'member', value: 'unknown', ...none, reason: text },
    ];
    putObservations(db, { wave, platform, detector: 'features', version: () => '1', publishable }, observed, run);
    putRoles(db, { wave, platform, ruleVersion: '1' }, rolesOf(observed), run);
    putDiscourse(db, { wave, platform, publishable }, [{
      address: `${url}0`, kind: 'forum', title: text, pages: [page],
      posts: [{ key: '1', opens: true, author: 'm-1', replyTo: null, postedAt: '2011-01-01', precision: 'day', timeSaid: text, language: null, text, votes: 1, attachments: 0, region: { page, selector: text, quote: text, count: 1 }, terms: new Map([['word', 1]]) }],
    }], run);
    putCounted(db, { wave, platform }, {
      measures: [{ measure: 'posts-per-week', criterion: 'active', headline: true, value: 0.5, unit: text, better: 'higher', definition: text, reason: null, rows: [], rowsAre: 'posts' }],
      terms: [{ term: 'word', surface: text, occurrences: 1, posts: 1, tfIdf: 1, logLikelihood: 4, logRatio: 1 }], pairs: [], activity: [{ period: '2011-01', posts: 1, threads: 1, authors: 1 }],
    }, run);
    putClassification(db, { programme: `${platform}/p`, wave, type: 'community', compensation: 'non-monetary', reasons: JSON.stringify([text]), coder: 'rules' }, run);
    if (number === 1) {
      const evidence = putRegion(db, { page, selector: text, quote: `${text} again`, count: 1 }, publishable, run);
      putCases(db, [{ id: 'k', name: text, company: text, platform }], run);
      putAttributes(db, [
        { caseId: 'k', name: 'product', value: text, quote: text, coder: text, supported: true }, { caseId: 'k', name: 'task', value: text, quote: text, coder: text, supported: false },
      ], run);
      putSupport(db, { kind: 'case_attribute', id: `k/product/${text}` }, 'for', { evidence }, null, run);
      putSelection(db, [
        { caseId: 'k', method: 'maximum variation', seed: 1, chosen: false, score: 0.5, reason: null, coder: 'rules' },
        { caseId: 'k', method: 'selection log', seed: 1, chosen: true, score: null, reason: text, coder: text },
      ], run);
      putCodings(db, [
        { caseId: 'k', code: '1C', value: 'present', quote: text, evidence: null, coder: text, memo: text },
        { caseId: 'k', code: '2C', value: 'present', quote: null, evidence: null, coder: text, memo: null },
        { caseId: 'k', code: '5C', value: 'absent', quote: null, evidence: null, coder: text, memo: null },
      ], run);
    }
  }
  putChanges(db, 'w1', 'w2', [
    { platform, feature: 'discussion_forum', actor: 'member', kind: 'came', cause: 'platform', before: 'absent', after: 'present' },
    { platform, feature: 'embedded_video', actor: 'member', kind: 'unseen', cause: 'coverage', before: 'present', after: 'unknown' },
    { platform, feature: null, actor: null, kind: 'gone', cause: 'gone', before: 'done', after: text },
  ], run);
  addFieldNote(db, { observer: text, notedAt: '2013-02-01T00:00:00.000Z', platform, page: null, kind: 'reflexive', text }, run);
  return study;
}
