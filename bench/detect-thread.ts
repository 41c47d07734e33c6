/** Reads pages for features in a thread of its own, as the crawl archives them. */
import { parentPort, workerData } from 'node:worker_threads';
import { observePlatform, readPage } from '../analysis/features/observe.ts';
import { decodeCapture } from '../core/charset.ts';
import type { ArchivePosition } from '../core/types.ts';
import { openArchive } from '../store/archive/archive.ts';

const archive = openArchive(String(workerData));
let pages = 0;
let present = 0;
parentPort?.on('message', (positions: readonly ArchivePosition[] | null) => {
  if (positions === null) {
    archive.close();
    parentPort?.postMessage({ pages, present });
    parentPort?.close();
    return;
  }
  for (const position of positions) {
    const capture = archive.read(position);
    const page = { id: `${position.offset}`, url: capture.url, status: capture.status, contentType: 'text/html', html: decodeCapture(capture).text, secondary: false, loggedIn: false };
    present += observePlatform([readPage(page)]).filter((one) => one.value === 'present').length;
    pages++;
  }
});
parentPort?.postMessage('ready');
