/** MediaWiki: articles written by several members, who discuss them on talk pages. */
import { articles } from './articles.ts';
import { fakeTimeLibrary, gap, startClock, type Clock } from './clock.ts';
import { paragraphs } from './conversation.ts';
import { conversations } from './conversations.ts';
import { Editor } from './mediawiki-api.ts';
import { mediawikiExpected } from './mediawiki-expected.ts';
import { installMediawiki, mediawikiCode, runJobs, serveMediawiki } from './mediawiki-install.ts';
import { readTalk } from './mediawiki-truth.ts';
import { members } from './members.ts';
import { freePort, missing } from './server.ts';
import type { Running, Software } from './software.ts';

async function start(dir: string): Promise<Running> {
  const clock = startClock(dir);
  const port = await freePort();
  const wiki = await installMediawiki(dir, port, clock.env);
  const server = await serveMediawiki(dir, port, wiki, clock.env);
  const address = `http://127.0.0.1:${port}`;
  try {
    await seed(address, clock);
    await runJobs(wiki, clock.env);
    clock.release();
    return { address: `${address}/index.php/Main_Page`, hosts: [`127.0.0.1:${port}`], truth: readTalk(wiki.database, address), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function seed(address: string, clock: Clock): Promise<void> {
  const editors = new Map<string, Editor>();
  for (const member of members) {
    const editor = new Editor(address);
    await editor.logIn(member);
    editors.set(member.name, editor);
    const site = member.website === null ? '' : `\n\nMy own site: ${member.website}`;
    await editor.write(`User:${member.name}`, `${member.about}\n\nI live in ${member.town}.${site}`, 'about me');
    clock.pass(11);
  }
  const editor = (name: string): Editor => {
    const found = editors.get(name);
    if (found === undefined) throw new Error(`${name} is not logged in.`);
    return found;
  };
  let index = 0;
  for (const { title, category, written } of articles) {
    let text = `[[Category:${category}]]`;
    for (const [author, paragraph] of written) {
      clock.pass(gap(index));
      index += 1;
      text = text.replace('[[Category', `${paragraph}\n\n[[Category`);
      await editor(author).write(title, text, 'a paragraph');
    }
  }
  const list = articles.map(({ title }) => `* [[${title}]]`).join('\n');
  await editor('Emil').write('Main Page', `What we know about making and mending things.\n\n${list}`, 'contents');
  for (const [number, conversation] of conversations.entries()) {
    const page = `Talk:${articles[number % articles.length]?.title ?? ''}`;
    /** The posts as they stand in the section, each with how deep it is indented. */
    const standing: { post: number; depth: number }[] = [];
    for (const [post, { author, replyTo, text }] of conversation.said.entries()) {
      clock.pass(gap(index));
      index += 1;
      if (replyTo === null) {
        await editor(author).addSection(page, conversation.title, `${text} ~~~~`);
        standing.push({ post, depth: 0 });
        continue;
      }
      const at = standing.findIndex((s) => s.post === replyTo);
      const depth = (standing[at]?.depth ?? 0) + 1;
      const next = standing.findIndex((s, i) => i > at && s.depth < depth);
      const below = next < 0 ? standing.length : next;
      standing.splice(below, 0, { post, depth });
      const opening = paragraphs(conversation.said[0]?.text ?? '').length * 2 - 1;
      const lines = (await editor(author).read(page)).split('\n');
      const heading = lines.indexOf(`== ${conversation.title} ==`);
      // The heading, an empty line, the opening post, and then a line for each reply.
      lines.splice(heading + 2 + opening + below - 1, 0, `${':'.repeat(depth)}${text} ~~~~`);
      await editor(author).write(page, lines.join('\n'), `/* ${conversation.title} */ answer`);
    }
  }
}

export const mediawiki: Software = {
  name: 'MediaWiki',
  available: () => missing([`${mediawikiCode}/api.php`, '/usr/bin/php', fakeTimeLibrary], 'mediawiki php-cli php-sqlite3 php-mbstring php-xml php-intl faketime'),
  start,
  expected: mediawikiExpected,
  slow: true,
};
