import { decodeCapture } from '../core/charset.ts';
import { reasonOf } from '../core/errors.ts';
import type { ArchivedPage } from '../core/types.ts';
import { openArchive } from '../store/archive/archive.ts';
import { archivedPages, type ArchivedVisit } from '../store/observation.ts';
import { paths, type Study } from './study.ts';

/** Is this something whose text can be read as a page? */
const isPage = (contentType: string): boolean => contentType === '' || /html|xml/i.test(contentType);

/** The pages of a platform in a wave, read from the archive one at a time: memory holds one page. */
export function* pagesOf(study: Pick<Study, 'dir' | 'db'>, wave: string, platform: string, only: { secondary?: boolean; wanted?: (id: string) => boolean } = {}): Generator<ArchivedPage> {
  const archive = openArchive(paths.archive(study.dir));
  try {
    for (const visit of archivedPages(study.db, wave, platform)) {
      if (only.secondary !== undefined && only.secondary !== visit.secondary) continue;
      if (only.wanted?.(visit.id) === false) continue;
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
  const page = { id: visit.id, url: visit.url, status: visit.status, contentType, secondary: visit.secondary, loggedIn: visit.session !== null };
  const capture = archive.read(visit.position);
  try {
    return { ...page, html: decodeCapture(capture).text };
  } catch (error) {
    // A bomb, or a coding that nobody knows: one page is not read, the others are.
    return { ...page, html: '', unread: reasonOf(error) };
  }
}
