import { isScriptBuilt } from '../../analysis/script-built.ts';
import type { Pace } from '../../scrapers/pace.ts';
import { politeSource } from '../../scrapers/sources/polite.ts';
import type { Source } from '../../scrapers/sources/source.ts';
import { renderSource } from '../../scrapers/sources/render.ts';
import { openArchive, type ArchiveWriter } from '../../store/archive/archive.ts';
import { archivedPages, pageToRender, putPage, type PageVisit } from '../../store/observation.ts';
import { pagesOf } from '../pages.ts';
import type { StageContext } from '../stage.ts';
import { paths } from '../study.ts';

/** Pages of a site that are looked at to decide whether it needs a browser. */
const SAMPLE = 5;
/** Pages of a site that are rendered, at most. */
const MOST = 20;

/**
 * Renders a site's pages where the HTML lacks what a browser would show, decided from a sample of its pages.
 * @returns what is to be recorded: "not needed", or how many pages were rendered
 */
export async function renderWhereNeeded(
  context: StageContext,
  at: { wave: string; platform: string; siteVisit: string },
  how: { browser: string; userAgent: string; agent: string; site: string; through: Source; archive: ArchiveWriter; delayMs: number; paces: Map<string, Pace> },
): Promise<string> {
  const { study, signal, progress } = context;
  const built: string[] = [];
  let seen = 0;
  for (const page of pagesOf(study, at.wave, at.platform, { secondary: false })) {
    if (page.status !== 200) continue;
    seen++;
    if (isScriptBuilt(page.html)) built.push(page.id);
    if (seen === SAMPLE && built.length * 2 < seen) return 'not needed';
  }
  if (built.length === 0) return 'not needed';
  const archive = openArchive(paths.archive(study.dir));
  const positions = new Map(archivedPages(study.db, at.wave, at.platform).map((p) => [p.url, p.position]));
  const through = politeSource(how.through, {
    site: how.site, agent: how.agent, delayMs: how.delayMs, paces: how.paces,
    archived: (url) => {
      const position = positions.get(url);
      return position ? archive.read(position) : null;
    },
    onCapture: (capture) => {
      how.archive.write(capture);
    },
  });
  const source = renderSource({ executablePath: how.browser, through, userAgent: how.userAgent });
  let rendered = 0;
  try {
    for (const id of built.slice(0, MOST)) {
      if (signal.aborted) break;
      const page = pageToRender(study.db, id);
      if (!page) continue;
      progress.step(`rendering ${page.url}`);
      const fetched = await source.get(page.url, signal);
      if (!fetched.ok) continue;
      const position = how.archive.write(fetched.capture);
      const visit: PageVisit = {
        siteVisit: at.siteVisit, url: page.url, canonicalUrl: page.canonicalUrl, referrer: page.referrer, depth: page.depth, secondary: false, title: page.title,
        status: fetched.capture.status, contentType: 'text/html', bytes: fetched.capture.body.length, source: 'render', session: null,
        capturedAt: fetched.capture.capturedAt, position, links: [],
      };
      putPage(study.db, visit, context.runId);
      rendered++;
    }
  } finally {
    archive.close();
    await source.close();
  }
  return `${rendered} of ${built.length} pages rendered`;
}
