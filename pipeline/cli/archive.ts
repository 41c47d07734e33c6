import { z } from 'zod';
import { openArchive } from '../../store/archive/archive.ts';
import { paths } from '../study.ts';
import { command } from './command.ts';

export const archiveVerify = command({
  name: 'archive verify',
  title: 'Check every record of the archive',
  about: 'Reads all WARC files of the study and checks record lengths and digests, and that the index points at what is there. Exit code 1 if something is wrong.',
  options: z.object({}),
  run: (io) => {
    const archive = openArchive(paths.archive(io.dir));
    try {
      const { records, problems } = archive.verify();
      io.print(
        io.json
          ? JSON.stringify({ ok: problems.length === 0, records, problems })
          : [`${records} records, ${problems.length} problem${problems.length === 1 ? '' : 's'}.`, ...problems.map((p) => `  ${JSON.stringify(p)}`)].join('\n'),
      );
      return Promise.resolve(problems.length === 0 ? 0 : 1);
    } finally {
      archive.close();
    }
  },
});
