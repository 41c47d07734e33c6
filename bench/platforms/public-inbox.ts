/** public-inbox: a mailing list that is read on the web, in threads, and searched. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { list, mails, mailTruth, rfc5322 } from './mailbox.ts';
import { publicInboxExpected } from './public-inbox-expected.ts';
import { answers, freePort, launch, missing, runProgram } from './server.ts';
import type { Running, Software } from './software.ts';

const programs = ['/usr/bin/public-inbox-init', '/usr/bin/public-inbox-watch', '/usr/bin/public-inbox-httpd'] as const;

async function start(dir: string): Promise<Running> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/${list.name}`;
  const env = { HOME: dir, PI_CONFIG: join(dir, 'config'), TZ: 'UTC' };
  const [init, watch, serve] = programs;
  const inbox = join(dir, 'inbox');
  await runProgram(init, ['-V2', list.name, inbox, address, list.address], { env });
  const maildir = join(dir, 'maildir');
  const delivered = deliver(maildir);
  await runProgram('git', ['config', '-f', env.PI_CONFIG, `publicinbox.${list.name}.watch`, `maildir:${maildir}`]);
  const taken = async (): Promise<boolean> => Number(await runProgram('git', ['--git-dir', join(inbox, 'git/0.git'), 'rev-list', '--all', '--count'])) === delivered;
  const taking = await launch({ name: 'public-inbox-watch', command: watch, args: [], port: 0, dir, env, ready: taken, patience: 300 });
  await taking.stop();
  const server = await launch({ name: 'public-inbox', command: serve, args: ['-l', `http://127.0.0.1:${port}`, '-W0'], port, dir, env, ready: answers(`${address}/`) });
  return {
    address: `${address}/`,
    hosts: [`127.0.0.1:${port}`],
    truth: mailTruth((opening) => `${address}/${opening.id}/T/`),
    stop: () => server.stop(),
  };
}

/** Puts the mails where a mail server would. @returns their number */
function deliver(maildir: string): number {
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(maildir, name), { recursive: true });
  const all = mails().flat();
  for (const [i, mail] of all.entries()) writeFileSync(join(maildir, 'new', `${String(i).padStart(4, '0')}.loopback`), rfc5322(mail));
  return all.length;
}

export const publicInbox: Software = {
  name: 'public-inbox',
  available: () => missing([...programs, '/usr/share/perl5/Plack.pm'], 'public-inbox libplack-perl libsearch-xapian-perl'),
  start,
  expected: publicInboxExpected,
  slow: true,
};
