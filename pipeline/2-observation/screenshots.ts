import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { decodeCapture } from '../../core/charset.ts';
import { NetnoError } from '../../core/errors.ts';
import type { Capture } from '../../core/types.ts';
import { findBrowser, installHint } from '../../scrapers/browser.ts';
import { openCamera } from '../../scrapers/screenshot.ts';
import { openArchive, type Archive } from '../../store/archive/archive.ts';
import { regionsToShoot, screenshots, setScreenshot, type RegionToShoot } from '../../store/evidence.ts';
import { waves } from '../../store/observation.ts';
import { requirePlatform } from '../../store/platforms.ts';
import { view } from '../../store/view.ts';
import { counted, stage } from '../stage.ts';
import { paths } from '../study.ts';
import { waveOf } from './waves.ts';

export const observeScreenshots = stage({
  name: 'observe screenshots',
  phase: 'observe',
  title: 'Make pictures of the page regions that the observations rest on',
  about:
    'Shows archived pages in a browser without scripts and without a network, and keeps a picture of each region that speaks for a present feature: of the platforms of the chosen cases, or those named. ' +
    'Pictures lie beside the archive and show what the archive holds: styles and pictures that were not archived are missing on them. What is there is not made again; pictures whose evidence is gone are removed.',
  inPhase: false,
  options: z.object({
    wave: z.string().optional().meta({ description: 'number of the wave; otherwise all', word: 'n' }),
    platform: z.array(z.string()).optional().meta({ description: 'these platforms instead of those of the chosen cases', word: 'name...' }),
    per: z.number().int().min(1).max(50).default(3).meta({ description: 'pictures an observation, at most' }),
  }),
  reads: ['evidence', 'support', 'observation', 'page_visit', 'case_study', 'selection'],
  writes: ['evidence'],
  run: async (context, options) => {
    const { study, progress, signal } = context;
    const { db, dir } = study;
    const wave = options.wave === undefined ? null : waveOf(waves(db), options.wave);
    const chosen = options.platform?.map((name) => requirePlatform(db, name).id) ?? [...new Set(view<{ platform_id: string }>(db, 'chosen_case').map((k) => k.platform_id))].sort();
    if (chosen.length === 0) throw new NetnoError('No case has been chosen yet. Name platforms with --platform, or run "netno cases select" first.');
    const executablePath = findBrowser();
    if (executablePath === null) throw new NetnoError(`Pictures need a browser, and none was found. To install one: ${installHint()}`);

    const done = { made: 0, before: 0, failed: new Map<string, number>() };
    const archive = openArchive(paths.archive(dir));
    try {
      for (const platform of chosen) {
        const regions = regionsToShoot(db, platform, wave, options.per);
        for (const at of new Set(regions.map((r) => r.wave))) {
          const own = regions.filter((r) => r.wave === at);
          const camera = openCamera(executablePath, archivedIn(archive, `${at}/${platform}`));
          try {
            for (const [n, region] of own.entries()) {
              if (signal.aborted) break;
              progress.step(`${platform}, wave ${at.slice(1)}: picture ${n + 1} of ${own.length}`);
              const file = pictureOf(region);
              if (existsSync(join(dir, file))) done.before++;
              else {
                const picture = await camera.shoot({ ...region, html: decodeCapture(archive.read(region.position)).text });
                if (!picture.ok) {
                  done.failed.set(picture.reason, (done.failed.get(picture.reason) ?? 0) + 1);
                  continue;
                }
                mkdirSync(dirname(join(dir, file)), { recursive: true });
                writeFileSync(join(dir, `${file}.part`), picture.png);
                renameSync(join(dir, `${file}.part`), join(dir, file));
                done.made++;
              }
              setScreenshot(db, region.id, file);
            }
          } finally {
            await camera.close();
          }
        }
      }
    } finally {
      archive.close();
    }
    const removed = sweep(dir, new Set(screenshots(db)));
    const failed = [...done.failed].sort((a, b) => b[1] - a[1]);
    return {
      lines: [
        `${counted(done.made, 'picture')} made for ${counted(chosen.length, 'platform')}, ${done.before} were there before${removed > 0 ? `; ${removed} without evidence removed` : ''}. They lie in archive/<wave>/<platform>/screenshots/ and show people’s words and names: treat them as you treat the archive.`,
        ...failed.map(([reason, n]) => `  ${counted(n, 'region')} not shown: ${reason}.`),
      ],
      data: { platforms: chosen, made: done.made, before: done.before, removed, failed: Object.fromEntries(failed) },
    };
  },
});

/** Below the study's folder. An evidence's id has a colon, which not every system takes in a file's name. */
const pictureOf = (region: Pick<RegionToShoot, 'id' | 'wave' | 'platform'>): string => `archive/${region.wave}/${region.platform}/screenshots/${region.id.replace(':', '-')}.png`;

/** Newest capture of an address in a visit's folder: styles and pictures of a page. */
function archivedIn(archive: Archive, folder: string): (url: string) => Capture | null {
  const entries = new Map(archive.index(folder).filter((e) => e.status === 200).map((e) => [e.url, e]));
  return (url) => {
    const entry = entries.get(url);
    return entry ? archive.read({ file: `${folder}/${entry.filename}`, offset: entry.offset, length: entry.length, digest: entry.digest }) : null;
  };
}

/** Removes pictures that no evidence has any more: it was detected otherwise, or had to be forgotten. */
function sweep(dir: string, wanted: ReadonlySet<string>): number {
  let removed = 0;
  const root = paths.archive(dir);
  if (!existsSync(root)) return 0;
  for (const found of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const file = `archive/${found.replaceAll('\\', '/')}`;
    if (!/\/screenshots\/[^/]+\.png(?:\.part)?$/.test(file) || wanted.has(file)) continue;
    rmSync(join(dir, file));
    removed++;
  }
  return removed;
}
