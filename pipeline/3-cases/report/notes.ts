import type { ReportData } from './data.ts';
import { empty } from './evidence.ts';
import { address, html, moment, plural, quoted, when, type Html } from './html.ts';

/** The observers' own notes, in the order in which they were made. */
export function notesSection(data: ReportData): Html {
  if (data.notes.length === 0) return empty('No field notes: "netno note" takes them.');
  return html`<ol class="notes">${data.notes.map((n) => html`<li><p class="small"><time>${moment(n.notedAt)}</time> · ${quoted(n.observer, 60)} · ${n.kind}${when(n.platform !== null, () => html` · ${quoted(n.platform ?? '')}`)}${when(n.url !== null, () => html` · ${address(n.url ?? '')}`)}</p><p class="note">${quoted(n.text, 4000)}</p></li>`)}</ol>`;
}

/** Sheets in to-decide/ with rows in which nothing is decided yet. */
export function waitingSection(data: ReportData): Html {
  const open = data.waiting.filter((w) => w.rows > 0 || w.problem !== null);
  if (open.length === 0) return empty(data.waiting.length === 0 ? 'No stage has asked for a decision yet.' : `Nothing: every row of the ${plural(data.waiting.length, 'sheet')} in to-decide/ is decided.`);
  return html`<div class="scroll"><table class="stack"><thead><tr><th>Sheet</th><th class="n">Open rows</th><th>The first of them</th></tr></thead><tbody>${open.map((w) => html`<tr><th scope="row"><span class="file">to-decide/${w.sheet}.csv</span></th><td class="n" data-label="Open rows">${w.problem === null ? w.rows : html`<span class="tag bad">unreadable</span>`}</td><td data-label="First">${w.problem === null ? w.first.map((f, i) => html`${i > 0 ? '; ' : ''}${quoted(f, 100)}`) : quoted(w.problem, 600)}</td></tr>`)}</tbody></table></div>`;
}
