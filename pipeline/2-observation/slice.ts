/** A slice of one site visit, in the visit's folder: what a worker does, with the study at hand or far from it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isScriptBuilt } from '../../analysis/script-built.ts';
import { NetnoError } from '../../core/errors.ts';
import type { ArchivePosition, Capture, Header } from '../../core/types.ts';
import { sameSite } from '../../core/url.ts';
import type { Drawing } from '../../scrapers/drawing.ts';
import type { Pace } from '../../scrapers/pace.ts';
import type { Session } from '../../scrapers/session.ts';
import { liveSource } from '../../scrapers/sources/live.ts';
import { politeSource } from '../../scrapers/sources/polite.ts';
import { renderSource } from '../../scrapers/sources/render.ts';
import { systemClock, type Source } from '../../scrapers/sources/source.ts';
import { archiveMark, visitSite, type CaptureSink, type Known, type VisitDeps, type VisitResult } from '../../scrapers/visit.ts';
import { openArchive, type Archive, type ArchiveWriter, type CaptureOptions, type Validators } from '../../store/archive/archive.ts';
import { openFrontier, type FrontierFile } from '../../store/frontier.ts';
import type { SliceResult, VisitSpec } from './queue/types.ts';

export interface SliceOptions {
  readonly signal: AbortSignal;
  /** The slice ends between two pages after so long; Infinity for a whole visit. */
  readonly sliceMs: number;
  /** Bytes of WARC after which a slice ends as well. */
  readonly sliceBytes?: number;
  /** Length of the visit's WARC that lies elsewhere. */
  readonly base?: number;
  /** A browser, if there is one and the visit may use it. */
  readonly browser?: string | null;
  readonly session?: Session | null;
  /** One pace a host, where several visits run in one process. */
  readonly paces?: Map<string, Pace>;
  /** Called whenever pages have been made to last. */
  readonly onCommit?: (frontier: FrontierFile) => void;
}

/** So long a slice that was told to stop waits for its site's delay. */
const AFTER_STOP_MS = 5000;

/**
 * @param folder ends in the visit's id, below the archive or a folder that stands for it
 * @returns `continue` if the visit has not come to its end
 */
export async function runSlice(spec: VisitSpec, folder: string, options: SliceOptions): Promise<SliceResult> {
  const paces = options.paces ?? new Map<string, Pace>();
  const result = await visitFor(spec, folder, { ...options, paces });
  // Whoever has the site next knows nothing of its pace: the delay after the last request belongs to this slice.
  const wait = Math.max(0, ...[...paces.values()].map((pace) => pace.remaining()));
  await systemClock.sleep(Math.min(wait, options.signal.aborted ? AFTER_STOP_MS : Infinity));
  if (result.outcome === 'interrupted') return { state: 'continue', result: null };
  return { state: 'finished', result };
}

/** The same with the visit's result. */
export async function visitFor(spec: VisitSpec, folder: string, options: SliceOptions): Promise<VisitResult> {
  const archiveDir = folder.slice(0, folder.length - spec.id.length);
  if (join(archiveDir, spec.id) !== join(folder)) throw new NetnoError(`${folder} is no folder for the visit ${spec.id}.`);
  const { base, session = null } = options;
  const archive = openArchive(archiveDir);
  const frontier = openFrontier(folder);
  const writer = archive.writer(spec.id, { ...archiveMark(frontier), ...(base === undefined ? {} : { base }) });
  const source = liveSource({
    userAgent: spec.userAgent,
    policy: { allow: spec.allowPrivate },
    resolve: spec.names === null ? null : loopback(spec.names),
    ...(session === null ? {} : { cookies: ofSite(session.cookies, spec.start) }),
  });
  const paces = options.paces ?? new Map<string, Pace>();
  const drawing = options.browser == null || spec.render === 'off' ? null : drawingOf({ spec, browser: options.browser, source, archive, writer, paces, session, whole: base === undefined });
  // What an earlier wave has says nothing about what members alone see.
  const earlier = base === undefined && session === null ? earlierOf(archive, spec.id) : null;
  const begun = performance.now();
  const length = writer.mark();
  const { sliceMs, sliceBytes = Infinity, signal, onCommit } = options;
  const deps: VisitDeps = {
    frontier, source, paces, signal,
    archive: sinkOf(writer, earlier),
    // The mark is asked for only where it counts: it writes the index.
    pause: () => performance.now() - begun >= sliceMs || (sliceBytes !== Infinity && writer.mark() - length >= sliceBytes),
    ...(drawing === null ? {} : { drawing }),
    ...(earlier === null ? {} : { known: (url) => knownOf(archive, earlier(url)) }),
    ...(onCommit ? { onCommit: () => onCommit(frontier) } : {}),
  };
  try {
    return await visitSite(
      { start: spec.start, agent: spec.agent, delayMs: spec.delayMs, adaptive: spec.delayMs > 0, lanes: spec.lanes, secondary: spec.secondary, budget: spec.budget },
      deps,
    );
  } finally {
    session?.save();
    await drawing?.close();
    await source.close();
    writer.close();
    frontier.close();
    archive.close();
  }
}

/** Resolves the names of a study on loopback. */
export const loopback = ({ suffix, port }: { suffix: string; port: number }) => (host: string): { address: string; port: number } | null => (host.endsWith(suffix) ? { address: '127.0.0.1', port } : null);

/** A login is for the platform: what it links to is visited as anybody would, though cookies of a common domain could go there. */
export function ofSite(cookies: Session['cookies'], start: readonly string[]): Session['cookies'] {
  const inside = (url: string): boolean => start.some((one) => sameSite(url, one));
  return {
    header: (url) => (inside(url) ? cookies.header(url) : null),
    received: (url, setCookie) => {
      if (inside(url)) cookies.received(url, setCookie);
    },
  };
}

type EarlierWave = (url: string) => Validators | undefined;

/** The newest wave before this one in which the platform was visited. */
function earlierOf(archive: Archive, id: string): EarlierWave | null {
  const [wave = '', platform = ''] = id.split('/');
  for (let number = Number(wave.slice(1)) - 1; number > 0; number--) {
    const folder = `w${number}/${platform}`;
    if (!existsSync(join(archive.dir, folder))) continue;
    const known = archive.validators(folder);
    // A page is looked for twice, when it is asked for and when it is archived; the folders are looked through once.
    const held = new Map<string, Validators | undefined>();
    return (url) => {
      if (held.has(url)) return held.get(url);
      const found = known.get(url);
      // Where the body has been deleted since, the page is asked for whole.
      const usable = found && archive.holds(found.earlier, id) ? found : undefined;
      held.set(url, usable);
      return usable;
    };
  }
  return null;
}

function sinkOf(writer: ArchiveWriter, earlier: EarlierWave | null): CaptureSink {
  return {
    encode: (capture) => writer.encode(capture, earlierOption(earlier?.(capture.url))),
    append: (encoded: Awaited<ReturnType<ArchiveWriter['encode']>>) => writer.append(encoded),
    mark: () => writer.mark(),
  };
}

const earlierOption = (known: Validators | undefined): CaptureOptions => (known ? { earlier: known.earlier } : {});

function knownOf(archive: Archive, known: Validators | undefined): Known | null {
  const headers: Header[] = [];
  if (known?.etag) headers.push(['If-None-Match', known.etag]);
  if (known?.lastModified) headers.push(['If-Modified-Since', known.lastModified]);
  return headers.length === 0 ? null : { headers, unchanged: (position) => archive.read(position) };
}

/** A browser whose every request is asked under the visit's manners, and of which all that it receives is archived. */
function drawingOf(of: { spec: VisitSpec; browser: string; source: Source; archive: Archive; writer: ArchiveWriter; paces: Map<string, Pace>; session: Session | null; whole: boolean }): Drawing & { close(): Promise<void> } {
  const { spec, archive, writer } = of;
  let positions: Map<string, ArchivePosition> | null = null;
  const archived = (): Map<string, ArchivePosition> =>
    (positions ??= new Map(of.whole ? archive.index(spec.id).map((e) => [e.url, { file: `${spec.id}/${e.filename}`, offset: e.offset, length: e.length, digest: e.digest }]) : []));
  let page: Capture | null = null;
  const through = politeSource(of.source, {
    site: spec.start[0] ?? '', agent: spec.agent, delayMs: spec.delayMs, paces: of.paces,
    archived: (url) => {
      if (page?.url === url) return page;
      const position = archived().get(url);
      return position ? archive.read(position) : null;
    },
    onCapture: (capture) => void archived().set(capture.url, writer.write(capture)),
  });
  const browser = renderSource({ executablePath: of.browser, through, userAgent: spec.userAgent, ...(of.session === null ? {} : { storageState: of.session.storageState }) });
  return {
    needed: isScriptBuilt,
    draw: async (capture, signal) => {
      page = capture;
      return browser.get(capture.url, signal);
    },
    close: () => browser.close(),
  };
}
