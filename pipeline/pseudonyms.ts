/** Members of platforms are known to the study by pseudonyms; the key that could undo them lies outside it. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { NetnoError, reasonOf } from '../core/errors.ts';
import { stateFolder } from '../core/state-folder.ts';
import { factOf, setFact } from '../store/provenance.ts';
import type { Study } from './study.ts';

const FACT = 'pseudonym key';

/** Where the key lies: NETNO_PSEUDONYM_KEY, or a file among what this program remembers of its user. */
export function keyFile(environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(environment['NETNO_PSEUDONYM_KEY'] ?? join(stateFolder(environment), 'pseudonym.key'));
}

/** Short enough to read out, and says nothing of the key. */
const idOf = (key: Buffer): string => createHash('sha256').update('key id\n').update(key).digest('hex').slice(0, 12);

function keyOf(study: Study, environment: NodeJS.ProcessEnv): Buffer {
  const open = study.config.ethics['pseudonym-key'];
  if (open !== undefined) return Buffer.from(open, 'utf8');
  const file = keyFile(environment);
  try {
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    }
    if (process.platform !== 'win32') chmodSync(file, 0o600);
    const key = readFileSync(file, 'utf8').trim();
    if (key.length < 32) throw new NetnoError(`${file} is no key of pseudonyms: it is too short. Put back the key that this study was made with, or delete the file to have a new one made.`);
    return Buffer.from(key, 'utf8');
  } catch (error) {
    if (error instanceof NetnoError) throw error;
    throw new NetnoError(`The key of the pseudonyms cannot be kept in ${file} (${reasonOf(error)}). Name a file of yours with NETNO_PSEUDONYM_KEY.`, 2, { cause: error });
  }
}

/**
 * Pseudonyms of a study: the same member of the same platform has the same one in every wave.
 * HMAC-SHA256, 48 bits of it: of 10,000 members of a platform two would share one once in five million such platforms.
 * @throws NetnoError where the study's pseudonyms were made with another key
 */
export function pseudonymsOf(study: Study, runId: number, environment: NodeJS.ProcessEnv = process.env): (platform: string, identity: string) => string {
  const key = keyOf(study, environment);
  const id = idOf(key);
  const known = factOf(study.db, FACT);
  if (known !== null && known !== id) {
    throw new NetnoError(
      `The pseudonyms of this study were made with another key (${known}; here it is ${id}). Copy the key from where they were made to ${keyFile(environment)}, or name it with NETNO_PSEUDONYM_KEY: with another key every author would look like somebody new.`,
    );
  }
  if (known === null) setFact(study.db, FACT, id, runId);
  return (platform, identity) => `m-${createHmac('sha256', key).update(`${platform}\n${identity}`).digest('hex').slice(0, 12)}`;
}
