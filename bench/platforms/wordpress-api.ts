/** WordPress's own interface for writing: REST, as a member with an application password. */
import { NetnoError } from '../../core/errors.ts';
import { expectDone, Visitor, type Fields } from './visitor.ts';

interface Made {
  readonly id: number;
  readonly password?: string;
}

export class Writer {
  readonly #visitor: Visitor;
  readonly #headers: Fields;

  constructor(address: string, name: string, applicationPassword: string) {
    this.#visitor = new Visitor(address);
    this.#headers = { authorization: `Basic ${Buffer.from(`${name}:${applicationPassword}`).toString('base64')}` };
  }

  /** @param kind posts, comments, categories, tags, users … @returns its number */
  async make(kind: string, fields: object): Promise<number> {
    return (await make(this.#visitor, kind, fields, this.#headers)).id;
  }
}

/** An application password for a user, given by the administrator who is logged in. */
export async function applicationPassword(administrator: Visitor, user: string): Promise<string> {
  const nonce = await administrator.get('/wp-admin/admin-ajax.php?action=rest-nonce');
  const made = await make(administrator, `users/${user}/application-passwords`, { name: 'seeding' }, { 'x-wp-nonce': nonce.text });
  if (made.password === undefined) throw new NetnoError(`WordPress gave no application password for user ${user}.`);
  return made.password;
}

async function make(visitor: Visitor, kind: string, fields: object, headers: Fields): Promise<Made> {
  const answer = await visitor.postJson(`/index.php?rest_route=/wp/v2/${kind}`, fields, headers);
  return JSON.parse(expectDone(answer, `Making one of ${kind} in WordPress`).text) as Made;
}
