/**
 * DokuWiki: pages written by several members, who register and edit by its forms. It has no discussions.
 * It takes the time of a page from its file, which no other clock can set; so all is written today.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetnoError } from '../../core/errors.ts';
import { articles } from './articles.ts';
import { dokuwikiExpected } from './dokuwiki-expected.ts';
import { members, type Member } from './members.ts';
import { servePhp } from './php.ts';
import { freePort, missing, pause } from './server.ts';
import type { Running, Software } from './software.ts';
import { expectDone, Visitor } from './visitor.ts';

const code = '/usr/share/dokuwiki';
const packageData = '/var/lib/dokuwiki/data';

async function start(dir: string): Promise<Running> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = await servePhp({ name: 'dokuwiki', root: install(dir), dir, port, env: {}, page: '/doku.php' });
  try {
    await seed(address);
    return { address: `${address}/doku.php`, hosts: [`127.0.0.1:${port}`], truth: [], stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A copy of the package's code, configuration and own pages. @returns the folder to serve */
function install(dir: string): string {
  const [root, conf, data] = [join(dir, 'web'), join(dir, 'conf'), join(dir, 'data')];
  cpSync(code, root, { recursive: true, dereference: true });
  cpSync('/etc/dokuwiki', conf, { recursive: true, dereference: true });
  for (const name of ['attic', 'cache', 'index', 'locks', 'log', 'media', 'media_attic', 'media_meta', 'meta', 'pages', 'tmp']) mkdirSync(join(data, name), { recursive: true });
  for (const name of ['pages/wiki', 'media/wiki']) cpSync(join(packageData, name), join(data, name), { recursive: true });
  writeFileSync(join(root, 'inc/preload.php'), `<?php define('DOKU_CONF', '${conf}/');\n`);
  const settings = { title: 'Makers', license: 'cc-by-sa', useacl: 1, superuser: '@admin', autopasswd: 0, savedir: data };
  const lines = Object.entries(settings).map(([name, value]) => `$conf['${name}'] = ${JSON.stringify(value)};`);
  writeFileSync(join(conf, 'local.php'), ['<?php', ...lines, ''].join('\n'));
  // Everybody reads, members edit and upload: as the package has it.
  writeFileSync(join(conf, 'acl.auth.php'), '# <?php exit()?>\n*\t@ALL\t1\n*\t@user\t8\n');
  writeFileSync(join(conf, 'users.auth.php'), '# <?php exit()?>\n');
  return root;
}

async function seed(address: string): Promise<void> {
  const visitors = new Map<string, Visitor>();
  for (const member of members) visitors.set(member.name, await register(address, member));
  for (const { title, written } of articles) {
    let text = `====== ${title} ======`;
    for (const [author, paragraph] of written) {
      text = `${text}\n\n${paragraph}`;
      await edit(visitors.get(author), idOf(title), text, 'a paragraph');
      // The second is the key of a revision: two edits within one would be the same.
      await pause(1_100);
    }
  }
  const list = articles.map(({ title }) => `  * [[${idOf(title)}|${title}]]`).join('\n');
  await edit(visitors.get('Emil'), 'start', `====== Makers ======\n\nWhat we know about making and mending things.\n\n${list}`, 'contents');
}

async function register(address: string, member: Member): Promise<Visitor> {
  const visitor = new Visitor(address);
  const login = member.name.toLowerCase();
  const fields = { login, pass: member.password, passchk: member.password, fullname: member.name, email: member.mail, save: '1' };
  expectDone(await visitor.submit('/doku.php?id=start&do=register', '#dw__register', fields), `Registering ${member.name} at DokuWiki`);
  const answer = await visitor.submit('/doku.php?id=start&do=login', '#dw__login', { u: login, p: member.password });
  if (!answer.text.includes('do=logout')) throw new NetnoError(`DokuWiki does not let ${member.name} in.`);
  return visitor;
}

async function edit(visitor: Visitor | undefined, id: string, text: string, summary: string): Promise<void> {
  if (visitor === undefined) throw new NetnoError(`Nobody is there to edit ${id}.`);
  expectDone(await visitor.submit(`/doku.php?id=${id}&do=edit`, '#dw__editform', { wikitext: text, summary, 'do[save]': '1' }), `Editing ${id} in DokuWiki`);
}

function idOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '_');
}

export const dokuwiki: Software = {
  name: 'DokuWiki',
  available: () => missing([`${code}/doku.php`, '/usr/bin/php'], 'dokuwiki php-cli php-xml'),
  start,
  expected: dokuwikiExpected,
  slow: false,
};
