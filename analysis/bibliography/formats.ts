import { bibtex } from './bibtex.ts';
import { csv } from './csv.ts';
import { endnoteXml } from './endnote-xml.ts';
import type { BibFormat } from './format.ts';
import { ris } from './ris.ts';

/** Every format that `parseExport` reads; the surest about a text reads it. */
export const formats: readonly BibFormat[] = [bibtex, ris, csv, endnoteXml];
