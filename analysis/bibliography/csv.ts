import type { BibEntry, ImportProblem } from '../../core/types.ts';
import { excerpt } from './bibtex-entries.ts';
import { readRow, readRows, type Row } from './csv-rows.ts';
import { collect, lineCounter, toEntry, type BibFormat, type Kind, type ParsedText } from './format.ts';
import { cleanText, splitNames } from './normalise.ts';

/**
 * Tables: IEEE Xplore, Scopus, Zotero, Rayyan, PubMed, and any whose header has a column for the title and one more that is known.
 * Comma, semicolon or tab.
 */
export const csv: BibFormat = {
  name: 'csv',
  recognise(text) {
    const header = findHeader(text);
    return header === null ? 0 : header.columns.size >= 3 ? 0.9 : 0.7;
  },
  parse,
};

type Field =
  | 'key' | 'kind' | 'title' | 'authors' | 'year' | 'venue' | 'volume' | 'issue' | 'pages' | 'startPage' | 'endPage'
  | 'doi' | 'isbn' | 'issn' | 'url' | 'abstract' | 'keywords' | 'language' | 'note';

/** Names of columns, letters and digits only, the better first: of several the first that is filled counts (keywords: all). */
const COLUMNS: Readonly<Record<Field, readonly string[]>> = {
  key: ['key', 'eid', 'utuniquewosid', 'accessionnumber', 'recordid', 'pmid', 'citationkey', 'itemid', 'id'],
  kind: ['itemtype', 'documenttype', 'publicationtype', 'entrytype', 'documentidentifier', 'typeofwork', 'type'],
  title: ['documenttitle', 'title', 'articletitle', 'papertitle', 'primarytitle', 'ti', 'titel', 'titre', 'titulo'],
  authors: ['authors', 'author', 'authornames', 'authorlist', 'au', 'autoren', 'auteurs', 'authorfullnames', 'firstauthor'],
  year: ['publicationyear', 'year', 'pubyear', 'py', 'copyrightyear', 'jahr', 'annee', 'date', 'publicationdate', 'issuedate', 'onlinedate'],
  venue: [
    'publicationtitle', 'sourcetitle', 'journal', 'journaltitle', 'journalbook', 'secondarytitle', 'containertitle', 'booktitle', 'proceedingstitle',
    'conferencename', 'venue', 'publicationname', 'so', 'source',
  ],
  volume: ['volume', 'vol', 'vl'],
  issue: ['issue', 'number', 'no', 'issuenumber'],
  pages: ['pages', 'pagerange', 'page', 'pg'],
  startPage: ['startpage', 'pagestart', 'firstpage', 'beginpage', 'sp', 'artno', 'articlenumber'],
  endPage: ['endpage', 'pageend', 'lastpage', 'ep'],
  doi: ['doi', 'digitalobjectidentifier', 'di'],
  isbn: ['isbns', 'isbn'],
  issn: ['issn', 'issns', 'eissn', 'isbnissn'],
  url: ['url', 'link', 'pdflink', 'urls', 'fulltextlink', 'articleurl', 'documenturl'],
  abstract: ['abstract', 'abstractnote', 'abstracttext', 'ab', 'summary', 'zusammenfassung'],
  keywords: [
    'authorkeywords', 'keywords', 'keyword', 'ieeeterms', 'inspeccontrolledterms', 'inspecnoncontrolledterms', 'meshterms', 'indexkeywords',
    'keywordsplus', 'manualtags', 'automatictags', 'tags', 'subjects',
  ],
  language: ['language', 'languageoforiginaldocument', 'la', 'sprache'],
  note: ['notes', 'note', 'extra', 'comments', 'remarks'],
};

/** What makes a table bibliographic, besides a title. */
const TELLING: readonly Field[] = ['authors', 'year', 'venue', 'doi', 'abstract', 'url', 'keywords'];

interface Header {
  readonly delimiter: string;
  readonly row: Row;
  readonly names: readonly string[];
  readonly columns: ReadonlyMap<Field, readonly number[]>;
}

/** How many lines may stand above the header: IEEE Xplore used to put the search's address there, Excel `sep=;`. */
const PREAMBLE = 5;

function findHeader(text: string): Header | null {
  let best: Header | null = null;
  for (const delimiter of [',', ';', '\t']) {
    let at = 0;
    for (let i = 0; i <= PREAMBLE && at < text.length; i++) {
      const row = readRow(text, at, delimiter);
      if (row.broken) break;
      const columns = columnsOf(row.cells);
      if (columns.has('title') && TELLING.some((field) => columns.has(field)) && columns.size > (best?.columns.size ?? 0)) {
        best = { delimiter, row, names: row.cells.map((cell) => cell.trim()), columns };
      }
      at = row.end;
    }
  }
  return best;
}

function columnsOf(cells: readonly string[]): Map<Field, number[]> {
  const names = cells.map((cell) => cell.normalize('NFD').toLowerCase().replace(/[^a-z0-9]/g, ''));
  const columns = new Map<Field, number[]>();
  for (const [field, known] of Object.entries(COLUMNS) as [Field, readonly string[]][]) {
    const found = known.map((name) => names.indexOf(name)).filter((index) => index !== -1);
    if (found.length > 0) columns.set(field, found);
  }
  return columns;
}

/** Column names of what looks like a table without known columns, for the sentence that says so; null if it is none. */
export function unknownColumns(text: string): string[] | null {
  for (const delimiter of ['\t', ';', ',']) {
    const first = readRow(text, 0, delimiter);
    const second = readRow(text, first.end, delimiter);
    if (!first.broken && !second.broken && first.cells.length >= 2 && first.cells.length === second.cells.length && first.cells.every((cell) => cell.length < 60)) {
      return first.cells.map((cell) => cell.trim());
    }
  }
  return null;
}

function parse(text: string): ParsedText {
  const header = findHeader(text);
  if (header === null) return { entries: [], problems: [] };
  const lineOf = lineCounter(text);
  const into: { entries: BibEntry[]; problems: ImportProblem[] } = { entries: [], problems: [] };
  const above = text.slice(0, header.row.start).trim();
  if (above !== '' && !/^(?:sep=.|"?https?:\/\/[^\n]*)$/i.test(above)) {
    into.problems.push({ line: 1, message: `Lines above the header ("${excerpt(above)}") were taken for no records.`, raw: above });
  }
  const body = text.slice(header.row.end);
  const width = header.names.length;
  for (const row of readRows(body, header.delimiter, width)) {
    const start = header.row.end + row.start;
    const raw = body.slice(row.start, row.end).replace(/[\r\n]+$/, '');
    const line = lineOf(start);
    if (raw.trim() === '' || row.cells.every((cell) => cell.trim() === '')) continue;
    const cells = row.broken ? readRow(`${raw}"`, 0, header.delimiter).cells : row.cells;
    if (!row.broken && cells.length === 1 && width > 2 && raw.trim().length < 200 && !/["\d]/.test(raw)) {
      into.problems.push({ line, message: `"${excerpt(raw)}" has one of ${width} columns and was taken for no record.`, raw });
      continue;
    }
    const taken = collect(entryOf(cells, header, raw, line), into);
    if (row.broken) {
      into.problems.push({ line, message: `A quotation mark is not closed in this row${taken ? '; it was imported with what could be read, compare it with the raw text' : ''}.`, raw });
    } else if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '')) {
      const remedy = taken ? '; it was imported by position, compare it with the raw text' : '';
      into.problems.push({ line, message: `The row has ${cells.length} cells where the header has ${width}${remedy}.`, raw });
    }
  }
  return into;
}

function entryOf(cells: readonly string[], header: Header, raw: string, line: number): BibEntry {
  const all = (field: Field): string[] => (header.columns.get(field) ?? []).map((index) => cells[index] ?? '').filter((cell) => cell.trim() !== '');
  const first = (field: Field): string | null => all(field)[0] ?? null;
  const urls = all('url');
  const venue = first('venue');
  const arnumber = urls.map((url) => /[?&]arnumber=(\d+)|ieeexplore\.ieee\.org\/(?:abstract\/)?document\/(\d+)/i.exec(url)).find((found) => found !== null);
  return toEntry({
    key: first('key') ?? arnumber?.[1] ?? arnumber?.[2] ?? null,
    kind: kindOf(first('kind'), venue),
    title: first('title'),
    authors: splitNames(cleanText(first('authors')) ?? ''),
    // A row whose year is empty may have a date.
    year: all('year').find((value) => /[12]\d{3}/.test(value)) ?? null,
    venue,
    volume: first('volume'),
    issue: first('issue'),
    pages: first('pages') ?? first('startPage'),
    endPage: first('pages') === null ? first('endPage') : null,
    doi: first('doi'),
    isbn: first('isbn'),
    issn: first('issn'),
    url: urls.find((url) => /https?:/i.test(url)) ?? null,
    abstract: first('abstract'),
    keywords: all('keywords'),
    language: first('language'),
    note: all('note').join('; '),
    raw,
    line,
  });
}

/** From the database's own word for the kind ("IEEE Conferences", "journalArticle", "Book Chapter"), else from the source's name. */
function kindOf(word: string | null, venue: string | null): Kind {
  const named = (word ?? '').toLowerCase();
  if (/chapter|section|incollection|inbook/.test(named)) return 'chapter';
  if (/conference|proceeding/.test(named)) return 'conference';
  if (/thesis|dissertation/.test(named)) return 'thesis';
  if (/report|standard/.test(named)) return 'report';
  if (/book/.test(named)) return 'book';
  if (/article|journal|magazine|review|letter|editorial|note|jour|early access/.test(named)) return 'article';
  if (venue === null) return 'other';
  return /\b(?:proceedings|conference|symposium|workshop|proc)\b/i.test(venue) ? 'conference' : 'article';
}
