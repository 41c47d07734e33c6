/**
 * Rows of a CSV text with their raw text and place.
 *
 * Our own rather than csv-parse: that one ends at the first quote that is not closed and takes the rest of the file with it. Here a
 * row that runs away is given up at the next line that reads as a whole row again. On well-formed text both give
 * the same rows (csv.test.ts).
 */
export interface Row {
  readonly cells: readonly string[];
  readonly start: number;
  readonly end: number;
  /** The row's quotes did not close within what a row may be. */
  readonly broken: boolean;
}

/** No field of a bibliographic table is longer; a quoted cell that goes on past it has lost its end. */
const LONGEST_ROW = 400_000;

export function* readRows(text: string, delimiter: string, columns: number | null): Generator<Row> {
  let at = 0;
  while (at < text.length) {
    const row = readRow(text, at, delimiter);
    const severalLines = text.slice(at, row.end).trimEnd().includes('\n');
    if (row.broken || (columns !== null && severalLines && row.cells.length !== columns)) {
      const next = resume(text, at, delimiter, columns ?? row.cells.length, row.end);
      if (row.broken || next < row.end) {
        yield { cells: row.cells, start: at, end: next, broken: true };
        at = next;
        continue;
      }
    }
    if (row.cells.length > 1 || (row.cells[0] ?? '').trim() !== '') yield row;
    at = row.end;
  }
}

/** One row from `at`; a quote ends a cell only before a delimiter or a line's end, so that stray ones inside stay text. */
export function readRow(text: string, at: number, delimiter: string): Row {
  const start = at;
  const cells: string[] = [];
  for (;;) {
    let cell = '';
    const quoted = /[ ]*"/y;
    quoted.lastIndex = at;
    if (quoted.test(text)) {
      let from = quoted.lastIndex;
      let ended = false;
      while (!ended) {
        const quote = text.indexOf('"', from);
        if (quote === -1 || quote - start > LONGEST_ROW) return { cells: [...cells, cell + text.slice(from, from + 200)], start, end: Math.min(text.length, start + LONGEST_ROW), broken: true };
        cell += text.slice(from, quote);
        if (text[quote + 1] === '"') {
          cell += '"';
          from = quote + 2;
          continue;
        }
        const after = /[ \t]*/y;
        after.lastIndex = quote + 1;
        if (delimiter !== '\t') after.test(text);
        const place = delimiter === '\t' ? quote + 1 : after.lastIndex;
        const char = text[place];
        if (char === undefined || char === delimiter || char === '\n' || char === '\r') {
          at = place;
          ended = true;
        } else {
          cell += '"';
          from = quote + 1;
        }
      }
    } else {
      const end = endOfCell(text, at, delimiter);
      cell = text.slice(at, end);
      at = end;
    }
    cells.push(cell);
    const char = text[at];
    if (char === delimiter) {
      at++;
      continue;
    }
    if (char === '\r' && text[at + 1] === '\n') at++;
    return { cells, start, end: Math.min(at + 1, text.length), broken: false };
  }
}

function endOfCell(text: string, at: number, delimiter: string): number {
  for (let i = at; i < text.length; i++) {
    const char = text[i];
    if (char === delimiter || char === '\n' || char === '\r') return i;
  }
  return text.length;
}

/**
 * The first line after `at` that reads as a row of `columns` cells, else the line after `before`.
 * The work is bounded, so that a file of nothing but open quotes costs a multiple of its length and not its square.
 */
function resume(text: string, at: number, delimiter: string, columns: number, before: number): number {
  let work = 4 * LONGEST_ROW;
  for (let line = text.indexOf('\n', at); line !== -1 && line + 1 < before && work > 0; line = text.indexOf('\n', line + 1)) {
    const row = readRow(text, line + 1, delimiter);
    if (!row.broken && row.cells.length === columns) return line + 1;
    work -= row.end - row.start;
  }
  const next = text.indexOf('\n', before - 1);
  return next === -1 ? text.length : next + 1;
}
