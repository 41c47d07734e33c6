/** MHonArc: the archive of a mailing list as plain pages, one for each mail. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailTruth, mbox } from './mailbox.ts';
import { mhonarcExpected } from './mhonarc-expected.ts';
import { missing, runProgram } from './server.ts';
import type { Running, Software } from './software.ts';
import { serveFiles } from './static.ts';

const program = '/usr/bin/mhonarc';

async function start(dir: string): Promise<Running> {
  const [root, mails] = [join(dir, 'web'), join(dir, 'makers.mbox')];
  mkdirSync(root);
  writeFileSync(mails, mbox());
  await runProgram(program, ['-quiet', '-title', 'makers by date', '-ttitle', 'makers by thread', '-idxfname', 'index.html', '-outdir', root, mails], { env: { TZ: 'UTC' } });
  const pages = pagesById(root);
  const server = await serveFiles('mhonarc', root);
  const address = `http://127.0.0.1:${server.port}`;
  return {
    address: `${address}/`,
    hosts: [`127.0.0.1:${server.port}`],
    truth: mailTruth((opening) => `${address}/${pages.get(opening.id) ?? ''}`),
    stop: () => server.stop(),
  };
}

/** MHonArc writes the id of its mail into each page. */
function pagesById(root: string): Map<string, string> {
  const pages = new Map<string, string>();
  for (const name of readdirSync(root)) {
    const id = /<!--X-Message-Id: (\S+) -->/.exec(readFileSync(join(root, name), 'utf8'))?.[1];
    if (id !== undefined) pages.set(id, name);
  }
  return pages;
}

export const mhonarc: Software = {
  name: 'MHonArc',
  available: () => missing([program], 'mhonarc'),
  start,
  expected: mhonarcExpected,
  slow: false,
};
