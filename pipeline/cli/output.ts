import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | bigint | boolean | null | undefined | Uint8Array;

const show = (cell: Cell): string => (cell === null || cell === undefined ? '' : cell instanceof Uint8Array ? `(${cell.length} bytes)` : String(cell));

/** A table for a terminal; wide cells are cut so that a row stays a line. */
export function textTable(columns: readonly string[], rows: readonly (readonly Cell[])[], width = 60): string {
  const cut = (text: string): string => {
    const line = text.replace(/\s+/g, ' ');
    return line.length > width ? `${line.slice(0, width - 1)}…` : line;
  };
  const cells = [columns, ...rows.map((r) => r.map(show))].map((row) => row.map(cut));
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd();
  const [head = [], ...body] = cells;
  return [line(head), widths.map((w) => '─'.repeat(w)).join('  '), ...body.map(line)].join('\n');
}

export function csvTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify(rows.map((r) => r.map(show)), { header: true, columns: [...columns] }).trimEnd();
}

export function jsonRows(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return JSON.stringify(
    rows.map((r) => Object.fromEntries(columns.map((c, i) => [c, r[i] instanceof Uint8Array ? show(r[i]) : typeof r[i] === 'bigint' ? Number(r[i]) : (r[i] ?? null)]))),
  );
}
