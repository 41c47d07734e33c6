import type { ProgrammeData, ReportData } from './data.ts';
import { empty, evidenceBlock, evidenceList, trail } from './evidence.ts';
import { address, anchor, html, number, plural, quoted, when, type Html, type Part } from './html.ts';

const types = [
  { type: 'competition', pays: 'mainly monetary or material' }, { type: 'marketplace', pays: 'mainly monetary or material' },
  { type: 'event', pays: 'mainly non-monetary' }, { type: 'community', pays: 'mainly non-monetary' },
] as const;

/** Programmes by type, and what became of the visit to each platform. */
export function platformsSection(data: ReportData): Html {
  if (data.platforms.length === 0) return empty('No platform is known yet: name them in study.yaml, or let "netno literature mentions" find them.');
  return html`${programmes(data)}${visits(data)}${directory(data)}`;
}

const typeOf = (g: ProgrammeData): string | null => g.decided ?? g.detected;
const typeAnchor = (g: ProgrammeData): string => anchor('t', g.id);

function programmes(data: ReportData): Html {
  const used = data.programmes.some((g) => g.b2b);
  const shown = data.programmes.filter((g) => g.b2b || !used);
  const rest = data.programmes.filter((g) => !shown.includes(g));
  if (data.programmes.length === 0) return html`<h3>Programmes by type</h3>${empty('Nothing has been classified yet: "netno observe classify" does that.')}`;
  const column = (title: string, pays: string, own: readonly ProgrammeData[]): Html => html`<section class="type"><h4>${title} <span class="n">${number(own.length)}</span></h4><p class="small">${pays}</p><ul>${own.map((g) => html`<li>${g.evidence.total > 0 || g.reasons.length > 0 ? html`<a data-ev href="#${typeAnchor(g)}">${quoted(g.name)}</a>` : quoted(g.name)}${when(g.name !== g.platform, () => html` <span class="small">on ${quoted(g.platform)}</span>`)}${when(g.decided !== null && g.decided !== g.detected, () => html` <span class="tag warn">detected ${g.detected ?? 'unclear'}</span>`)}${g.later.map((l) => html` <span class="tag warn">${l.type} in wave ${waveNumber(data, l.wave)}</span>`)}</li>`)}</ul></section>`;
  const unclear = shown.filter((g) => typeOf(g) === null);
  return html`<h3>Programmes by type <span class="sub">${used ? `on platforms used by B2B companies` : 'on all platforms'}</span></h3>
<div class="types">${types.map((t) => column(t.type, t.pays, shown.filter((g) => typeOf(g) === t.type)))}${when(unclear.length > 0, () => column('unclear', 'too little was seen', unclear))}</div>
${when(rest.length > 0, () => html`<details class="fold"><summary>${plural(rest.length, 'programme')} on other platforms</summary><div class="scroll"><table class="stack"><thead><tr><th>Programme</th><th>Type</th><th>Compensation</th><th>Reasons</th></tr></thead><tbody>${rest.map((g) => html`<tr><th scope="row">${quoted(g.name)}</th><td data-label="Type">${typeOf(g) ?? html`<span class="tag warn">unclear</span>`}</td><td data-label="Compensation">${g.compensation ?? ''}</td><td data-label="Reasons">${quoted(g.reasons.join('; '), 400)}</td></tr>`)}</tbody></table></div></details>`)}`;
}

const waveNumber = (data: ReportData, id: string): number | string => data.waves.find((w) => w.id === id)?.number ?? id;

/** Reasons and regions behind the types of those programmes that are shown with evidence. */
export function typeEvidence(data: ReportData): Html[] {
  const used = data.programmes.some((g) => g.b2b);
  const own = data.programmes.filter((g) => (g.b2b || !used) && (g.evidence.total > 0 || g.reasons.length > 0));
  if (own.length === 0) return [];
  return [html`<details class="group"><summary>Types of programmes <span class="small">${plural(own.length, 'programme')}</span></summary>${own.map((g) => evidenceBlock(typeAnchor(g), `${g.name}: type`, typeOf(g) ?? 'unclear', 'platforms',
    html`<p class="verdict"><b>${typeOf(g) ?? 'unclear'}</b> <span class="small">${g.compensation ?? ''} compensation, detected ${g.detected ?? 'nothing clear'}${when(g.decided !== null, () => html`, decided ${g.decided ?? ''}`)}</span></p>
${when(g.reasons.length > 0, () => html`<h4>Reasons</h4><ul class="names">${g.reasons.map((r) => html`<li>${quoted(r, 400)}</li>`)}</ul>`)}
${when(g.evidence.rows.length > 0, () => html`<h4>What they rest on</h4>${evidenceList(g.evidence)}`)}${trail('classification', g.evidenceId)}`))}</details>`];
}

const outcomes = ['done', 'budget', 'refused', 'gone', 'unreachable', 'interrupted'] as const;
const says: Readonly<Record<string, string>> = {
  done: 'seen', budget: 'seen to the budget', refused: 'said no', gone: 'gone', unreachable: 'not reached', interrupted: 'interrupted',
};

function visits(data: ReportData): Part {
  if (data.visits.length === 0) return html`<h3>Visits</h3>${empty('Nothing has been visited yet: "netno observe crawl" does that.')}`;
  const not = data.visits.filter((v) => v.outcome !== 'done');
  const parts = data.visits.filter((v) => v.outcome === 'done' && v.refusedPages > 0);
  return html`<h3>Visits</h3><div class="scroll"><table class="plain counts"><thead><tr><th></th>${outcomes.map((o) => html`<th class="n">${says[o] ?? o}</th>`)}</tr></thead><tbody>${data.waves.map((w) => html`<tr><th scope="row">Wave ${w.number}</th>${outcomes.map((o) => {
    const n = data.visits.filter((v) => v.wave === w.id && v.outcome === o).length;
    return html`<td class="n${n === 0 ? ' zero' : ''}">${number(n)}</td>`;
  })}</tr>`)}</tbody></table></div>
${when(not.length + parts.length > 0, () => html`<div class="scroll"><table class="stack"><caption class="small">Where something stood in the way</caption><thead><tr><th>Platform</th><th>Wave</th><th>Outcome</th><th>What was met</th></tr></thead><tbody>${[...not, ...parts].map((v) => html`<tr><th scope="row">${quoted(v.name)}</th><td data-label="Wave">${waveNumber(data, v.wave)}</td><td data-label="Outcome">${v.outcome === 'done' ? 'seen in part' : html`<span class="tag ${v.outcome === 'budget' ? 'warn' : 'bad'}">${says[v.outcome] ?? v.outcome}</span>`}</td><td data-label="What was met">${v.reason === null ? null : quoted(v.reason, 300)}${when(v.refusedPages > 0 && v.outcome !== 'refused', () => html`${v.reason === null ? '' : '; '}${plural(v.refusedPages, 'page')} left alone as robots.txt asks`)}</td></tr>`)}</tbody></table></div>`)}`;
}

function directory(data: ReportData): Html {
  const rows = [...data.platforms].sort((a, b) => Number(b.use === 'yes') - Number(a.use === 'yes'));
  const pages = (id: string): string => data.waves.map((w) => {
    const v = data.visits.find((x) => x.wave === w.id && x.platform === id);
    return v === undefined ? '–' : number(v.pages);
  }).join(' / ');
  return html`<details class="fold"><summary>All ${plural(data.platforms.length, 'platform')}</summary><div class="scroll"><table class="stack"><thead><tr><th>Platform and address</th><th>Known from</th><th class="n">Documents</th><th>Answers</th><th class="n">Pages</th><th>Used by B2B companies</th></tr></thead><tbody>${rows.map((p) => html`<tr><th scope="row">${quoted(p.name)}${p.address === null ? html`<span class="small">no address</span>` : html`<span class="small">${address(p.address, 80)}</span>`}</th><td data-label="Known from">${p.knownSince}</td><td class="n" data-label="Documents">${number(p.documents)}</td><td data-label="Answers">${p.answers}</td><td class="n" data-label="Pages">${pages(p.id)}</td><td data-label="Used by B2B companies">${p.use === null ? html`<span class="tag warn">not decided</span>${when(p.suggestion !== null, () => html` <span class="small">suggested ${p.suggestion ?? ''}</span>`)}` : html`<b>${p.use}</b>`}${when(p.useReason !== null, () => html` <span class="small">${quoted(p.useReason ?? '', 200)}</span>`)}</td></tr>`)}</tbody></table></div></details>`;
}
