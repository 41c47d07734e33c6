import type { Progress, Stage, StageResult } from '../stage.ts';
import type { Io } from './command.ts';

export function printResult(io: Io, s: Stage, result: StageResult): void {
  if (io.json) {
    io.print(JSON.stringify({ ok: true, stage: s.name, ...result.data, waiting: result.waiting ?? [] }));
    return;
  }
  for (const line of result.lines) io.print(line);
  for (const wait of result.waiting ?? []) {
    if (wait.rows > 0) io.print(`${wait.rows} row${wait.rows === 1 ? '' : 's'} wait${wait.rows === 1 ? 's' : ''} for you in to-decide/${wait.sheet}.csv; fill ${wait.rows === 1 ? 'it' : 'them'} in and run "netno ${s.name}" again.`);
  }
}

/** Progress on stderr: one line that is written over on a terminal, every note on a line of its own. */
export function terminalProgress(): Progress {
  const tty = process.stderr.isTTY;
  let open = false;
  const clear = (): void => {
    if (open) process.stderr.write('\r\u001b[K');
    open = false;
  };
  process.once('exit', clear);
  return {
    step: (text) => {
      if (!tty) return;
      clear();
      process.stderr.write(text.slice(0, (process.stderr.columns ?? 80) - 1));
      open = true;
    },
    note: (text) => {
      clear();
      process.stderr.write(`${text}\n`);
    },
  };
}
