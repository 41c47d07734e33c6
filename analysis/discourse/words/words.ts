/** What the reading of discourse needs of a language. Entries are regular expression sources without groups, matched without regard to case. */
export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface DiscourseWords {
  readonly language: string;
  /** From January; every way to write the month, without a full stop. */
  readonly months: readonly (readonly string[])[];
  /** From Sunday. */
  readonly weekdays: readonly (readonly string[])[];
  readonly units: Readonly<Partial<Record<Unit, readonly string[]>>>;
  /** "a minute ago": words that stand for 1. */
  readonly one: readonly string[];
  /** Before the number: "vor 3 Tagen", "há 3 dias". */
  readonly agoBefore: readonly string[];
  /** Behind the unit: "3 days ago". */
  readonly agoAfter: readonly string[];
  /** Between "ago" and the number: "about", "over". */
  readonly roughly: readonly string[];
  readonly now: readonly string[];
  readonly today: readonly string[];
  readonly yesterday: readonly string[];
  /** A date behind these is not the post's: joined, edited, last seen. */
  readonly otherTime: readonly string[];
  /** Before a name: "by", "posted by". */
  readonly by: readonly string[];
  /** Behind a name: "wrote", "says". */
  readonly wrote: readonly string[];
  /** Before the name of whom a quotation is of. */
  readonly quoted: readonly string[];
  /** Before what a post answers. */
  readonly inReplyTo: readonly string[];
  /** What is counted of a post: votes, likes. */
  readonly votes: readonly string[];
  /** Names of controls and small labels in a post. */
  readonly controls: readonly string[];
  /** Titles of guests and of the deleted, which are no names. */
  readonly nobody: readonly string[];
}
