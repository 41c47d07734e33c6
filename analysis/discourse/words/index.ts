/** The words of all languages together: a page of one language seldom holds the words of another where they would mislead. */
import { remembered } from '../../features/remembered.ts';
import type { DiscourseWords } from './words.ts';
import de from './de.ts';
import en from './en.ts';
import others from './others.ts';
import pt from './pt.ts';

export type { Unit } from './words.ts';

export const LANGUAGES: readonly DiscourseWords[] = [en, de, pt, ...others];

type Lists = { readonly [K in keyof DiscourseWords]: DiscourseWords[K] extends readonly string[] ? K : never }[keyof DiscourseWords];

/** Alternatives, longest first, so that "sept" is not read as "sep". */
export function anyOf(words: readonly string[]): string {
  return `(?:${[...new Set(words)].sort((a, b) => b.length - a.length).join('|')})`;
}

export function words(list: Lists): string {
  return anyOf(LANGUAGES.flatMap((l) => l[list]));
}

const EDGE = '[\\s\\p{P}\\p{S}]*';

/** The whole text is one of the words, but for signs and numbers around it. */
function whole(list: Lists): RegExp {
  return new RegExp(`^(?:${EDGE}\\d*)${words(list)}(?:${EDGE}\\d*${EDGE})$`, 'iu');
}

/** "View all of Ann's posts", "All posts by Ann": a link to a name, and more than the name. */
const ALL_BY = /^(?:view |see |show )?(?:all|more)(?: of)? (?:posts? (?:by|from) )?(.{2,40}?)(?:['’]s? posts?)?[.\s→»]*$/iu;

const CONTROL = whole('controls');
const NOBODY = new RegExp(`^${words('nobody')}$`, 'iu');
const BY = new RegExp(`^${EDGE}${words('by')}(?:\\s*:|\\s)\\s*(?=\\S)`, 'iu');
const ONLY_BY = whole('by');
const WROTE = new RegExp(`(?:^|\\s|,)${words('wrote')}${EDGE}$`, 'iu');
const WROTE_AFTER = new RegExp(`^${EDGE}${words('wrote')}(?=$|[\\s\\p{P}])`, 'iu');
const OTHER_TIME = new RegExp(`(?:^|[^\\p{L}])${words('otherTime')}(?:[\\s\\p{P}]|\\p{L}{2,3}\\s){0,6}$`, 'iu');
const IN_REPLY_TO = new RegExp(`(?:^|[^\\p{L}])${words('inReplyTo')}(?=$|[^\\p{L}])`, 'iu');

/** Longer labels are sentences. */
const SHORT = 60;

const isControl = remembered((text) => CONTROL.test(text));

export function isControlLabel(text: string): boolean {
  return text.length <= SHORT && isControl(text);
}

export function isNobody(name: string): boolean {
  return name.length <= SHORT && NOBODY.test(name);
}

/** Without "posted by" before it and "says:" behind it. */
export function bareName(text: string): string {
  let name = text.slice(0, 120).replace(BY, '');
  name = name.replace(WROTE, '').replace(ALL_BY, '$1');
  return name.replace(/^[\s:,;•·|–—(@-]+|[\s:,;•·|–—(-]+$/gu, '').trim();
}

export function saysBy(text: string): boolean {
  return text.length <= SHORT && (BY.test(text) || ONLY_BY.test(text));
}

/** It begins with "wrote", "says" … */
export function beginsWithWrote(text: string): boolean {
  return WROTE_AFTER.test(text.slice(0, SHORT));
}

export function endsWithWrote(text: string): boolean {
  return text.length <= SHORT && WROTE.test(text);
}

/** A date right behind this text is of something else than the writing: of joining, of editing. */
export function saysOtherTime(before: string): boolean {
  return OTHER_TIME.test(before.slice(-SHORT));
}

export function saysInReplyTo(text: string): boolean {
  return IN_REPLY_TO.test(text.slice(0, 200));
}
