import type { ReportData } from './data.ts';
import { empty } from './evidence.ts';
import { html, number, plural, quoted, when, type Html } from './html.ts';

/** What maximum variation suggested and what the selection log chose. */
export function selectionSection(data: ReportData): Html {
  const { candidates, dimensions, score, seed } = data.selection;
  if (candidates.length === 0) return empty('There are no candidates yet: a company and its platform make a row in to-decide/cases.csv.');
  const suggested = candidates.filter((k) => k.suggested === 1);
  const chosen = candidates.filter((k) => k.chosen === 1);
  const both = chosen.filter((k) => k.suggested === 1);
  const order = (k: (typeof candidates)[number]): number => (k.chosen === 1 ? 0 : 2) + (k.suggested === 1 ? 0 : 1);
  const rows = [...candidates].sort((a, b) => order(a) - order(b));
  return html`<p>${plural(candidates.length, 'candidate')}. Maximum variation over ${dimensions.join(', ')} suggests ${number(suggested.length)}${when(score !== null, () => html` (smallest distance between two of them ${(score ?? 0).toFixed(2)}, seed ${seed ?? 0})`)}; the selection log chooses ${number(chosen.length)}, of which ${number(both.length)} are among those suggested. The log decides.</p>
<div class="scroll"><table class="stack selection"><thead><tr><th>Candidate</th>${dimensions.map((d) => html`<th class="cap">${d}</th>`)}<th class="mid">Suggested</th><th class="mid">Chosen</th><th>Reason in the log</th></tr></thead><tbody>${rows.map((k) => {
    const differs = (k.suggested ?? 0) !== (k.chosen ?? 0);
    const verdict = !differs ? '' : k.chosen === 1 ? 'chosen though not suggested' : k.chosen === 0 ? 'suggested and not chosen' : 'not decided yet';
    return html`<tr class="${differs ? 'differs' : ''}${k.chosen === 1 ? ' chosen' : ''}"><th scope="row">${quoted(k.name)}${when(k.knownSince === 'observation', () => html`<span class="small">found in observation</span>`)}</th>${dimensions.map((d) => html`<td class="cap" data-label="${d}">${quoted(k.values[d] ?? '', 120)}</td>`)}<td class="mid" data-label="Suggested">${k.suggested === 1 ? 'yes' : '–'}</td><td class="mid" data-label="Chosen">${k.chosen === 1 ? html`<b>yes</b>` : k.chosen === 0 ? '–' : html`<span class="tag warn">open</span>`}</td><td data-label="Reason">${when(differs, () => html`<span class="tag warn">${verdict}</span> `)}${k.reason === null ? (differs ? html`<span class="small">no reason given</span>` : null) : quoted(k.reason, 400)}</td></tr>`;
  })}</tbody></table></div>`;
}
