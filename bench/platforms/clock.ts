/**
 * The clock that the software sees while it is being seeded (Debian's faketime), so that posts lie
 * hours apart, to the minute the same in every run, and the last of them a few days back, since wikis show what
 * is recent. Afterwards the software sees real time.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const fakeTimeLibrary = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

export interface Clock {
  /** For the environment of each server that is to see this clock. */
  readonly env: NodeJS.ProcessEnv;
  now(): Date;
  /** Lets time pass. */
  pass(minutes: number): void;
  /** From now on the software sees real time. */
  release(): void;
}

/** When members begin: at midnight (UTC), 24 days ago. */
export function beginning(): Date {
  return new Date(new Date().setUTCHours(0, 0, 0, 0) - 24 * 86_400_000);
}

export function startClock(dir: string): Clock {
  const file = join(dir, 'clock.txt');
  let now = beginning();
  // Seconds from real time. A clock that stood still would hold up whatever waits for a second to pass.
  const write = (): void => writeFileSync(file, String(Math.round((now.getTime() - Date.now()) / 1000)));
  write();
  return {
    env: { LD_PRELOAD: fakeTimeLibrary, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1', TZ: 'UTC' },
    now: () => now,
    pass: (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
      write();
    },
    release: () => writeFileSync(file, '+0'),
  };
}

/** Minutes until the next post: from a quarter of an hour to seven hours. 150 posts take 22 days. */
export function gap(index: number): number {
  return 15 + ((index * 7919) % 397);
}
