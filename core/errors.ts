/**
 * The one error class. Its message is a sentence for the person who meets it:
 * what was wrong, where (file, line, record), what to do.
 *
 * `code` is the exit code of the command line: 1 a difference was found or a check failed,
 * 2 bad use or bad input, 3 interrupted (the same command completes the work).
 */
export class NetnoError extends Error {
  readonly code: 1 | 2 | 3;
  constructor(message: string, code: 1 | 2 | 3 = 2, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NetnoError';
    this.code = code;
  }
}

/** Text of anything thrown, for a sentence. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
