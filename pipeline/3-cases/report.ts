import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import { codeVersion, stage } from '../stage.ts';
import { paths } from '../study.ts';
import { collect } from './report/collect.ts';
import { renderReport } from './report/page.ts';
import { waitingSheets } from './report/waiting.ts';

export const casesReport = stage({
  name: 'cases report',
  phase: 'cases',
  title: 'Write the report',
  about:
    'Writes report/index.html, one file that works without a network: the funnel and the PRISMA 2020 numbers, Tables 1 to 4, the 5C matrix with the evidence of every cell, ' +
    'the selection of cases, what changed between the waves, field notes, and what waits for a person. What comes from archived pages is shown as text, never as markup.',
  inPhase: true,
  options: z.object({}),
  reads: [
    'source', 'record', 'import_problem', 'document', 'screening', 'mention', 'platform', 'programme', 'classification', 'platform_screening', 'wave', 'site_visit', 'page_visit', 'fetch_failure',
    'feature', 'observation', 'role', 'evidence', 'support', 'change', 'case_study', 'case_attribute', 'selection', 'code', 'coding', 'adjudication', 'agreement', 'field_note', 'coder', 'decision',
  ],
  writes: [],
  run: (context) => {
    const { study, progress } = context;
    progress.step('gathering what stands behind the cells …');
    const waiting = waitingSheets(study.dir);
    const data = collect(study, waiting, context.now(), codeVersion);
    const page = renderReport(data);
    const folder = paths.report(study.dir);
    const file = join(folder, 'index.html');
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${file}.part`, page);
      renameSync(`${file}.part`, file);
    } catch (error) {
      throw new NetnoError(`${file} cannot be written (${reasonOf(error)}). Make room, or check the rights of the folder, and run "netno cases report" again.`, 2, { cause: error });
    }
    const bytes = Buffer.byteLength(page);
    return Promise.resolve({
      lines: [`report/index.html: ${data.cases.length} cases, ${data.matrix.cells.size} cells with evidence, ${data.changes.length} changes; ${(bytes / 1e6).toFixed(2)} MB. Open ${file} in a browser.`],
      data: { file, bytes, cases: data.cases.length, cells: data.matrix.cells.size, changes: data.changes.length },
    });
  },
});
