import { trailQuery, type CoverageRow, type Shown } from '../../../store/report.ts';
import type { CellData, CodingData, FeatureData, Presence, RegionShown, RoleText } from './data.ts';
import { address, anchor, clip, html, moment, number, plural, quoted, when, type Html, type Part } from './html.ts';

/** When a page was captured and where it lies: file below archive/ and byte at which its record begins. */
const place = (p: { readonly capturedAt: string | null; readonly archiveFile: string | null; readonly archiveOffset: number | null }): Part =>
  html`<time>${moment(p.capturedAt)}</time> ${when(p.archiveFile !== null, () => html`<span class="at">archive/${clip(p.archiveFile ?? '', 120)} @ ${p.archiveOffset ?? 0}</span>`)}`;

const kindOf = (kind: string | null): string => (kind ?? 'page').replaceAll('_', ' ');

const withheld = html`<span class="tag warn">not for publication</span>`;

/** One region with its words and its place. */
export function evidenceItem(e: RegionShown): Html {
  return html`<li class="ev"><p class="words"><q>${quoted(e.quote)}</q>${when(e.matches > 1, () => html` <span class="times">× ${number(e.matches)}</span>`)}${when(e.mode !== null, () => html` <span class="tag">${e.mode}</span>`)}${when(e.publishable === 0, () => html` ${withheld}`)}</p>
<p class="place">${e.recordId === null
    ? html`<span class="kind">${kindOf(e.pageKind)}${when(e.secondary === 1, () => ', secondary source')}${when(e.loggedIn === 1, () => ', logged in')}${when(e.source !== null && e.source !== 'live', () => `, ${e.source ?? ''}`)}</span> ${address(e.url ?? '')}<span class="where">${place(e)}${when(e.selector !== null, () => html` <code class="sel">${clip(e.selector ?? '', 140)}</code>`)}</span>`
    : html`<span class="kind">record</span> ${quoted(e.recordId, 80)}`}${when(e.screenshot !== null, () => html` <span class="at">screenshot ${clip(e.screenshot ?? '', 120)}</span>`)}</p>${when(e.picture !== null, () => html`<img class="shot" loading="lazy" alt="The region as it stands on the archived page" src="${e.picture}">`)}</li>`;
}

export function evidenceList(shown: Shown<RegionShown>): Part {
  if (shown.rows.length === 0) return null;
  return html`<ul class="evs">${shown.rows.map(evidenceItem)}</ul>${when(shown.total > shown.rows.length, () => html`<p class="more">and ${plural(shown.total - shown.rows.length, 'more region')}</p>`)}`;
}

export function coverageList(shown: Shown<CoverageRow>): Part {
  if (shown.rows.length === 0) return null;
  const kinds = [...new Map(shown.rows.map((r) => [kindOf(r.pageKind), r.ofKind]))].map(([kind, n]) => `${kind} ${number(n)}`).join(', ');
  return html`<p class="small">${plural(shown.total, 'page')} seen on which it would show (${kinds}), among them:</p>
<ul class="pages">${shown.rows.map((r) => html`<li class="place"><span class="kind">${kindOf(r.pageKind)}${when(r.loggedIn === 1, () => ', logged in')}</span> ${address(r.url)}<span class="where">${place(r)}</span></li>`)}</ul>`;
}

/** The command that lists all evidence of a row, to be copied: as a command only where no shell would read more into it than SQL. */
export function trail(kind: string, id: string): Html {
  const sql = trailQuery(kind, id);
  return html`<p class="sql"><span>All of it:</span> <code>${/^[\p{L}\p{N} _.,:;/='()-]*$/u.test(sql) ? `netno query "${sql}"` : sql}</code></p>`;
}

const signs: Readonly<Record<Presence, string>> = { present: 'X', absent: '–', unknown: '?' };
export const signOf = (value: Presence): string => signs[value];

export type Agreement = 'agree' | 'differ' | 'divided' | 'untold' | null;

/**
 * Do people's codings say what was detected? Divided: they do not agree among themselves (an adjudication
 * settles it). Untold: people saw what no detector could, which is no disagreement.
 */
export function agreementOf(cell: CellData): Agreement {
  const said = cell.adjudicated.length > 0 ? cell.adjudicated.map((a) => a.value) : cell.codings.map((k) => k.value);
  if (said.length === 0) return null;
  if (new Set(said).size > 1) return 'divided';
  return said[0] === cell.lenient ? 'agree' : cell.lenient === 'unknown' ? 'untold' : 'differ';
}

export const cellAnchor = (cell: Pick<CellData, 'wave' | 'platform' | 'c'>): string => anchor('e', cell.wave, cell.platform, `${cell.c}C`);

const agreementSays: Readonly<Record<Exclude<Agreement, null>, string>> = {
  agree: 'people and detection agree', differ: 'people coded it otherwise', divided: 'people do not agree', untold: 'people could tell',
};

/** What a cell says, in words: for its label and as the summary of its evidence. */
export function cellSays(cell: CellData): string {
  const agreement = agreementOf(cell);
  return [
    cell.lenient === cell.strict ? `${cell.lenient} in both readings` : `${cell.lenient} in the lenient reading, ${cell.strict} in the strict one`,
    ...(agreement === null ? [] : [agreementSays[agreement]]),
  ].join('; ');
}

/** All that stands behind one cell of the matrix. */
export function cellEvidence(cell: CellData, role: RoleText | undefined): Html {
  const of = (value: Presence, actor: string): FeatureData[] => cell.features.filter((f) => f.value === value && f.actor === actor);
  const present = of('present', 'member');
  const operator = of('present', 'operator');
  const absent = of('absent', 'member');
  const unknown = of('unknown', 'member');
  return html`<p class="verdict"><span class="v ${cell.lenient}">${signOf(cell.lenient)}</span> <b>${cell.lenient}</b> lenient <span class="dot">·</span> <b>${cell.strict}</b> strict${when(role !== undefined, () => html`<span class="small"> ${role?.name ?? ''}: ${role?.definition ?? ''}</span>`)}</p>
${people(cell)}
${when(present.length > 0, () => html`<h4>Members can do, or have done</h4>${present.map(featureBlock)}`)}
${when(operator.length > 0, () => html`<h4>The operator does; no role rests on it</h4>${operator.map(featureBlock)}`)}
${when(absent.length > 0, () => html`<h4>Looked for and absent</h4><ul class="names">${absent.map((f) => html`<li><b>${f.name}</b> <span class="small">${versionOf(f)}, would show on: ${f.pageKinds}</span></li>`)}</ul>${coverageList(cell.coverage)}`)}
${when(unknown.length > 0, () => html`<h4>Could not be told</h4><ul class="names">${unknown.map((f) => html`<li><b>${f.name}</b> <span class="small">${f.reason ?? ''} ${versionOf(f)}</span></li>`)}</ul>`)}
${when(cell.features.length === 0, () => html`<p class="small">No feature of this role has been looked for in this wave.</p>`)}
${trail('role', `${cell.wave}/${cell.platform}/${cell.c}C`)}`;
}

const versionOf = (f: FeatureData): string => `${f.detector}/${f.feature} v${f.version}`;

function featureBlock(f: FeatureData): Html {
  return html`<section class="feature"><h5>${f.name} <span class="tag">${f.mode ?? ''}</span>${when(f.reach === 'outside', () => html` <span class="tag">outside</span>`)}${when(f.traces > 0, () => html` <span class="traces">${plural(f.traces, 'trace')}</span>`)} <span class="small">${f.actor} · ${versionOf(f)}</span></h5>
${when(f.counts !== '', () => html`<p class="small">${f.counts}</p>`)}${evidenceList(f.evidence)}</section>`;
}

function people(cell: CellData): Part {
  if (cell.codings.length === 0) return null;
  return html`<h4>Coded by people</h4><ul class="people">${cell.codings.map((k) => codingItem(k, cell.lenient))}${cell.adjudicated.map((a) => html`<li><span class="who">${quoted(a.coder, 60)}</span> settles: <b>${a.value}</b> ${when(a.reason !== null, () => quoted(a.reason ?? '', 400))}</li>`)}</ul>`;
}

function codingItem(k: CodingData, detected: Presence): Html {
  const [css, says] = k.value === detected ? ['good', 'agrees'] : detected === 'unknown' ? ['', 'detection could not tell'] : ['bad', 'differs'];
  return html`<li><span class="who">${quoted(k.coder, 60)}</span> <b>${k.value}</b> <span class="tag ${css}">${says}</span> ${when(k.memo !== null, () => quoted(k.memo ?? '', 400))}
${k.evidence.rows.length > 0 ? evidenceList(k.evidence) : when(k.quote !== null, () => html`<p class="words"><q>${quoted(k.quote ?? '')}</q> <span class="tag bad">stands in no archived page</span> ${withheld}</p>`)}</li>`;
}

/** A folded block of the appendix; its inner element carries the anchor, so that a browser opens it when it is led there. */
export function evidenceBlock(id: string, title: string, says: string, back: string, body: Part): Html {
  return html`<details class="cell"><summary>${title}<span class="small"> ${says}</span></summary><div class="inside" id="${id}" data-title="${title}">${body}<p class="back"><a href="#${back}">Back</a></p></div></details>`;
}

export const empty = (text: string): Html => html`<p class="empty">${text}</p>`;
