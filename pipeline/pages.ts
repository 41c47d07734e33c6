import { decodeCapture } from '../core/charset.ts';
import type { ArchivedPage } from '../core/types.ts';
import { openArchive } from '../store/archive/archive.ts';
import { archivedPages, type ArchivedVisit } from '../store/observation.ts';
import { paths, type Study } from './study.ts';

/** Is this something whose text can be read as a page? */
const isPage = (contentType: string): boolean => contentType === '' || /html|xml/i.test(contentType);

/** The pages of a platform in a wave, read from the archive one at a time: memory holds one page. */
export function* pagesOf(study: Study, wave: string, platform: string, only: { secondary?: boolean; ids?: ReadonlySet<string> } = {}): Generator<ArchivedPage> {
  const archive = openArchive(paths.archive(study.dir));
  try {
    for (const visit of archivedPages(study.db, wave, platform)) {
      if (only.secondary !== undefined && only.secondary !== visit.secondary) continue;
      if (only.ids !== undefined && !only.ids.has(visit.id)) continue;
      const page = readPageOf(archive, visit);
      if (page) yield page;
    }
  } finally {
    archive.close();
  }
}

function readPageOf(archive: ReturnType<typeof openArchive>, visit: ArchivedVisit): ArchivedPage | null {
  const contentType = visit.contentType ?? '';
  if (!isPage(contentType)) return null;
  return {
    id: visit.id, url: visit.url, status: visit.status, contentType, html: decodeCapture(archive.read(visit.position)).text,
    secondary: visit.secondary, loggedIn: visit.session !== null,
  };
}
