/** The thread of detecting.ts: one reader a site, each page read once. */
import { parentPort, workerData } from 'node:worker_threads';
import { SiteReader } from '../../analysis/features/observe.ts';
import { reasonOf } from '../../core/errors.ts';
import { openForReading } from '../study.ts';
import { readAll, readNew } from './detected.ts';
import type { Asked, Told } from './detecting.ts';

const { dir, wave } = workerData as { dir: string; wave: string };
const study = { dir, db: openForReading(dir) };
const readers = new Map<string, SiteReader>();

const tell = (told: Told): void => parentPort?.postMessage(told);

parentPort?.on('message', (asked: Asked) => {
  try {
    if ('look' in asked) {
      const reader = readers.get(asked.look) ?? new SiteReader();
      readers.set(asked.look, reader);
      readNew(study, wave, asked.look, reader);
    } else {
      const readings = readAll(study, wave, asked.finish, readers.get(asked.finish));
      readers.delete(asked.finish);
      tell({ finished: asked.finish, readings });
    }
  } catch (error) {
    tell({ failed: reasonOf(error) });
  }
});
