/** The conversations as a mailing list received them: a file of mails (mbox), as list software keeps and takes them. */
import { conversations } from './conversations.ts';
import { beginning, gap } from './clock.ts';
import { memberNamed } from './members.ts';
import type { TrueThread } from './software.ts';

export interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly author: string;
  readonly from: string;
  readonly at: Date;
  readonly text: string;
  /** Ids of the mails above it, the opening one first. */
  readonly references: readonly string[];
}

export const list = { name: 'makers', address: 'makers@lists.example' } as const;

/** By conversation. */
export function mails(): readonly (readonly Mail[])[] {
  let at = beginning().getTime();
  let index = 0;
  return conversations.map(({ title, said }, number) => {
    const thread: Mail[] = [];
    for (const [i, { author, replyTo, text }] of said.entries()) {
      at += gap(index) * 60_000;
      index += 1;
      const parent = replyTo === null ? undefined : thread[replyTo];
      thread.push({
        id: `${number + 1}.${i + 1}.${author.toLowerCase()}@mail.example`,
        subject: parent === undefined ? title : `Re: ${title}`,
        author,
        from: `${author} <${memberNamed(author).mail}>`,
        at: new Date(at),
        text,
        references: parent === undefined ? [] : [...parent.references, parent.id],
      });
    }
    return thread;
  });
}

/** In the order of time, each as one mail with its headers. */
export function mbox(): string {
  return mails().flat().map((mail) => `From ${memberNamed(mail.author).mail} ${asctime(mail.at)}\n${rfc5322(mail)}\n`).join('\n');
}

export function rfc5322(mail: Mail): string {
  const parent = mail.references.at(-1);
  const headers = [
    `From: ${mail.from}`,
    `To: ${list.address}`,
    `Subject: ${mail.subject}`,
    `Date: ${mail.at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.id}>`,
    `List-Id: Makers and menders <${list.address.replace('@', '.')}>`,
    ...(parent === undefined ? [] : [`In-Reply-To: <${parent}>`, `References: ${mail.references.map((id) => `<${id}>`).join('\n ')}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  ];
  return `${headers.join('\n')}\n\n${mail.text.split('\n').map(folded).join('\n')}\n`;
}

/** Lines of at most 72 characters, as mail programs write them. */
function folded(line: string): string {
  return line.replace(/(.{1,72})( |$)/g, '$1\n').trimEnd();
}

function asctime(at: Date): string {
  const [day, date, month, year, time] = at.toUTCString().replace(',', '').split(' ');
  return `${day ?? ''} ${month ?? ''} ${date ?? ''} ${time ?? ''} ${year ?? ''}`;
}

/** @param addressOf where the thread of an opening mail begins */
export function mailTruth(addressOf: (opening: Mail) => string): TrueThread[] {
  return mails().flatMap((thread) => {
    const [opening] = thread;
    if (opening === undefined) return [];
    const posts = thread.map((m) => ({ id: m.id, author: m.author, at: m.at.toISOString(), text: m.text, replyTo: m.references.at(-1) ?? null }));
    return [{ address: addressOf(opening), title: opening.subject, posts }];
  });
}
