import { existsSync, readFileSync } from 'node:fs';

/**
 * Most memory that this program has had resident. Linux counts into `maxRSS` what the process was before it became this
 * program, which is its parent's size; `VmHWM` begins with the program.
 */
export function peakBytes(): number {
  const status = '/proc/self/status';
  const kilobytes = existsSync(status) ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}
