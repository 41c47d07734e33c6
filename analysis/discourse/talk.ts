/** Talk pages of wikis: running text in which each post ends with its member's name and the time. */
import type { Draft } from './read.ts';
import type { Signals } from './signals.ts';
import type { DiscourseKind } from './types.ts';

export function readTalk(_signals: Signals, _said: DiscourseKind | null): Draft[] | null {
  return null;
}
