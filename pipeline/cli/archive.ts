import { z } from 'zod';
import { NetnoError } from '../../core/errors.ts';
import { slug } from '../../core/url.ts';
import { openArchive, positionKey, WACZ_WARNING } from '../../store/archive/archive.ts';
import { allPositions, archivedPages, pagesRead } from '../../store/observation.ts';
import { waveOf } from '../2-observation/waves.ts';
import { codeVersion } from '../stage.ts';
import { openStudy, paths, type Study } from '../study.ts';
import { command } from './command.ts';

export const archiveVerify = command({
  name: 'archive verify',
  title: 'Check every record of the archive',
  about: 'Reads all WARC files of the study and checks record lengths and digests, and that the index points at what is there. Exit code 1 if something is wrong.',
  options: z.object({}),
  run: (io) => {
    const study = openStudy(io.dir);
    const archive = openArchive(paths.archive(study.dir));
    try {
      const report = archive.verify();
      const { records } = report;
      const there = new Set([...archive.payloads()].map((p) => positionKey(p.position)));
      const missing = allPositions(study.db).filter((p) => !there.has(positionKey(p))).map((p) => ({ file: p.file, offset: p.offset, problem: 'the store names a page here, the archive has none' }));
      const problems = [...report.problems, ...missing];
      io.print(
        io.json
          ? JSON.stringify({ ok: problems.length === 0, records, problems })
          : [`${records} records, ${problems.length} problem${problems.length === 1 ? '' : 's'}.`, ...problems.map((p) => `  ${JSON.stringify(p)}`)].join('\n'),
      );
      return Promise.resolve(problems.length === 0 ? 0 : 1);
    } finally {
      archive.close();
      study.close();
    }
  },
});

export const archiveExport = command({
  name: 'archive export',
  title: 'The archive as one WACZ file, for replay tools',
  about: 'Writes archived pages as WACZ 1.1.1, which ReplayWeb.page and other tools open. Visits whose pages are referred to by unchanged pages of a later wave come along. The file holds people\'s names and words: check before you give it away.',
  options: z.object({
    out: z.string().meta({ description: 'the file to write', word: 'file' }),
    wave: z.string().optional().meta({ description: 'only this wave (without it all)', word: 'n' }),
    platform: z.array(z.string()).optional().meta({ description: 'only these platforms', word: 'name...' }),
    force: z.boolean().optional().meta({ description: 'replace a file that exists' }),
  }),
  run: async (io, { out, wave, platform, force }) => {
    const study = openStudy(io.dir);
    const archive = openArchive(paths.archive(study.dir));
    try {
      const all = archive.folders();
      const there = [...new Set(all.map((visit) => visit.slice(0, visit.indexOf('/'))))].map((id) => ({ id, number: Number(id.slice(1)) }));
      const asked = wave === undefined ? null : waveOf(there, wave);
      const names = platform?.map(slug);
      const unknown = platform?.find((_, n) => !all.some((visit) => platformOf(visit) === names?.[n]));
      if (unknown !== undefined) throw new NetnoError(`The archive holds no visit of ${unknown}. Known: ${[...new Set(all.map(platformOf))].join(', ') || 'none yet; run "netno observe crawl" first'}.`);
      const visits = all.filter((visit) => (asked === null || visit.startsWith(`${asked}/`)) && (!names || names.includes(platformOf(visit))));
      const report = await archive.exportWacz(out, { title: study.config.title, software: `netnograph ${codeVersion}`, visits, titleOf: titles(study), force: force === true, signal: io.signal });
      io.print(
        io.json
          ? JSON.stringify({ ok: report.unresolved === 0, file: out, visits, ...report, warning: WACZ_WARNING })
          : [
              `${out}: ${count(report.pages, 'page')} of ${count(visits.length, 'visit')}, ${count(report.captures, 'capture')}, ${(report.bytes / 1e6).toFixed(1)} MB.`,
              ...(report.added.length === 0 ? [] : [`Unchanged pages refer to ${report.added.join(', ')}, which ${report.added.length === 1 ? 'is' : 'are'} in the file too.`]),
              ...(report.unresolved === 0 ? [] : [`Not to be shown: ${count(report.unresolved, 'unchanged page')} whose body the archive does not hold; "netno archive verify" names them.`]),
              WACZ_WARNING,
            ].join('\n'),
      );
      return report.unresolved === 0 ? 0 : 1;
    } finally {
      archive.close();
      study.close();
    }
  },
});

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

const platformOf = (visit: string): string => visit.slice(visit.lastIndexOf('/') + 1);

/** Titles as the crawl read them, of one visit at a time. */
function titles(study: Study): (visit: string, offset: number) => string | null {
  let known: { visit: string; byOffset: Map<number, string> } | null = null;
  return (visit, offset) => {
    if (known?.visit !== visit) {
      const wave = visit.slice(0, visit.indexOf('/'));
      const byId = new Map(pagesRead(study.db, wave, platformOf(visit)).map((page) => [page.id, page.title]));
      known = { visit, byOffset: new Map(archivedPages(study.db, wave, platformOf(visit)).map((page) => [page.position.offset, byId.get(page.id) ?? ''])) };
    }
    return known.byOffset.get(offset) || null;
  };
}
