import { join } from 'node:path';
import { NetnoError } from '../../core/errors.ts';
import type { AddressPolicy, Resolve } from '../../scrapers/addresses.ts';
import { findBrowser, installHint } from '../../scrapers/browser.ts';
import type { Pace } from '../../scrapers/pace.ts';
import { sessionOf, type Session } from '../../scrapers/session.ts';
import type { VisitOptions, VisitResult } from '../../scrapers/visit.ts';
import { putFetchFailures, putSiteVisit, siteVisit } from '../../store/observation.ts';
import { setAnswers, type PlatformRow } from '../../store/platforms.ts';
import { codeVersion, type StageContext } from '../stage.ts';
import { paths, type Study } from '../study.ts';
import type { VisitSpec } from './queue/types.ts';
import { takeRows } from './rows.ts';
import { loopback, visitFor } from './slice.ts';

/** How the web is reached in a study: who asks, which addresses may be private, where loopback names lead. */
export interface Reach {
  readonly userAgent: string;
  readonly agent: string;
  readonly policy: AddressPolicy;
  readonly resolve: Resolve | null;
  /** Names of a study on loopback, and where they are served. */
  readonly names: VisitSpec['names'];
  readonly browser: string | null;
  /** One pace a host, for the whole crawl. */
  readonly paces: Map<string, Pace>;
  /** What a person should know about it. */
  readonly notes: readonly string[];
}

export function reach(study: Study): Reach {
  const { observation } = study.config;
  const suffix = observation['allow-loopback-names'];
  const { hosts } = study;
  const browser = observation.render === 'auto' ? findBrowser() : null;
  const names = suffix !== undefined && hosts !== null ? { suffix, port: hosts.port } : null;
  return {
    agent: 'netnograph',
    userAgent: `netnograph/${codeVersion} (research; ${observation.contact ? `contact: ${observation.contact}` : 'no contact given'})`,
    policy: { allow: [...observation['allow-private'], ...(suffix === undefined ? [] : [suffix])] },
    resolve: names === null ? null : loopback(names),
    names,
    browser,
    paces: new Map(),
    notes: observation.render === 'auto' && browser === null ? [`No browser was found: pages are fetched as they are, without rendering. To install one: ${installHint()}`] : [],
  };
}

/** An honest crawler can be written to; and names of a study on loopback lead nowhere unless their sites are served. */
export function requireIdentity(study: Study, targets: readonly { readonly address: string }[]): void {
  const { observation } = study.config;
  const suffix = observation['allow-loopback-names'];
  const hosts = targets.map((t) => new URL(t.address));
  if (suffix !== undefined && study.hosts === null && hosts.some((u) => u.hostname.endsWith(suffix))) {
    throw new NetnoError(`The sites under ${suffix} of this study are served only while the reconstruction runs: use "npm run observe" or "netno reproduce --phase observe". Nothing was fetched.`);
  }
  const isPublic = hosts.some((u) => !observation['allow-private'].some((allowed) => u.host === allowed || u.hostname === allowed) && !(suffix !== undefined && u.hostname.endsWith(suffix)));
  if (isPublic && observation.delay < 0.2) {
    throw new NetnoError('study.yaml: observation.delay is below 0.2 seconds, which is for sites of your own (allow-private) only. Nothing was fetched.');
  }
  if (isPublic && !observation.contact) {
    throw new NetnoError('study.yaml: observation.contact is missing. Write an e-mail address or a web page there, so that the operators of the sites can reach you; it is sent with every request. Nothing was fetched.');
  }
}

export function visitOptions(study: Study, platform: { readonly address: string }, how: Reach): VisitOptions {
  const { budget, delay } = study.config.observation;
  return {
    start: [platform.address], agent: how.agent, delayMs: delay * 1000, adaptive: delay > 0,
    // Secondary sources may be public sites: they too must be able to reach somebody, and are never hurried.
    secondary: study.config.observation.contact ? budget.secondary : 0,
    budget: { pages: budget.pages, seconds: budget.seconds, bytes: budget.megabytes * 1_000_000, depth: budget.depth },
  };
}

export const visitId = (wave: string, platform: string): string => `${wave}/${platform}`;

export type Addressed = PlatformRow & { readonly address: string };

/** What a visit came to, for the crawl's own report. */
export interface Visited {
  readonly platform: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly pages: number;
}

/** A visit as whoever works on it must know it. */
export function specOf(study: Study, wave: string, platform: Addressed, how: Reach): VisitSpec {
  const { budget, secondary, start, delayMs } = visitOptions(study, platform, how);
  return {
    id: visitId(wave, platform.id), start: [...start], userAgent: how.userAgent, agent: how.agent, allowPrivate: [...how.policy.allow], names: how.names,
    budget: { ...budget }, secondary: secondary ?? 0, delayMs, lanes: study.config.observation['at-once'], render: study.config.observation.render,
  };
}

export const folderOf = (study: Study, id: string): string => join(paths.archive(study.dir), id);

/** The visit's row, before anything of it is there. */
export function beginVisit(context: StageContext, wave: string, platform: string, session: Session | null): void {
  const { db } = context.study;
  const begun = siteVisit(db, wave, platform);
  putSiteVisit(db, {
    id: visitId(wave, platform), wave_id: wave, platform_id: platform, started_at: context.now(), rendering: begun?.rendering ?? 'off', logged_in: session === null ? 0 : 1,
    outcome: 'interrupted', reason: 'begun', pages: begun?.pages ?? 0, bytes: begun?.bytes ?? 0, ended_at: null,
  }, context.runId);
}

/** What became of a visit, in the study. */
export function endVisit(context: StageContext, wave: string, platform: string, result: VisitResult): VisitResult {
  const { study: { db }, runId } = context;
  const { outcome } = result;
  db.transaction(() => {
    const begun = siteVisit(db, wave, platform);
    putSiteVisit(db, {
      id: visitId(wave, platform), wave_id: wave, platform_id: platform, started_at: begun?.started_at ?? result.startedAt, rendering: result.rendering, logged_in: begun?.logged_in ?? 0,
      outcome, reason: result.reason, pages: result.pages, bytes: result.bytes, ended_at: context.now(),
    }, runId);
    putFetchFailures(db, visitId(wave, platform), result.failures, runId);
    if (outcome === 'done' || outcome === 'budget') setAnswers(db, platform, 'yes');
    else if (outcome === 'gone' || outcome === 'unreachable') setAnswers(db, platform, 'no');
  })();
  return result;
}

/** One platform in one wave, from where an earlier try stopped: frontier and archive lie in the visit's folder. */
export async function visitPlatform(context: StageContext, wave: string, platform: Addressed, how: Reach): Promise<VisitResult> {
  const { study, runId, signal, progress } = context;
  const spec = specOf(study, wave, platform, how);
  const session = sessionOf(study.dir, platform.id);
  beginVisit(context, wave, platform.id, session);
  let pages = 0;
  const result = await visitFor(spec, folderOf(study, spec.id), {
    signal, session, sliceMs: Infinity, browser: how.browser, paces: how.paces,
    onCommit: (frontier) => {
      pages += takeRows(study.db, spec.id, frontier, session, runId);
      if (pages > 0) progress.step(`${platform.name}: ${pages} pages`);
    },
  });
  return endVisit(context, wave, platform.id, result);
}
