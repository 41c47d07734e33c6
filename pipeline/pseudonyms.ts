/** Members of platforms are known to the study by pseudonyms; the key that could undo them lies outside it. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { NetnoError, reasonOf } from '../core/errors.ts';
import { stateFolder } from '../core/state-folder.ts';
import { factOf, setFact } from '../store/provenance.ts';
import type { Study } from './study.ts';

const FACT = 'pseudonym key';

/** Where the key lies: NETNO_PSEUDONYM_KEY, or a file among what this program remembers of its user. */
export function keyFile(environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(environment['NETNO_PSEUDONYM_KEY'] || join(stateFolder(environment), 'pseudonym.key'));
}

/** Never to copy over a key that is there: other studies may need it. */
const REMEDY = 'Bring the file pseudonym.key from where they were made ("netno doctor" there says where it lies), put it beside this one and name it with NETNO_PSEUDONYM_KEY; with another key every author would look like somebody new.';

/** Short enough to read out, and says nothing of the key. */
const idOf = (key: Buffer): string => createHash('sha256').update('key id\n').update(key).digest('hex').slice(0, 12);

function keyOf(study: Study, known: string | null, environment: NodeJS.ProcessEnv): Buffer {
  const open = study.config.ethics['pseudonym-key'];
  if (open !== undefined) return Buffer.from(open, 'utf8');
  const file = keyFile(environment);
  const within = relative(realpathSync(study.dir), file);
  if (!within.startsWith('..') && !isAbsolute(within)) throw new NetnoError(`The key of the pseudonyms would lie at ${file}, in the study, and be passed on with it. Name a file outside with NETNO_PSEUDONYM_KEY.`);
  try {
    if (!existsSync(file)) {
      if (known !== null) throw new NetnoError(`The key of this study's pseudonyms (${known}) is not at ${file}. ${REMEDY}`);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    }
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
  const known = factOf(study.db, FACT);
  const key = keyOf(study, known, environment);
  const id = idOf(key);
  if (known !== null && known !== id) {
    throw new NetnoError(
      `The pseudonyms of this study were made with another key (${known}; the one at ${keyFile(environment)} is ${id}). ${REMEDY}`,
    );
  }
  if (known === null) setFact(study.db, FACT, id, runId);
  return (platform, identity) => `m-${createHmac('sha256', key).update(`${platform}\n${identity}`).digest('hex').slice(0, 12)}`;
}
