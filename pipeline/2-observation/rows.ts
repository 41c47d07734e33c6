/** What a visit has written down, taken over into the study: each page once, in its order. */
import { z } from 'zod';
import { canonicalUrl } from '../../core/url.ts';
import type { Session } from '../../scrapers/session.ts';
import type { PageRecord } from '../../scrapers/visit.ts';
import type { SeenPage } from '../../store/frontier.ts';
import { putPage, setTaken, takenOf } from '../../store/observation.ts';
import type { Store } from '../../store/open.ts';

/** Where a page lies in the archive, as another machine says it. */
export const archivePosition = z.object({ file: z.string(), offset: z.number(), length: z.number(), digest: z.string() });

/** Visits come from other machines, too. */
const pageRecord: z.ZodType<PageRecord> = z.object({
  url: z.string(),
  status: z.number(),
  contentType: z.string(),
  position: archivePosition,
  referrer: z.string().nullable(),
  depth: z.number(),
  secondary: z.boolean(),
  title: z.string(),
  links: z.array(z.object({ url: z.string(), text: z.string(), rel: z.string().nullable(), leads: z.enum(['inside', 'outside']) })),
  robotsDirectives: z.string().nullable(),
  bytes: z.number(),
  source: z.enum(['live', 'render', 'browse', 'past', 'import']),
  capturedAt: z.string(),
});

/** Pages taken in one transaction, so that memory stays small. */
const BATCH = 200;

/**
 * Takes over the pages that the study does not have yet; the visit's row must be there.
 * @returns how many
 */
export function takeRows(db: Store, siteVisit: string, frontier: { pagesAfter(seq: number, limit: number): SeenPage[] }, session: Session | null, runId: number): number {
  let taken = 0;
  for (;;) {
    const rows = frontier.pagesAfter(takenOf(db, siteVisit), BATCH);
    const last = rows.at(-1);
    if (!last) return taken;
    db.transaction(() => {
      for (const { data } of rows) {
        const page = pageRecord.parse(JSON.parse(data));
        putPage(db, { ...page, siteVisit, canonicalUrl: canonicalUrl(page.url), title: page.title === '' ? null : page.title, session: page.secondary ? null : (session?.savedAt ?? null) }, runId);
      }
      setTaken(db, siteVisit, last.seq);
    })();
    taken += rows.length;
  }
}
