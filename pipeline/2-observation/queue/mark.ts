import { archiveMark } from '../../../scrapers/visit.ts';
import { openFrontier } from '../../../store/frontier.ts';

/** Length of a visit's WARC as its frontier has it. */
export function markOf(folder: string): number {
  const frontier = openFrontier(folder);
  try {
    return archiveMark(frontier).resumeAt ?? 0;
  } finally {
    frontier.close();
  }
}
