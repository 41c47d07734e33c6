/** A site visit in a process of its own, so that it can be killed: `visit-process.ts ARCHIVE FOLDER URL`. */
import path from 'node:path';
import { liveSource } from '../scrapers/sources/live.ts';
import { archiveMark, visitSite } from '../scrapers/visit.ts';
import { openArchive } from '../store/archive/archive.ts';
import { openFrontier } from '../store/frontier.ts';

const [dir = '', folder = '', url = ''] = process.argv.slice(2);
const frontier = openFrontier(path.join(dir, folder));
const archive = openArchive(dir);
const writer = archive.writer(folder, archiveMark(frontier));
const source = liveSource({ userAgent: 'netnograph/test', policy: { allow: ['127.0.0.1'] } });
const result = await visitSite(
  { start: [url], agent: 'netnograph', budget: { pages: 1e6, seconds: 600, bytes: 1e10, depth: 50 }, delayMs: 0, secondary: 0 },
  { frontier, archive: writer, source },
);
writer.close();
frontier.close();
await source.close();
process.stdout.write(`${JSON.stringify({ outcome: result.outcome, pages: result.pages })}\n`);
