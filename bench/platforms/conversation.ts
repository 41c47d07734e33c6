/** The shape of what members say to each other. */

export interface Said {
  readonly author: string;
  /** Index in the thread of the post that it answers; 0 is the opening post, null for the opening post itself. */
  readonly replyTo: number | null;
  /** Paragraphs are parted by an empty line. */
  readonly text: string;
}

export interface Conversation {
  readonly title: string;
  readonly tags: readonly string[];
  readonly said: readonly Said[];
}

type Row = readonly [author: string, replyTo: number | null, text: string];

export function conversation(title: string, tags: readonly string[], rows: readonly Row[]): Conversation {
  return { title, tags, said: rows.map(([author, replyTo, text]) => ({ author, replyTo, text })) };
}

export function paragraphs(text: string): string[] {
  return text.split('\n\n');
}
