import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NetnoError } from '../../core/errors.ts';
import { canonicalUrl } from '../../core/url.ts';
import type { AddressPolicy, Resolve } from '../../scrapers/addresses.ts';
import { findBrowser, installHint } from '../../scrapers/browser.ts';
import type { Pace } from '../../scrapers/pace.ts';
import { liveSource } from '../../scrapers/sources/live.ts';
import { archiveMark, visitSite, type VisitedPage, type VisitOptions, type VisitResult } from '../../scrapers/visit.ts';
import { openArchive } from '../../store/archive/archive.ts';
import { FRONTIER_FILE, openFrontier } from '../../store/frontier.ts';
import { putFetchFailures, putPage, putSiteVisit, siteVisit, type SiteVisitRow } from '../../store/observation.ts';
import { setAnswers, type PlatformRow } from '../../store/platforms.ts';
import { codeVersion, type StageContext } from '../stage.ts';
import { paths, type Study } from '../study.ts';
import { renderWhereNeeded } from './render.ts';

/** How the web is reached in a study: who asks, which addresses may be private, where loopback names lead. */
export interface Reach {
  readonly userAgent: string;
  readonly agent: string;
  readonly policy: AddressPolicy;
  readonly resolve: Resolve | null;
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
  return {
    agent: 'netnograph',
    userAgent: `netnograph/${codeVersion} (research; ${observation.contact ? `contact: ${observation.contact}` : 'no contact given'})`,
    policy: { allow: [...observation['allow-private'], ...(suffix === undefined ? [] : [suffix])] },
    resolve: suffix !== undefined && hosts !== null ? (host) => (host.endsWith(suffix) ? { address: '127.0.0.1', port: hosts.port } : null) : null,
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

/** One platform in one wave, from where an earlier try stopped: frontier and archive lie in the visit's folder. */
export async function visitPlatform(context: StageContext, wave: string, platform: PlatformRow & { address: string }, how: Reach): Promise<VisitResult> {
  const { study, runId, signal, progress } = context;
  const { db } = study;
  const id = visitId(wave, platform.id);
  const base: Omit<SiteVisitRow, 'outcome' | 'reason' | 'pages' | 'bytes' | 'ended_at'> = {
    id, wave_id: wave, platform_id: platform.id, started_at: context.now(), rendering: how.browser === null ? 'off' : 'not decided',
  };
  const folder = join(paths.archive(study.dir), id);
  if (siteVisit(db, wave, platform.id) === undefined && existsSync(join(folder, FRONTIER_FILE))) {
    throw new NetnoError(`${folder} holds a visit that this store does not know: it was made with another study.sqlite. Put that store back, or move the folder away to visit ${platform.name} again. Nothing was fetched.`);
  }
  putSiteVisit(db, { ...base, outcome: 'interrupted', reason: 'begun', pages: 0, bytes: 0, ended_at: null }, runId);
  const archive = openArchive(paths.archive(study.dir));
  mkdirSync(join(paths.archive(study.dir), id), { recursive: true });
  const frontier = openFrontier(join(paths.archive(study.dir), id));
  const writer = archive.writer(id, archiveMark(frontier));
  const source = liveSource({ userAgent: how.userAgent, policy: how.policy, resolve: how.resolve });
  try {
    const seenNow = await visitSite(
      visitOptions(study, platform, how),
      {
        frontier, archive: writer, source, signal, paces: how.paces,
        onPage: (page) => {
          putPage(db, pageVisitOf(id, page), runId);
          progress.step(`${platform.name}: ${page.finalUrl}`);
        },
      },
    );
    // RFC 9309 2.3.1.4: a robots.txt that cannot be had means no, for now; the site itself has not said no.
    const passing = seenNow.outcome === 'refused' && (seenNow.robots?.status ?? 0) >= 500;
    const result: VisitResult = passing ? { ...seenNow, outcome: 'unreachable' } : seenNow;
    const seen = result.outcome === 'done' || result.outcome === 'budget';
    const rendering = how.browser === null || !seen
      ? base.rendering
      : await renderWhereNeeded(context, { wave, platform: platform.id, siteVisit: id }, { browser: how.browser, userAgent: how.userAgent, agent: how.agent, site: platform.address, through: source, archive: writer, delayMs: result.delayMs, paces: how.paces });
    db.transaction(() => {
      putSiteVisit(db, { ...base, rendering, outcome: result.outcome, reason: result.reason, pages: result.pages, bytes: result.bytes, ended_at: context.now() }, runId);
      putFetchFailures(db, id, result.failures, runId);
      if (seen) setAnswers(db, platform.id, 'yes');
      else if (result.outcome === 'gone' || result.outcome === 'unreachable') setAnswers(db, platform.id, 'no');
    })();
    return result;
  } finally {
    await source.close();
    writer.close();
    frontier.close();
    archive.close();
  }
}

function pageVisitOf(siteVisit: string, page: VisitedPage): Parameters<typeof putPage>[1] {
  return {
    siteVisit, url: page.finalUrl, canonicalUrl: canonicalUrl(page.finalUrl), referrer: page.referrer, depth: page.depth, secondary: page.secondary,
    title: page.title === '' ? null : page.title, status: page.status, contentType: page.contentType, bytes: page.capture.body.length, source: page.capture.source,
    session: null, capturedAt: page.capture.capturedAt, position: page.position,
    links: page.links.map((l) => ({ url: l.url, text: l.text, rel: l.rel, leads: l.leads })),
  };
}
