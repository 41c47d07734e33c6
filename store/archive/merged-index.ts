/** The indexes of many visits as one, sorted, without holding them in memory. */
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { INDEX_FILE, openSource } from './files.ts';
import { formatEntry, parseIndex, sorted } from './index.ts';
import type { IndexEntry } from './index.ts';

/** The index lines of all visits in `files` (folder → the name its WARC goes by), in one order. */
export function mergedIndex(dir: string, files: ReadonlyMap<string, string>): Iterable<string> {
  return merged([...files].map(([folder, filename]) => linesFor(path.join(dir, folder, INDEX_FILE), filename)));
}

function merged(parts: readonly Iterable<string>[]): Iterable<string> {
  if (parts.length < 2) return parts[0] ?? [];
  const half = parts.length >> 1;
  return both(merged(parts.slice(0, half)), merged(parts.slice(half)));
}

function* both(left: Iterable<string>, right: Iterable<string>): Generator<string> {
  const a = left[Symbol.iterator]();
  const b = right[Symbol.iterator]();
  try {
    let x = a.next();
    for (let y = b.next(); !y.done; y = b.next()) {
      for (; !x.done && keyOf(x.value) <= keyOf(y.value); x = a.next()) yield x.value;
      yield y.value;
    }
    for (; !x.done; x = a.next()) yield x.value;
  } finally {
    // A reader that stops early closes the files.
    a.return?.();
    b.return?.();
  }
}

function* linesFor(file: string, filename: string): Generator<string> {
  for (const entry of isSorted(file) ? entriesIn(file) : sorted([...entriesIn(file)])) yield formatEntry({ ...entry, filename });
}

/** A visit that was broken off has its last lines in the order they were written in. */
function isSorted(file: string): boolean {
  let last = '';
  for (const line of linesIn(file)) {
    const key = keyOf(line);
    if (key < last) return false;
    last = key;
  }
  return true;
}

function* entriesIn(file: string): Generator<IndexEntry> {
  for (const line of linesIn(file)) yield* parseIndex(line);
}

function* linesIn(file: string): Generator<string> {
  const source = openSource(file);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for (let at = 0; at < source.size; at += AT_ONCE) {
      const lines = (rest + decoder.write(Buffer.from(source.read(at, AT_ONCE)))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    source.close();
  }
}

const AT_ONCE = 64 * 1024;

function keyOf(line: string): string {
  return line.slice(0, line.indexOf('{'));
}
