/** Pages of mailing-list archives that show one message. */
import type { Element } from 'domhandler';
import type { Draft } from './read.ts';
import type { Signals } from './signals.ts';
import type { DiscourseKind } from './types.ts';

export function readMessage(_signals: Signals, _said: DiscourseKind | null, _heading: Element | null): Draft[] | null {
  return null;
}
