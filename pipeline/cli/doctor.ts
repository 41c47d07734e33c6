import { existsSync } from 'node:fs';
import { z } from 'zod';
import { findBrowser, installHint } from '../../scrapers/browser.ts';
import { schemaVersion } from '../../store/open.ts';
import { codeVersion } from '../stage.ts';
import { keyFile } from '../pseudonyms.ts';
import { openStudy, paths } from '../study.ts';
import { command } from './command.ts';

export const doctor = command({
  name: 'doctor',
  title: 'Say what this computer has and whether the study is sound',
  about: 'Versions, the browser for rendering, and for a study: its protocol, its store and their integrity. Exit code 1 if something is wrong.',
  options: z.object({}),
  run: (io) => {
    const browser = findBrowser();
    const lines: [string, string][] = [
      ['netnograph', codeVersion], ['Node.js', process.versions.node], ['store version', String(schemaVersion())],
      ['browser', browser ?? `none; rendering is off and pages are fetched as they are. To install one: ${installHint()}`],
      ['pseudonym key', existsSync(keyFile()) ? keyFile() : `none yet; it will lie at ${keyFile()}`],
    ];
    let sound = true;
    if (existsSync(paths.config(io.dir))) {
      const study = openStudy(io.dir);
      try {
        const integrity = String(study.db.pragma('integrity_check', { simple: true }));
        const broken = (study.db.pragma('foreign_key_check') as unknown[]).length;
        sound = integrity === 'ok' && broken === 0;
        lines.push(['study', study.config.title], ['store', integrity === 'ok' ? `sound, ${broken} broken references` : integrity]);
      } finally {
        study.close();
      }
    } else lines.push(['study', `none in ${io.dir}`]);
    io.print(io.json ? JSON.stringify({ ok: sound, ...Object.fromEntries(lines) }) : lines.map(([k, v]) => `${k.padEnd(14)} ${v}`).join('\n'));
    return Promise.resolve(sound ? 0 : 1);
  },
});
