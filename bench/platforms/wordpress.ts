/** WordPress: a blog of several authors, with threaded comments, categories and tags. */
import { fakeTimeLibrary, gap, startClock, type Clock } from './clock.ts';
import { paragraphs } from './conversation.ts';
import { conversations } from './conversations.ts';
import { mariadbServer, startMariadb, type MariaDb } from './mariadb.ts';
import { members } from './members.ts';
import { servePhp } from './php.ts';
import { freePort, missing, stopAll, type Server } from './server.ts';
import type { Running, Software, TruePost, TrueThread } from './software.ts';
import type { Visitor } from './visitor.ts';
import { applicationPassword, Writer } from './wordpress-api.ts';
import { wordpressExpected } from './wordpress-expected.ts';
import { administrator, copyWordpress, setUpWordpress, theme, wordpressCode } from './wordpress-install.ts';

async function start(dir: string): Promise<Running> {
  const clock = startClock(dir);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const database = await startMariadb(dir, {});
  const servers: Server[] = [database];
  try {
    await database.query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
    const root = copyWordpress(dir, database.port, address);
    servers.push(await servePhp({ name: 'wordpress', root, dir, port, env: clock.env, page: '/wp-admin/install.php' }));
    await seed(address, await setUpWordpress(address), clock);
    clock.release();
    return { address: `${address}/`, hosts: [`127.0.0.1:${port}`], truth: await readTruth(database, address), stop: () => stopAll(servers) };
  } catch (error) {
    await stopAll(servers);
    throw error;
  }
}

async function seed(address: string, keeper: Visitor, clock: Clock): Promise<void> {
  // Five comments on a page (answers to them not counted), so that long discussions span pages.
  const settings = { page_comments: '1', comments_per_page: '5', default_comments_page: 'oldest', thread_comments: '1', thread_comments_depth: '5' };
  await keeper.submit('/wp-admin/options-discussion.php', 'form[action="options.php"]', settings);
  const master = new Writer(address, administrator.name, await applicationPassword(keeper, 'me'));
  const writers = new Map<string, Writer>();
  for (const { name, password, mail, website, about } of members) {
    const user = await master.make('users', { username: name.toLowerCase(), name, nickname: name, email: mail, password, url: website ?? '', description: about, roles: ['author'] });
    writers.set(name, new Writer(address, name.toLowerCase(), await applicationPassword(keeper, String(user))));
    clock.pass(7);
  }
  const writer = (name: string): Writer => {
    const found = writers.get(name);
    if (found === undefined) throw new Error(`${name} is not among the authors.`);
    return found;
  };
  const categories = [await master.make('categories', { name: 'Workshop' }), await master.make('categories', { name: 'Together' })];
  const tags = new Map<string, number>();
  for (const tag of new Set(conversations.flatMap((c) => c.tags))) tags.set(tag, await master.make('tags', { name: tag }));
  let index = 0;
  for (const [number, conversation] of conversations.entries()) {
    let post = 0;
    const comments: number[] = [];
    for (const { author, replyTo, text } of conversation.said) {
      clock.pass(gap(index));
      index += 1;
      if (replyTo === null) {
        const content = paragraphs(text).map((p) => `<!-- wp:paragraph -->\n<p>${p}</p>\n<!-- /wp:paragraph -->`).join('\n\n');
        const filed = { categories: [categories[number % 2]], tags: conversation.tags.map((tag) => tags.get(tag)) };
        post = await writer(author).make('posts', { title: conversation.title, content, status: 'publish', ...filed });
        comments.push(0);
      } else {
        const parent = comments[replyTo] ?? 0;
        const comment = await writer(author).make('comments', { post, parent, content: text });
        // A member's first comment waits until somebody has approved it.
        await master.make(`comments/${comment}`, { status: 'approved' });
        comments.push(comment);
      }
    }
  }
}

/** Published articles with their approved comments. A comment without a parent answers the article: none is stored. */
async function readTruth(database: MariaDb, address: string): Promise<TrueThread[]> {
  const articles = await database.query(
    `SELECT p.ID, u.display_name, p.post_date_gmt, p.post_title, p.post_content FROM wp_posts p JOIN wp_users u ON u.ID = p.post_author
     WHERE p.post_type = 'post' AND p.post_status = 'publish' ORDER BY p.ID`,
    'wordpress',
  );
  const comments = await database.query(
    `SELECT comment_post_ID, comment_ID, comment_author, comment_date_gmt, comment_content, comment_parent FROM wp_comments
     WHERE comment_approved = '1' ORDER BY comment_ID`,
    'wordpress',
  );
  return articles.map(([id = '', author = '', at = '', title = '', content = '']) => {
    const opening: TruePost = { id: `post-${id}`, author, at: utc(at), text: plain(content), replyTo: null };
    const answers = comments
      .filter((row) => row[0] === id)
      .map(([, comment = '', by = '', when = '', text = '', parent = '0']): TruePost => ({ id: comment, author: by, at: utc(when), text: plain(text), replyTo: parent === '0' ? null : parent }));
    return { address: `${address}/?p=${id}`, title, posts: [opening, ...answers] };
  });
}

function utc(time: string): string {
  return `${time.replace(' ', 'T')}Z`;
}

/** WordPress keeps HTML; the client of the database writes new lines as two characters. */
function plain(html: string): string {
  return html.replaceAll('\\n', '\n').replace(/<!--.*?-->|<[^>]*>/gs, '').replaceAll('&amp;', '&').trim();
}

export const wordpress: Software = {
  name: 'WordPress',
  available: () =>
    missing(
      [`${wordpressCode}/wp-settings.php`, `${wordpressCode}/wp-content/themes/${theme}`, mariadbServer, '/usr/bin/php', '/usr/share/php8.2-mysql', fakeTimeLibrary],
      'wordpress wordpress-theme-twentytwentyone mariadb-server php-cli php-mysql php-gd faketime',
    ),
  start,
  expected: wordpressExpected,
  slow: true,
};
