import type { CaseData, ReportData } from './data.ts';
import { empty, evidenceBlock, evidenceList, trail } from './evidence.ts';
import { anchor, html, quoted, when, type Html, type Part } from './html.ts';

/** Tables 1 to 3 as the paper has them. Table 4 is the matrix. */
export function tablesSection(data: ReportData): Html {
  return html`${table1(data)}
${attributeTable(data, 2, 'Companies and platforms, product and industry', 'Company and platform', [['product', 'B2B product'], ['industry', 'Industry']])}
${attributeTable(data, 3, 'Crowdsourced innovation tasks and their complexity', 'Company and platform', [['task', 'Crowdsourced innovation task'], ['complexity', 'Task complexity']])}`;
}

function table1(data: ReportData): Html {
  if (data.roles.length === 0) return html`<h3 id="table-1">Table 1</h3>${empty('The codebook enters the study with "netno cases code".')}`;
  const words = (list: readonly string[]): string => list.join(', ');
  return html`<div class="scroll" id="table-1"><table class="stack"><caption><b>Table 1</b> The 5C roles of social media: the codebook</caption><thead><tr><th>Role</th><th>Tools</th><th>Purpose</th><th>Application examples</th></tr></thead><tbody>
${data.roles.map((r) => html`<tr><th scope="row"><span class="c">${r.c}C</span> ${r.name}<span class="small">${r.definition}</span></th><td data-label="Tools">${words(r.tools)}</td><td data-label="Purpose">${words(r.purpose)}</td><td data-label="Examples">${words(r.examples)}</td></tr>`)}</tbody></table></div>`;
}

const attributeAnchor = (caseId: string, name: string): string => anchor('a', caseId, name);

function attributeTable(data: ReportData, n: number, title: string, first: string, columns: readonly (readonly [name: string, heading: string])[]): Html {
  const caption = html`<b>Table ${n}</b> ${title}`;
  if (data.cases.length === 0) return html`<h3 id="table-${n}">${caption}</h3>${empty('No case has been selected yet. Candidates and the decision on each stand in to-decide/cases.csv.')}`;
  return html`<div class="scroll" id="table-${n}"><table class="stack"><caption>${caption}</caption><thead><tr><th>${first}</th>${columns.map(([, heading]) => html`<th>${heading}</th>`)}</tr></thead><tbody>
${data.cases.map((k) => html`<tr><th scope="row">${quoted(k.name)}</th>${columns.map(([name, heading]) => html`<td data-label="${heading}">${cell(k, name)}</td>`)}</tr>`)}</tbody></table></div>`;
}

function cell(k: CaseData, name: string): Part {
  const a = k.attributes.get(name);
  if (a === undefined) return html`<span class="tag warn">not decided yet</span>`;
  return html`<a class="cell-link" data-ev href="#${attributeAnchor(k.id, name)}">${quoted(a.value)}</a>${when(a.supported === 0, () => html` <span class="tag bad">unsupported</span>`)}`;
}

/** Evidence of Tables 2 and 3, for the appendix. */
export function attributeEvidence(data: ReportData): Html[] {
  return data.cases.map((k) => html`<details class="group"><summary>${quoted(k.name)} <span class="small">Tables 2 and 3</span></summary>${[...k.attributes.values()].map((a) =>
    evidenceBlock(attributeAnchor(k.id, a.name), `${k.name}: ${a.name}`, a.supported === 1 ? a.value : `${a.value}, unsupported`, a.name === 'product' || a.name === 'industry' ? 'table-2' : 'table-3',
      html`<p class="verdict"><b>${quoted(a.value)}</b></p><p class="small">Decided by ${quoted(a.coder, 60)}, codebook term: ${a.name}.</p>
${a.supported === 1 ? html`<h4>The words it rests on</h4>${evidenceList(a.evidence)}` : html`<h4>Unsupported</h4>${a.quote === null ? html`<p>No quote was given.</p>` : html`<p class="words"><q>${quoted(a.quote)}</q> <span class="tag warn">not for publication</span></p><p>These words stand in no archived page of the platform.</p>`}`}
${trail('case_attribute', a.id)}`))}</details>`);
}
