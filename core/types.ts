/** Plain data that crosses between rooms. No classes, no connections. */

// ── Literature ──────────────────────────────────────────────────────────────

/** One entry of a bibliographic export, as parsed; every field can be traced to `raw`. */
export interface BibEntry {
  /** The export's own key if it has one (citation key, accession number, DOI), else null. */
  readonly key: string | null;
  /** Normalised kind: article, conference, chapter, book, thesis, report, other. */
  readonly kind: string;
  readonly title: string;
  /** "Family, Given" or an institution's name, in the order of the export. */
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  readonly volume: string | null;
  readonly issue: string | null;
  readonly pages: string | null;
  /** Lower case, without resolver prefix: `10.1000/xyz`. */
  readonly doi: string | null;
  readonly isbn: string | null;
  readonly issn: string | null;
  readonly url: string | null;
  readonly abstract: string | null;
  readonly keywords: readonly string[];
  readonly language: string | null;
  /** The export's own note field: remarks, labels. */
  readonly note: string | null;
  /** The entry exactly as it stood in the (decoded) file. */
  readonly raw: string;
  /** First line of the entry in the file, from 1. */
  readonly line: number;
}

/** Something in an import file that could not be taken as it stood. */
export interface ImportProblem {
  readonly line: number;
  readonly message: string;
  readonly raw: string;
}

export interface ParsedExport {
  /** bibtex, ris, csv … */
  readonly format: string;
  readonly encoding: string;
  readonly entries: readonly BibEntry[];
  readonly problems: readonly ImportProblem[];
}

/** What deduplication, screening and mention finding see of a record. */
export interface BibRecord extends Omit<BibEntry, 'key' | 'raw' | 'line'> {
  readonly id: string;
}

// ── Captures ────────────────────────────────────────────────────────────────

export type Header = readonly [name: string, value: string];

/** One exchange as received; whatever source it came from. */
export interface Capture {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly statusText: string;
  readonly requestHeaders: readonly Header[];
  readonly responseHeaders: readonly Header[];
  /** Body as received, content-encoding untouched. */
  readonly body: Uint8Array;
  /** ISO 8601, UTC. */
  readonly capturedAt: string;
  readonly source: CaptureSource;
}

export type CaptureSource = 'live' | 'render' | 'browse' | 'past' | 'import';

/** Where a capture lies in the archive of a study. */
export interface ArchivePosition {
  /** Path below the study's `archive/`. */
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  /** `sha256:` and 64 hex digits, of the payload as received. */
  readonly digest: string;
}

// ── Observation ─────────────────────────────────────────────────────────────

export type Presence = 'present' | 'absent' | 'unknown';
export type Mode = 'afforded' | 'performed';
export type Actor = 'member' | 'operator';
export type Reach = 'inside' | 'outside';

/** A page as the detectors get it: decoded text and what is known of the visit. */
export interface ArchivedPage {
  /** page_visit.id */
  readonly id: string;
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly html: string;
  /** Why there is no text to read, where the archived body cannot be decoded; `html` is then empty. */
  readonly unread?: string;
  /** A page one step out (company site, discussion), not of the platform itself. */
  readonly secondary: boolean;
  readonly loggedIn: boolean;
}

/** A region of a page, by which something was seen. */
export interface Region {
  /** page_visit.id */
  readonly page: string;
  /** CSS selector that matches exactly the elements meant (one, or a repeated block). */
  readonly selector: string;
  /** Text of the (first) element, white space folded, at most 300 characters. */
  readonly quote: string;
  /** How many elements the selector matches. */
  readonly count: number;
}

/** What a detector says of one page. */
export interface Finding {
  readonly feature: string;
  readonly actor: Actor;
  readonly mode: Mode;
  readonly reach: Reach;
  readonly region: Region;
  /** Named details: amounts of a pledge, a company's name … */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** What is said of a platform in a wave, per feature and actor. */
export interface FeatureObservation {
  readonly feature: string;
  readonly actor: Actor;
  readonly value: Presence;
  readonly mode: Mode | null;
  readonly reach: Reach | null;
  /** Number of traces left by members (or the operator): elements matched. */
  readonly traces: number;
  readonly for: readonly Finding[];
  /** page_visit ids whose having been seen makes `absent` sayable. */
  readonly coverage: readonly string[];
  /** Why unknown, in words; null otherwise. */
  readonly reason: string | null;
}

export type CrowdsourcingType = 'competition' | 'marketplace' | 'event' | 'community';
export type Compensation = 'monetary' | 'non-monetary';

// ── Discourse ───────────────────────────────────────────────────────────────

/** A post as it is stored and counted: names already replaced by pseudonyms. */
export interface DiscoursePost {
  readonly id: string;
  /** Id of its thread; unique over platforms. */
  readonly thread: string;
  readonly platform: string;
  /** Pseudonym; null when the page names nobody. */
  readonly author: string | null;
  /** ISO 8601, as long as it is precise: `2012`, `2012-11`, `2012-11-15`, `2012-11-15T10:20Z`; null when undated. Without a zone it is UTC. */
  readonly postedAt: string | null;
  readonly text: string;
  /** ISO 639-1 code; null when it cannot be told. */
  readonly language: string | null;
  /** Id of the post it answers; null for an opening post and where it cannot be told. */
  readonly replyTo: string | null;
  /** It opens its thread. */
  readonly opens: boolean;
  readonly votes: number | null;
}
