import { z } from 'zod';
import { view } from '../../store/view.ts';
import { stage } from '../stage.ts';

export const literatureFlow = stage({
  name: 'literature flow',
  phase: 'literature',
  title: 'Show the counts at every step',
  about: "The funnel in the paper's order (screened, then duplicates removed) beside the counts of PRISMA 2020 (duplicates removed, then screened), and the records per database.",
  inPhase: true,
  options: z.object({}),
  reads: ['record', 'document', 'screening', 'mention'],
  writes: [],
  run: async ({ study }) => {
    const funnel = view<{ step: number; name: string; what: string; n: number }>(study.db, 'funnel');
    const prisma = view<{ step: number; name: string; what: string; n: number }>(study.db, 'prisma');
    const databases = view<{ database: string; export_file: string; records: number; problems: number }>(study.db, 'records_by_database');
    const table = (rows: readonly { what: string; n: number }[]): string[] => rows.map((r) => `  ${String(r.n).padStart(6)}  ${r.what}`);
    return {
      lines: [
        'Records by export file', ...databases.map((d) => `  ${String(d.records).padStart(6)}  ${d.database}, ${d.export_file}`),
        "The paper's order", ...table(funnel), 'PRISMA 2020', ...table(prisma),
      ],
      data: { funnel, prisma, databases },
    };
  },
});
