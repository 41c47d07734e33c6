/** NodeBB 1.4.0: a forum. Members register and write through its web socket. */
import { Redis } from 'ioredis';
import { fakeTimeLibrary, gap, startClock, type Clock } from './clock.ts';
import { conversations } from './conversations.ts';
import { members } from './members.ts';
import { administrator, installNodebb, launchNodebb, setUpNodebb, startRedis } from './nodebb-install.ts';
import { openLine, type Line } from './nodebb-socket.ts';
import { nodebbExpected } from './nodebb-expected.ts';
import { freePort, missing, stopAll } from './server.ts';
import type { Running, Software, TrueThread } from './software.ts';
import { expectDone, Visitor } from './visitor.ts';

/** Numbers of the categories that NodeBB makes for itself: general discussion, comments and feedback. */
const categories = [2, 4] as const;

/** Name, founder, and who has joined. */
const groups = [
  ['Cyclists', 'Gerrit', 'Emil', 'Hanako'],
  ['Potters', 'Fatima', 'Adele'],
] as const;

interface Seat {
  readonly line: Line;
  readonly uid: number;
}

async function start(dir: string): Promise<Running> {
  const clock = startClock(dir);
  const app = await installNodebb(dir);
  const redis = await startRedis(dir, {});
  const port = await freePort();
  await setUpNodebb(app, redis.port, port, clock.env);
  const servers = [redis, await launchNodebb(app, port, clock.env)];
  const address = `http://127.0.0.1:${port}`;
  try {
    await seed(app, address, clock);
    clock.release();
    return { address: `${address}/`, hosts: [`127.0.0.1:${port}`], truth: await readTruth(redis.port, address), stop: () => stopAll(servers) };
  } catch (error) {
    await stopAll(servers);
    throw error;
  }
}

async function seed(app: string, address: string, clock: Clock): Promise<void> {
  const seats = new Map<string, Seat>();
  for (const member of members) {
    seats.set(member.name, await register(app, address, member.name));
    clock.pass(7);
  }
  const seat = (name: string): Seat => {
    const found = seats.get(name);
    if (found === undefined) throw new Error(`${name} has not registered.`);
    return found;
  };
  for (const [i, member] of members.entries()) {
    const { line, uid } = seat(member.name);
    await line.ask('user.updateProfile', { uid, username: member.name, email: member.mail, fullname: '', website: member.website ?? '', location: member.town, birthday: '', signature: '', aboutme: member.about });
    const followed = members[(i + 3) % members.length];
    if (followed !== undefined) await line.ask('user.follow', { uid: seat(followed.name).uid });
  }
  for (const [name, founder, ...others] of groups) {
    await seat(founder).line.ask('groups.create', { name, private: 0, description: `${name} of all towns` });
    for (const other of others) await seat(other).line.ask('groups.join', { groupName: name });
  }
  let index = 0;
  for (const [number, { title, tags, said }] of conversations.entries()) {
    const pids: number[] = [];
    let tid = 0;
    for (const { author, replyTo, text } of said) {
      clock.pass(gap(index));
      index += 1;
      const { line } = seat(author);
      if (replyTo === null) {
        const topic = (await line.ask('topics.post', { title, content: text, cid: categories[number % categories.length], tags })) as { tid: number; mainPid: number };
        tid = topic.tid;
        pids.push(topic.mainPid);
      } else {
        // As its buttons do: the reply button of the topic names no post, that of a post names it.
        const toPid = replyTo === 0 ? {} : { toPid: pids[replyTo] };
        const post = (await line.ask('posts.reply', { tid, content: text, ...toPid })) as { pid: number };
        pids.push(post.pid);
      }
      await vote(pids, index, tid, [...seats.values()]);
    }
  }
  for (const { line } of seats.values()) line.close();
}

/** Every third post is found good by one to three of the others. */
async function vote(pids: readonly number[], index: number, tid: number, seats: readonly Seat[]): Promise<void> {
  const pid = pids.at(-1);
  if (pid === undefined || index % 3 !== 0) return;
  for (let k = 0; k <= index % 9; k += 3) {
    const voter = seats[(index + k) % seats.length];
    // One's own post cannot be voted for, and NodeBB says so.
    await voter?.line.ask('posts.upvote', { pid, room_id: `topic_${tid}` }).catch(() => undefined);
  }
}

async function register(app: string, address: string, name: string): Promise<Seat> {
  const member = members.find((m) => m.name === name) ?? { name, password: administrator.password, mail: administrator.mail };
  const visitor = new Visitor(address);
  const config = JSON.parse((await visitor.get('/api/config')).text) as { csrf_token: string };
  const fields = { username: member.name, email: member.mail, password: member.password, 'password-confirm': member.password };
  expectDone(await visitor.post('/register', fields, { 'x-csrf-token': config.csrf_token }), `Registering ${name} at NodeBB`);
  const self = JSON.parse((await visitor.get('/api/me')).text) as { uid: number };
  return { line: await openLine(app, address, visitor.cookies), uid: self.uid };
}

/** From Redis: topics, their posts, and whom each answers (`toPid`). */
async function readTruth(redisPort: number, address: string): Promise<TrueThread[]> {
  const redis = new Redis(redisPort, '127.0.0.1');
  const names = new Map<string, string>();
  const threads: TrueThread[] = [];
  for (const tid of await redis.zrange('topics:tid', '0', '-1')) {
    const topic = await redis.hgetall(`topic:${tid}`);
    const pids = [topic['mainPid'] ?? '', ...(await redis.zrange(`tid:${tid}:posts`, '0', '-1'))];
    const posts = [];
    for (const pid of pids) {
      const post = await redis.hgetall(`post:${pid}`);
      const uid = post['uid'] ?? '';
      const author = names.get(uid) ?? (await redis.hget(`user:${uid}`, 'username')) ?? '';
      names.set(uid, author);
      posts.push({ id: pid, author, at: new Date(Number(post['timestamp'])).toISOString(), text: plain(post['content'] ?? ''), replyTo: post['toPid'] ?? null });
    }
    threads.push({ address: `${address}/topic/${topic['slug'] ?? tid}`, title: topic['title'] ?? '', posts });
  }
  redis.disconnect();
  return threads;
}

/** Markdown as far as NodeBB's own first topic uses it: links, emphasis, headings. */
function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*#`]/g, '');
}

export const nodebb: Software = {
  name: 'NodeBB',
  available: () => missing(['/usr/bin/redis-server', fakeTimeLibrary], 'redis-server faketime'),
  start,
  expected: nodebbExpected,
  slow: true,
};
