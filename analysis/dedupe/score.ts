/**
 * What two records have to do with each other: evidence for and against, added up in the manner of Fellegi and Sunter (1969).
 *
 * The weights are round numbers on a scale where 10 means "same": an equal title, first author and year reach it on their own,
 * each further agreement adds, each contradiction subtracts. They are one configuration for every set.
 */
import type { Keyed } from './keys.ts';
import { compareAuthors, compareTitles, compareVenues, type AuthorAgreement } from './similarity.ts';

export type Verdict = 'same' | 'different' | 'in doubt';

export interface PairScore {
  readonly verdict: Verdict;
  /** 0 to 1; 0.5 lies in the middle of doubt. */
  readonly score: number;
  readonly rule: string;
  readonly reason: string;
  /** Two documents for certain, whatever a third record has in common with both. */
  readonly conflict: boolean;
  readonly titleSimilarity: number;
}

const SAME = 10;
const DOUBT = 8.5;

const AUTHOR_POINTS: Readonly<Record<AuthorAgreement, number>> = { same: 3, first: 2.5, overlap: 1.5, unknown: 0, different: -4 };

export function scorePair(a: Keyed, b: Keyed): PairScore {
  const title = compareTitles(a.titles, b.titles);
  const authors = compareAuthors(a.authors, b.authors);
  const venue = compareVenues(a.venue, b.venue);
  const years = a.year === null || b.year === null ? null : Math.abs(a.year - b.year);
  const volume = agree(a.volume, b.volume);
  const issue = agree(a.issue, b.issue);
  const pages = agreePages(a, b);
  const doi = agree(a.doi, b.doi);
  const forIt: string[] = [];
  const against: string[] = [];
  let points = 0;
  const add = (value: number, what: string): void => {
    points += value;
    if (value > 0) forIt.push(what);
    else if (value < 0) against.push(what);
  };

  // A short title says little: "Editorial" is equal by chance.
  const weight = Math.min(1, (title.length + 1) / 5);
  if (title.similarity === 1) add(6 * weight, 'equal titles');
  else if (title.substituted) add(title.similarity >= 0.9 ? 1 : title.similarity >= 0.8 ? 0 : -4, 'titles with different words');
  else if (title.similarity >= 0.95) add(5 * weight, 'nearly equal titles');
  else if (title.similarity >= 0.88) add(4 * weight, 'similar titles');
  else if (title.contained) add(3 * weight, 'one title within the other');
  else if (title.similarity >= 0.75) add(2, 'related titles');
  else add(-5, 'different titles');
  if (title.numbersDiffer) add(-3, 'different numbers in the titles');

  add(AUTHOR_POINTS[authors], `authors: ${authors}`);
  if (years !== null) add(years === 0 ? 1 : years === 1 ? -0.5 : -3, years === 0 ? 'same year' : `years ${years} apart`);
  // Articles that begin on page 1 of something are many; a range of pages says more than a page.
  const early = /^\D*\d$|^[ivxl]+$/.test(a.firstPage);
  if (pages === 'range') add(early ? 2 : 4, 'same pages');
  else if (pages === 'first') add(early ? 1 : 2.5, 'same first page');
  else if (pages === 'different') add(-3, 'different pages');
  if (volume !== null) add(volume ? 1.5 : -1.5, volume ? 'same volume' : 'different volumes');
  // Columns and editorials recur under one title: two issues of a volume are two of them, unless the pages say otherwise.
  if (issue !== null) add(issue ? 0.5 : volume === true && pages !== 'range' && /^\d+$/.test(a.issue) && /^\d+$/.test(b.issue) ? -4 : -0.5, issue ? 'same issue' : 'different issues');
  if (venue !== null) add(venue >= 0.75 ? 1.5 : venue >= 0.4 ? 0 : -2, venue >= 0.75 ? 'same source' : 'different sources');
  if (doi === true) add(6, 'same DOI');

  const give = (verdict: Verdict, rule: string, conflict = false): PairScore => ({
    verdict,
    score: 1 / (1 + Math.exp((SAME + DOUBT) / 2 - points)),
    rule,
    reason: [forIt.length > 0 ? forIt.join(', ') : null, against.length > 0 ? `but ${against.join(', ')}` : null].filter((part) => part !== null).join('; '),
    conflict,
    titleSimilarity: title.similarity,
  });

  if (a.marker !== b.marker) return give('different', 'marker', true);
  if (doi === false) {
    against.push('different DOIs');
    // Two DOIs of one text occur (a publisher's move); then place and title agree to the letter.
    const onePlace = pages === 'range' && volume !== false && issue !== false && (venue ?? 1) >= 0.75 && title.similarity >= 0.95 && years === 0;
    return onePlace ? give(points >= SAME ? 'same' : 'in doubt', 'two DOIs, one place') : give('different', 'DOI', true);
  }
  // No two texts by the same authors fill the same three pages or more: a title translated or rewritten.
  if (title.length === 0) return give(points >= DOUBT - 6 ? 'in doubt' : 'different', 'no title');
  if (pages === 'range' && spansPages(a) && volume === true && issue !== false && years === 0 && (venue ?? 0) >= 0.75 && authors === 'same') return give('same', 'one place');
  // All abstracts of a supplement may carry the supplement's one DOI.
  if (doi === true && pages === 'different' && title.similarity < 1) return give(points >= DOUBT ? 'in doubt' : 'different', 'one DOI, two places');
  if (doi === true && title.similarity >= 0.6 && !title.numbersDiffer) return give('same', 'DOI');
  if (title.numbersDiffer && pages !== 'range') return give('different', 'series', true);
  if (pages === 'different' && volume === false) return give('different', 'pages and volume', true);
  if (years !== null && years > 1 && pages !== 'range' && pages !== 'first') return give('different', 'year', true);
  // Volume and issue that both agree speak for one source under two names (a transliteration, a former title).
  if (venue !== null && venue < 0.4 && pages !== 'range' && pages !== 'first' && !(volume === true && issue === true)) return give('different', 'source', a.kind !== b.kind || pages === 'different');
  if (points >= SAME) return give('same', title.similarity === 1 ? 'title, author and year' : 'near title');
  if (points >= DOUBT) return give('in doubt', 'near title');
  return give('different', 'score', title.substituted && pages === 'different');
}

/** null when one side says nothing. */
function agree(a: string, b: string): boolean | null {
  return a === '' || b === '' ? null : a === b;
}

/** `range`: first and last page are the same; `first`: one of them is, or the other record names only one. */
function agreePages(a: Keyed, b: Keyed): 'range' | 'first' | 'different' | null {
  if (a.firstPage === '' || b.firstPage === '') return null;
  if (!samePage(a.firstPage, b.firstPage)) return a.lastPage !== '' && samePage(a.lastPage, b.lastPage) ? 'first' : 'different';
  return a.lastPage !== '' && samePage(a.lastPage, b.lastPage) ? 'range' : 'first';
}

/** Some databases drop the letter of a supplement's page (S30, c37). */
function samePage(a: string, b: string): boolean {
  return a === b || (a !== '' && b !== '' && (a.replace(/^\p{L}+(?=\d)/u, '') === b || b.replace(/^\p{L}+(?=\d)/u, '') === a));
}

function spansPages({ firstPage, lastPage }: Keyed): boolean {
  return Number(lastPage.replace(/\D/g, '')) - Number(firstPage.replace(/\D/g, '')) >= 2;
}
