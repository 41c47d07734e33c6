/** Reads a matrix of the report as a reader would, for the tests. */
import type { CheerioAPI } from 'cheerio';

const row = ($: CheerioAPI, matrix: number): ReturnType<CheerioAPI> => $('table.matrix').eq(matrix).find('tbody tr').has('.v').first();

export const allCells = ($: CheerioAPI, matrix: number): string[] => row($, matrix).find('.v').toArray().map((el) => $(el).text());

export function cellOf($: CheerioAPI, matrix: number, c: number): { classes: string[]; label: string; target: string } {
  const cell = row($, matrix).find('.v').eq(c - 1);
  return { classes: (cell.attr('class') ?? '').split(' '), label: cell.attr('aria-label') ?? '', target: (cell.attr('href') ?? '').slice(1) };
}
