/** HyperKitty: the archive of a Mailman list. Mails come in by its importer; members vote and tag on the web. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { conversations } from './conversations.ts';
import { hyperkittyExpected } from './hyperkitty-expected.ts';
import { list, mbox } from './mailbox.ts';
import { members, type Member } from './members.ts';
import { answers, freePort, launch, missing, runProgram } from './server.ts';
import type { Running, Software, TruePost, TrueThread } from './software.ts';
import { expectDone, Visitor } from './visitor.ts';

const python = '/usr/bin/python3';

async function start(dir: string): Promise<Running> {
  for (const name of ['settings.py', 'urls.py']) cpSync(fileURLToPath(new URL(`./hyperkitty/${name}`, import.meta.url)), join(dir, name));
  const env = { PYTHONPATH: dir, DJANGO_SETTINGS_MODULE: 'settings', PYTHONWARNINGS: 'ignore' };
  const django = (...args: readonly string[]): Promise<string> => runProgram(python, ['-m', 'django', ...args], { env, cwd: dir });
  const mails = join(dir, 'makers.mbox');
  writeFileSync(mails, mbox());
  await django('migrate');
  await django('hyperkitty_import', '-l', list.address, '--no-sync-mailman', mails);
  await django('update_index_one_list', list.address);
  await django('collectstatic', '--noinput');
  await django('compress', '--force');
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = await launch({ name: 'hyperkitty', command: python, args: ['-m', 'django', 'runserver', '--noreload', '--insecure', `127.0.0.1:${port}`], port, dir, env, ready: answers(`${address}/archives/`) });
  try {
    const truth = readTruth(join(dir, 'hyperkitty.sqlite'), address);
    await voteAndTag(address, truth);
    return { address: `${address}/archives/`, hosts: [`127.0.0.1:${port}`], truth, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Every third mail is liked by one or two; each thread gets the tags of its conversation from who opened it. */
async function voteAndTag(address: string, truth: readonly TrueThread[]): Promise<void> {
  const visitors = new Map<string, Visitor>();
  for (const member of members) visitors.set(member.name, await signUp(address, member));
  const all = [...visitors.values()];
  let index = 0;
  for (const thread of truth) {
    const opener = visitors.get(thread.posts[0]?.author ?? '');
    const tags = conversations.find(({ title }) => title === thread.title)?.tags ?? [];
    for (const tag of tags) if (opener !== undefined) await act(opener, `${new URL(thread.address).pathname}tags`, { tag, action: 'add' });
    for (const post of thread.posts) {
      index += 1;
      if (index % 3 !== 0) continue;
      for (const voter of [all[index % 8], all[(index * 5 + 1) % 8]]) {
        if (voter !== undefined) await act(voter, `/archives/list/${list.address}/message/${post.id}/vote`, { vote: '1' });
      }
    }
  }
}

async function signUp(address: string, { name, mail, password }: Member): Promise<Visitor> {
  const visitor = new Visitor(address);
  const fields = { email: mail, username: name, password1: password, password2: password };
  const answer = expectDone(await visitor.submit('/accounts/signup/', 'form:has(input[name=password2])', fields), `Signing ${name} up at HyperKitty`);
  if (answer.url.includes('signup')) throw new Error(`HyperKitty did not sign ${name} up.`);
  return visitor;
}

/** As the page's script does. */
async function act(visitor: Visitor, path: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const token = /csrftoken=(\w+)/.exec(visitor.cookies)?.[1] ?? '';
  expectDone(await visitor.post(path, { ...fields, csrfmiddlewaretoken: token }, { 'x-requested-with': 'XMLHttpRequest' }), 'Voting or tagging at HyperKitty');
}

interface Row {
  readonly id: string;
  readonly thread: string;
  readonly author: string;
  readonly at: string;
  readonly subject: string;
  readonly text: string;
  readonly parent: string | null;
}

const everyMail = `
  SELECT email.message_id_hash AS id, thread.thread_id AS thread, email.sender_name AS author, email.date AS at, email.subject AS subject, email.content AS text, parent.message_id_hash AS parent
  FROM hyperkitty_email email
  JOIN hyperkitty_thread thread ON thread.id = email.thread_id
  LEFT JOIN hyperkitty_email parent ON parent.id = email.parent_id
  ORDER BY email.date`;

function readTruth(file: string, address: string): TrueThread[] {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare(everyMail).all() as Row[];
  db.close();
  return [...new Set(rows.map((row) => row.thread))].map((thread) => {
    const mails = rows.filter((row) => row.thread === thread);
    return {
      address: `${address}/archives/list/${list.address}/thread/${thread}/`,
      title: mails[0]?.subject ?? '',
      posts: mails.map((row): TruePost => ({ id: row.id, author: row.author, at: `${row.at.replace(' ', 'T')}Z`, text: row.text, replyTo: row.parent })),
    };
  });
}

export const hyperkitty: Software = {
  name: 'HyperKitty',
  available: () => missing(['/usr/lib/python3/dist-packages/hyperkitty', '/usr/lib/python3/dist-packages/whoosh', '/usr/bin/sassc'], 'python3-django-hyperkitty python3-whoosh sassc'),
  start,
  expected: hyperkittyExpected,
  slow: true,
};
