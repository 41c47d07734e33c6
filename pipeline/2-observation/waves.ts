import { NetnoError } from '../../core/errors.ts';

/** The id of the wave asked for: a number, or without one the newest; null when there is none at all. */
export function waveOf(known: readonly { readonly id: string; readonly number: number }[], asked: string | undefined): string | null {
  if (asked === undefined) return known.at(-1)?.id ?? null;
  const found = known.find((w) => String(w.number) === asked || w.id === asked);
  if (!found) throw new NetnoError(`There is no wave ${asked}. Known: ${known.map((w) => w.number).join(', ') || 'none yet; run "netno observe crawl" first'}.`);
  return found.id;
}
