/** WordPress from Debian's package: a copy of its code with a configuration of its own, set up by its own installer. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectDone, Visitor } from './visitor.ts';

export const wordpressCode = '/usr/share/wordpress';
export const theme = 'twentytwentyone';

export const administrator = { name: 'keeper', password: 'Long-enough-keeper-31', mail: 'keeper@members.example' } as const;

/** @returns the folder to serve */
export function copyWordpress(dir: string, databasePort: number, address: string): string {
  const root = join(dir, 'web');
  cpSync(wordpressCode, root, { recursive: true, dereference: true });
  mkdirSync(join(root, 'wp-content/uploads'), { recursive: true });
  const constants = {
    DB_NAME: 'wordpress',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `127.0.0.1:${databasePort}`,
    DB_CHARSET: 'utf8mb4',
    WP_DEFAULT_THEME: theme,
    WP_HOME: address,
    WP_SITEURL: address,
    // Members write through its interface with application passwords, which it allows without TLS on such machines only.
    WP_ENVIRONMENT_TYPE: 'local',
  };
  const lines = Object.entries(constants).map(([name, value]) => `define('${name}', '${value}');`);
  const switches = ['DISABLE_WP_CRON', 'WP_HTTP_BLOCK_EXTERNAL', 'AUTOMATIC_UPDATER_DISABLED'].map((name) => `define('${name}', true);`);
  const file = ['<?php', ...lines, ...switches, "define('WP_DEBUG', false);", "$table_prefix = 'wp_';", "defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');", "require_once ABSPATH . 'wp-settings.php';", ''];
  writeFileSync(join(root, 'wp-config.php'), file.join('\n'));
  return root;
}

/** @returns the administrator, logged in */
export async function setUpWordpress(address: string): Promise<Visitor> {
  const visitor = new Visitor(address);
  const { name, password, mail } = administrator;
  const form = { weblog_title: 'Makers and menders', user_name: name, admin_password: password, admin_password2: password, admin_email: mail, Submit: 'Install WordPress', language: '' };
  expectDone(await visitor.post('/wp-admin/install.php?step=2', form), 'Installing WordPress');
  await visitor.get('/wp-login.php');
  expectDone(await visitor.post('/wp-login.php', { log: name, pwd: password, rememberme: 'forever', testcookie: '1' }), 'Logging in to WordPress');
  return visitor;
}
