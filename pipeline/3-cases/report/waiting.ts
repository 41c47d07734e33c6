import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { NetnoError } from '../../../core/errors.ts';
import { duplicatesSheet } from '../../1-literature/dedupe.ts';
import { addressesSheet, mentionsSheet } from '../../1-literature/mentions.ts';
import { screeningSheet } from '../../1-literature/screen.ts';
import { businessSheet, typesSheet } from '../../2-observation/classify.ts';
import { foundSheet } from '../../2-observation/found.ts';
import { decided, readSheet, sheetFile, type Sheet } from '../../to-decide.ts';
import { codingsSheet } from '../code.ts';
import { attributesSheet, casesSheet } from '../select.ts';
import type { WaitingSheet } from './data.ts';

const sheets: readonly Sheet[] = [
  screeningSheet, duplicatesSheet, mentionsSheet, addressesSheet, foundSheet, businessSheet, typesSheet, casesSheet, attributesSheet, codingsSheet,
];

/** Rows in to-decide/ in which nothing is decided yet. A sheet that cannot be read is told of, it does not stop the report. */
export function waitingSheets(dir: string): WaitingSheet[] {
  return sheets.flatMap((sheet): WaitingSheet[] => {
    if (!existsSync(sheetFile(dir, sheet))) return [];
    try {
      const open = readSheet(dir, sheet).filter((row) => !decided(sheet, row));
      const about = (cells: Readonly<Record<string, string>>): string => sheet.key.map((k) => cells[k] ?? '').filter((c) => c !== '').join(' · ');
      return [{ sheet: sheet.name, rows: open.length, first: open.slice(0, 3).map((row) => about(row.cells)), problem: null }];
    } catch (error) {
      if (!(error instanceof NetnoError)) throw error;
      return [{ sheet: sheet.name, rows: 0, first: [], problem: error.message.replaceAll(`${dir}${sep}`, '') }];
    }
  });
}
