import { z } from 'zod';
import { openArchive, positionKey } from '../../store/archive/archive.ts';
import { allPositions } from '../../store/observation.ts';
import { openStudy, paths } from '../study.ts';
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
