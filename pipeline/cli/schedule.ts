import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openStudy } from '../study.ts';
import { command } from './command.ts';

const every = { day: '17 3 * * *', week: '17 3 * * 1', month: '17 3 1 * *', quarter: '17 3 1 1,4,7,10 *' } as const;

export const schedule = command({
  name: 'schedule',
  title: 'Print a cron line that observes the study again',
  about: 'Prints a line for crontab that makes the next wave: crawl, detect, classify, diff and report, one after another, with a log beside the study. Nothing is installed.',
  options: z.object({ every: z.enum(['day', 'week', 'month', 'quarter']).default('month').meta({ description: 'how often' }) }),
  run: (io, options) => {
    openStudy(io.dir).close();
    const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
    const netno = `${quote(process.execPath)} ${quote(fileURLToPath(new URL('netno.mjs', import.meta.url)))}`;
    const study = quote(resolve(io.dir));
    const steps = ['observe crawl --wave next', 'observe detect', 'observe classify', 'observe discourse', 'observe diff', 'cases report'].map((step) => `${netno} ${step} --study ${study}`);
    // In a crontab a per cent sign ends the command; none may be left.
    const line = `${every[options.every]} ( ${steps.join(' && ')} ) >> ${quote(resolve(io.dir, 'schedule.log'))} 2>&1`.replaceAll('%', '\\%');
    io.print(io.json ? JSON.stringify({ ok: true, line }) : line);
    return Promise.resolve(0);
  },
});
