/** The command line in this process, for tests. */
import { vi } from 'vitest';
import { main } from './main.ts';

export async function netno(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const code = await main(args);
  vi.restoreAllMocks();
  return { code, out, err };
}
