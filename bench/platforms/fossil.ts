/** Fossil: a project's site with a forum and a wiki. Members post through its forms; the wiki is written by its command. */
import { join } from 'node:path';
import { articles } from './articles.ts';
import { fakeTimeLibrary, gap, startClock, type Clock } from './clock.ts';
import { conversations } from './conversations.ts';
import { fossilExpected } from './fossil-expected.ts';
import { members, type Member } from './members.ts';
import { answers, freePort, launch, missing, runProgram } from './server.ts';
import type { Running, Software, TruePost, TrueThread } from './software.ts';
import { expectDone, Visitor } from './visitor.ts';

const program = '/usr/bin/fossil';

/** Letters are rights: to read and write the forum, to read and edit the wiki, to check in. */
const rights = { member: 'ijkfm234', visitor: 'j2' } as const;

async function start(dir: string): Promise<Running> {
  const clock = startClock(dir);
  const repository = join(dir, 'makers.fossil');
  const env = { ...clock.env, HOME: dir, USER: 'keeper' };
  const run = (args: readonly string[], input?: string): Promise<string> => runProgram(program, args, { env, cwd: dir, ...(input === undefined ? {} : { input }) });
  await run(['new', '-A', 'keeper', repository]);
  for (const { name, mail, password } of members) {
    await run(['user', 'new', name, mail, password, '-R', repository]);
    await run(['user', 'capabilities', name, rights.member, '-R', repository]);
  }
  await run(['user', 'capabilities', 'nobody', rights.visitor, '-R', repository]);
  // What it does by itself after a request would lock the repository for the next post.
  const settings = { 'project-name': 'Makers and menders', 'backoffice-disable': '1' };
  const sql = Object.entries(settings).map(([name, value]) => `REPLACE INTO config(name, value, mtime) VALUES ('${name}', '${value}', now());`);
  await run(['sql', '-R', repository], sql.join('\n'));
  const index = await writeWiki(run, repository, clock);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  // In the jail that it would make for itself it could not see the clock.
  const server = await launch({ name: 'fossil', command: program, args: ['server', '--nojail', '--localhost', '--port', String(port), repository], port, dir, env, ready: answers(address) });
  try {
    await converse(address, clock, index);
    clock.release();
    const truth = readTruth(await run(['sql', '-R', repository], `.mode list\n${everyPost}`), address);
    return { address: `${address}/`, hosts: [`127.0.0.1:${port}`], truth, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** @returns how many steps of time have passed */
async function writeWiki(run: (args: readonly string[], input?: string) => Promise<string>, repository: string, clock: Clock): Promise<number> {
  let index = 0;
  for (const { title, written } of articles) {
    let text = '';
    for (const [author, paragraph] of written) {
      clock.pass(gap(index));
      index += 1;
      const command = text === '' ? 'create' : 'commit';
      text = `${text}${paragraph}\n\n`;
      await run(['wiki', command, title, '-', '--mimetype', 'text/x-markdown', '--user', author, '-R', repository], text);
    }
  }
  // The page that bears the name of the project is its home page.
  const list = articles.map(({ title }) => `  *  [${title}](/wiki?name=${encodeURIComponent(title)})`).join('\n');
  await run(['wiki', 'create', 'Makers and menders', '-', '--mimetype', 'text/x-markdown', '--user', 'Emil', '-R', repository], `What we know about making and mending things.\n\n${list}\n`);
  return index;
}

async function converse(address: string, clock: Clock, from: number): Promise<void> {
  const visitors = new Map<string, Visitor>();
  for (const member of members) visitors.set(member.name, await logIn(address, member));
  let index = from;
  for (const { title, said } of conversations) {
    const ids: string[] = [];
    for (const { author, replyTo, text } of said) {
      clock.pass(gap(index));
      index += 1;
      const visitor = visitors.get(author) ?? new Visitor(address);
      const post = { content: text, mimetype: 'text/x-markdown', submit: 'Submit' };
      // A reply is written on a page of its own, to which the button of the post leads.
      const answer =
        replyTo === null
          ? await visitor.submit('/forumnew', 'form[action="/forume1"]', { title, ...post })
          : await visitor.post('/forume2', { fpid: ids[replyTo] ?? '', reply: '1', ...post }, { referer: `${address}/forumedit` });
      const id = /\/forumpost\/(\w+)/.exec(expectDone(answer, `Posting as ${author} in Fossil`).url)?.[1];
      if (id === undefined) throw new Error(`Fossil did not take the post "${text.slice(0, 40)}" of ${author}: ${answer.url}`);
      ids.push(id);
    }
  }
}

async function logIn(address: string, { name, password }: Member): Promise<Visitor> {
  const visitor = new Visitor(address);
  await visitor.submit('/login', 'form[data-action="/login"]', { u: name, p: password, in: 'Login' });
  if (visitor.cookies === '') throw new Error(`Fossil does not let ${name} in.`);
  return visitor;
}

const everyPost = `
  SELECT json_group_array(json_object('id', post.uuid, 'root', root.uuid, 'parent', parent.uuid, 'author', event.user, 'at', strftime('%Y-%m-%dT%H:%M:%fZ', forumpost.fmtime), 'artifact', CAST(content(post.uuid) AS TEXT)))
  FROM forumpost
  JOIN blob post ON post.rid = forumpost.fpid
  JOIN blob root ON root.rid = forumpost.froot
  LEFT JOIN blob parent ON parent.rid = forumpost.firt
  JOIN event ON event.objid = forumpost.fpid;`;

interface Row {
  readonly id: string;
  readonly root: string;
  readonly parent: string | null;
  readonly author: string;
  readonly at: string;
  readonly artifact: string;
}

function readTruth(json: string, address: string): TrueThread[] {
  const rows = (JSON.parse(json) as Row[]).toSorted((a, b) => a.at.localeCompare(b.at));
  return rows
    .filter((row) => row.id === row.root)
    .map((opening) => {
      const posts = rows
        .filter((row) => row.root === opening.id)
        .map(({ id, author, at, artifact, parent }): TruePost => ({ id, author, at, text: textOf(artifact), replyTo: parent }));
      const title = /^H (.*)$/m.exec(opening.artifact)?.[1]?.replaceAll('\\s', ' ') ?? '';
      return { address: `${address}/forumpost/${opening.id.slice(0, 10)}`, title, posts };
    });
}

/** An artifact has cards of one letter a line; the text follows W with its length in bytes. */
function textOf(artifact: string): string {
  const card = /^W (\d+)\n/m.exec(artifact);
  if (card === null) return '';
  const rest = Buffer.from(artifact.slice(card.index + card[0].length));
  return rest.subarray(0, Number(card[1])).toString();
}

export const fossil: Software = {
  name: 'Fossil',
  available: () => missing([program, fakeTimeLibrary], 'fossil faketime'),
  start,
  expected: fossilExpected,
  slow: true,
};
