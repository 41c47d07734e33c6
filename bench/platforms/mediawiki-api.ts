/** MediaWiki's own interface for writing: its action API, as a member who is logged in. */
import { NetnoError } from '../../core/errors.ts';
import type { Member } from './members.ts';
import { Visitor, type Fields } from './visitor.ts';

export class Editor {
  readonly #visitor: Visitor;
  #token = '';

  constructor(root: string) {
    this.#visitor = new Visitor(root);
  }

  async logIn(member: Member): Promise<void> {
    const login = await this.#tokenOf('login');
    const answer = await this.#ask({ action: 'login', lgname: member.name, lgpassword: member.password, lgtoken: login });
    if (!JSON.stringify(answer).includes('"Success"')) throw new NetnoError(`MediaWiki does not let ${member.name} in: ${JSON.stringify(answer)}`);
    this.#token = await this.#tokenOf('csrf');
  }

  /** Writes a whole page. */
  async write(title: string, text: string, summary: string): Promise<void> {
    await this.#done({ action: 'edit', title, text, summary, token: this.#token, watchlist: 'watch' });
  }

  /** Adds a section below the others, as "Add topic" does; four tildes become the signature. */
  async addSection(title: string, heading: string, text: string): Promise<void> {
    await this.#done({ action: 'edit', title, section: 'new', sectiontitle: heading, text, token: this.#token });
  }

  async read(title: string): Promise<string> {
    const answer = (await this.#ask({ action: 'query', prop: 'revisions', rvprop: 'content', rvslots: 'main', formatversion: '2', titles: title })) as Page;
    return answer.query.pages[0]?.revisions?.[0]?.slots.main.content ?? '';
  }

  async #tokenOf(type: string): Promise<string> {
    const answer = (await this.#ask({ action: 'query', meta: 'tokens', type })) as { query: { tokens: Record<string, string> } };
    return answer.query.tokens[`${type}token`] ?? '';
  }

  async #done(fields: Fields): Promise<void> {
    const answer = await this.#ask(fields);
    if (!JSON.stringify(answer).includes('"Success"')) throw new NetnoError(`MediaWiki refused to ${fields['action'] ?? ''} ${fields['title'] ?? ''}: ${JSON.stringify(answer).slice(0, 400)}`);
  }

  async #ask(fields: Fields): Promise<unknown> {
    return JSON.parse((await this.#visitor.post('/api.php', { ...fields, format: 'json' })).text);
  }
}

interface Page {
  readonly query: { readonly pages: readonly { readonly revisions?: readonly { readonly slots: { readonly main: { readonly content: string } } }[] }[] };
}
