/** A bibliographic export, of whatever format, from bytes. */
import { constants, gunzipSync } from 'node:zlib';
import { decodeText } from '../../core/charset.ts';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import type { ImportProblem, ParsedExport } from '../../core/types.ts';
import { unknownColumns } from './csv.ts';
import { lineCounter } from './format.ts';
import { formats } from './formats.ts';
import { whatBytesAre, whatTextIs } from './not-an-export.ts';

/** Most bytes of an export after decompression: far above any database's limit, far below what a string can hold. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Entries and problems of an export. The format is told by its content; `fileName` serves the sentences only.
 *
 * Every record is an entry or a problem (or both: a problem says so when its record was imported all the same).
 * @throws NetnoError when the file as a whole is no export that can be read, with what it is and what to do.
 */
export function parseExport(bytes: Uint8Array, fileName: string): ParsedExport {
  const problems: ImportProblem[] = [];
  const plain = unzip(bytes, fileName, problems);
  const binary = whatBytesAre(plain);
  if (binary !== null) throw new NetnoError(`${fileName}: ${binary}`);
  const { text, encoding } = decode(plain, problems);
  const [format] = formats
    .map((each) => ({ each, sure: each.recognise(text) }))
    .filter(({ sure }) => sure > 0)
    .sort((a, b) => b.sure - a.sure);
  const other = whatTextIs(text);
  // An HTML page may hold a line that looks like a record; one that is an export from its first character is an export.
  if (format === undefined || (other !== null && format.sure < 1)) {
    if (other !== null) throw new NetnoError(`${fileName}: ${other}`);
    const columns = unknownColumns(text);
    throw new NetnoError(
      columns === null
        ? `${fileName}: neither BibTeX, RIS, EndNote XML nor a table with a title column was found in it. Export the records again as BibTeX, RIS or CSV.`
        : `${fileName}: a table whose columns (${columns.slice(0, 8).join(', ')}${columns.length > 8 ? ', …' : ''}) name no title beside authors, year, DOI or the like. Rename the columns in its first line: title, authors, year, doi, abstract.`,
    );
  }
  const parsed = format.each.parse(text);
  problems.push(...parsed.problems);
  if (parsed.entries.length === 0 && problems.length === 0) {
    problems.push({ line: 1, message: 'The export holds no record: a search without hits, or an export that stopped after its header.', raw: text.slice(0, 500) });
  }
  return { format: format.each.name, encoding, entries: parsed.entries, problems };
}

function unzip(bytes: Uint8Array, fileName: string, problems: ImportProblem[]): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const options = { maxOutputLength: MAX_BYTES };
  try {
    return gunzipSync(bytes, options);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new NetnoError(`${fileName}: it holds more than ${MAX_BYTES / 1024 / 1024} MiB when unpacked. Split the export into smaller ones.`, 2, { cause: error });
    }
    const readable = readablePart(bytes);
    if (readable === null) {
      throw new NetnoError(`${fileName}: it begins as a gzip file but cannot be unpacked (${reasonOf(error)}). Download it again.`, 2, { cause: error });
    }
    problems.push({
      line: Math.max(1, readable.subarray(0).reduce((lines, byte) => (byte === 10 ? lines + 1 : lines), 1)),
      message: `The gzip file is damaged or breaks off (${reasonOf(error)}); it was read as far as this line. Download it again.`,
      raw: '',
    });
    return readable;
  }
}

/** What the longest prefix that still unpacks gives; null if that is nothing. */
function readablePart(bytes: Uint8Array): Uint8Array | null {
  const unpack = (length: number): Uint8Array | null => {
    try {
      return gunzipSync(bytes.subarray(0, length), { maxOutputLength: MAX_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      return null;
    }
  };
  let good = 0;
  let bad = bytes.length + 1;
  let best: Uint8Array | null = null;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const result = unpack(middle);
    if (result === null) bad = middle;
    else {
      good = middle;
      best = result;
    }
  }
  return best !== null && best.length > 0 ? best : null;
}

/**
 * Strict UTF-8 fails on one wrong byte, and windows-1252 would then garble every accent of the file: where sound sequences far
 * outnumber the wrong bytes, the text is UTF-8 and the wrong places are the problems.
 */
function decode(bytes: Uint8Array, problems: ImportProblem[]): { text: string; encoding: string } {
  const decoded = decodeText(bytes);
  const repaired = decoded.encoding === 'windows-1252' ? new TextDecoder('utf-8').decode(bytes) : decoded.text;
  if (!repaired.includes('\ufffd')) return decoded;
  const wrong = repaired.match(/\ufffd+/g)?.length ?? 0;
  const sound = repaired.match(/[^\x00-\x7f\ufffd]/g)?.length ?? 0;
  if (decoded.encoding === 'windows-1252' && sound < 4 * wrong) return decoded;
  const lineOf = lineCounter(repaired);
  let told = 0;
  for (const match of repaired.matchAll(/\ufffd+/g)) {
    if (told++ === MOST_TOLD) break;
    const from = Math.max(0, match.index - 40);
    problems.push({ line: lineOf(match.index), message: 'A character could not be decoded here; it was imported as \ufffd.', raw: repaired.slice(from, match.index + 40) });
  }
  return { text: repaired, encoding: decoded.encoding === 'windows-1252' ? 'utf-8' : decoded.encoding };
}
/** Beyond so many the file is a case for a new download rather than for a list. */
const MOST_TOLD = 200;
