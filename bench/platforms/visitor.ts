/** Somebody at a browser, as far as seeding needs one: cookies, redirects, forms. */
import * as cheerio from 'cheerio';
import { NetnoError } from '../../core/errors.ts';

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

export type Fields = Readonly<Record<string, string>>;

export class Visitor {
  readonly #root: string;
  readonly #cookies = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string, headers: Fields = {}): Promise<Answer> {
    return this.#send('GET', path, undefined, headers);
  }

  /** As a form is sent. */
  post(path: string, fields: Fields, headers: Fields = {}): Promise<Answer> {
    return this.#send('POST', path, new URLSearchParams(fields), headers);
  }

  /** As a form with files is sent, which some software demands. */
  postParts(path: string, fields: Fields, headers: Fields = {}): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return this.#send('POST', path, form, headers);
  }

  postJson(path: string, body: object, headers: Fields = {}): Promise<Answer> {
    return this.#send('POST', path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  /** Opens a page, fills in one of its forms and sends it, hidden fields included. @throws NetnoError if the form is not there */
  async submit(path: string, form: string, fields: Fields): Promise<Answer> {
    const page = await this.get(path);
    const $ = cheerio.load(page.text);
    const found = $(form).first();
    if (found.length === 0) throw new NetnoError(`There is no form ${form} on ${page.url} (status ${page.status}).`);
    const all: Record<string, string> = {};
    for (const { name, value } of found.serializeArray()) all[name] = value;
    const action = new URL(found.attr('action') ?? page.url, page.url).href;
    const sent = { ...all, ...fields };
    const headers = { referer: page.url };
    return found.attr('enctype') === 'multipart/form-data' ? this.postParts(action, sent, headers) : this.post(action, sent, headers);
  }

  async #send(method: string, path: string, body: URLSearchParams | FormData | string | undefined, headers: Fields): Promise<Answer> {
    let url = new URL(path, this.#root).href;
    let [verb, sent] = [method, body];
    for (let hop = 0; hop < 10; hop += 1) {
      const response = await fetch(url, {
        method: verb,
        redirect: 'manual',
        headers: { ...headers, cookie: this.cookies },
        signal: AbortSignal.timeout(120_000),
        ...(sent === undefined ? {} : { body: sent }),
      });
      for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
      const text = await response.text();
      const to = response.headers.get('location');
      if (to === null || response.status < 300 || response.status > 399) return { url, status: response.status, text };
      url = new URL(to, url).href;
      [verb, sent] = ['GET', undefined];
    }
    throw new NetnoError(`${path} redirects without end.`);
  }

  #keep(line: string): void {
    const pair = line.split(';', 1)[0] ?? '';
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (value === '' || value === 'deleted') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** @throws NetnoError saying what was being done, unless the status is one of success */
export function expectDone(answer: Answer, what: string): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new NetnoError(`${what} failed: ${answer.url} answered ${answer.status}: ${answer.text.replace(/<[^>]*>|\s+/g, ' ').slice(0, 300)}`);
}
