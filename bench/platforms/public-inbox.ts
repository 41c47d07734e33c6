/** public-inbox: a mailing list that is read on the web, in threads, and searched. */
import { join } from 'node:path';
import { list, mails, mailTruth, rfc5322 } from './mailbox.ts';
import { publicInboxExpected } from './public-inbox-expected.ts';
import { answers, freePort, launch, missing, runProgram } from './server.ts';
import type { Running, Software } from './software.ts';

const programs = ['/usr/bin/public-inbox-init', '/usr/bin/public-inbox-mda', '/usr/bin/public-inbox-httpd'] as const;

async function start(dir: string): Promise<Running> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/${list.name}`;
  const env = { HOME: dir, PI_CONFIG: join(dir, 'config'), PI_EMERGENCY: join(dir, 'emergency'), ORIGINAL_RECIPIENT: list.address, TZ: 'UTC' };
  const [init, deliver, serve] = programs;
  await runProgram(init, ['-V2', list.name, join(dir, 'inbox'), address, list.address], { env });
  // No check for spam, which needs another program.
  await runProgram('git', ['config', '-f', env.PI_CONFIG, 'publicinboxmda.spamcheck', 'none'], { env });
  for (const mail of mails().flat()) await runProgram(deliver, ['--no-precheck'], { env, input: rfc5322(mail) });
  const server = await launch({ name: 'public-inbox', command: serve, args: ['-l', `http://127.0.0.1:${port}`, '-W0'], port, dir, env, ready: answers(`${address}/`) });
  return {
    address: `${address}/`,
    hosts: [`127.0.0.1:${port}`],
    truth: mailTruth((opening) => `${address}/${opening.id}/T/`),
    stop: () => server.stop(),
  };
}

export const publicInbox: Software = {
  name: 'public-inbox',
  available: () => missing([...programs, '/usr/share/perl5/Plack.pm'], 'public-inbox libplack-perl libsearch-xapian-perl'),
  start,
  expected: publicInboxExpected,
  slow: true,
};
