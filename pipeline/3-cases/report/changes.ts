import type { ChangeData, ChangeSide, ReportData } from './data.ts';
import { coverageList, empty, evidenceList, signOf } from './evidence.ts';
import { html, number, plural, quoted, when, type Html, type Part } from './html.ts';

const kinds: Readonly<Record<string, string>> = {
  came: 'came', went: 'went', unseen: 'could not be seen this time', seen: 'seen for the first time', gone: 'the site is gone', returned: 'the site is back',
};
const causes: Readonly<Record<string, string>> = {
  platform: 'the platform changed', instrument: 'the detector changed', coverage: 'other pages were seen', gone: 'the site is gone',
};

const visits: Readonly<Record<string, string>> = { done: 'there', budget: 'there', refused: 'says no', unreachable: 'not reached' };

/** What is otherwise than in the wave before, told apart from what could not be seen. */
export function changesSection(data: ReportData): Html {
  if (data.waves.length < 2) return empty(data.waves.length === 0 ? 'Nothing has been observed yet.' : 'There has been one wave. "netno observe crawl --wave 2" makes the next, "netno observe diff" compares.');
  if (data.changes.length === 0) return empty('Between the waves nothing changed that was seen in both.');
  const real = data.changes.filter((c) => c.cause === 'platform' || c.cause === 'gone');
  const unsure = data.changes.filter((c) => c.cause !== 'platform' && c.cause !== 'gone');
  const shown = 200;
  return html`<p>${plural(real.length, 'change')} of platforms, ${number(unsure.length)} of what could be seen or how.</p>
${part('What changed', real.slice(0, shown), data)}${part('What could not be seen, or was seen with another instrument', unsure.slice(0, shown), data)}
${when(Math.max(real.length, unsure.length) > shown, () => html`<p class="more">The first ${shown} of each are shown. All: <code>netno query "SELECT * FROM change_feed"</code></p>`)}`;
}

function part(title: string, changes: readonly ChangeData[], data: ReportData): Part {
  if (changes.length === 0) return null;
  return html`<h3>${title}</h3><div class="changes">${changes.map((c) => html`<article class="change"><h4>${quoted(c.platform)} <span class="what">${c.feature === null ? '' : html`${c.feature}${when(c.actor === 'operator', () => ', by the operator')} `}<span class="tag ${c.kind === 'came' || c.kind === 'returned' || c.kind === 'seen' ? 'good' : c.kind === 'unseen' ? 'warn' : 'bad'}">${kinds[c.kind] ?? c.kind}</span></span> <span class="small">cause: ${causes[c.cause] ?? c.cause}</span></h4>
<div class="sides">${side(c.before, data)}${side(c.after, data)}</div></article>`)}</div>`;
}

function side(s: ChangeSide, data: ReportData): Html {
  const value = s.said === 'present' || s.said === 'absent' || s.said === 'unknown' ? s.said : null;
  return html`<div class="side"><p class="verdict"><span class="small">Wave ${data.waves.find((w) => w.id === s.wave)?.number ?? s.wave}</span> ${value === null ? html`<b>${visits[s.said ?? ''] ?? s.said ?? 'not seen'}</b>` : html`<span class="v ${value}">${signOf(value)}</span> <b>${value}</b>`}${when(s.observation !== null, () => html` <span class="small">${s.observation?.mode ?? ''} v${s.observation?.version ?? ''}</span>`)}</p>
${when(s.visit !== null && s.visit.outcome !== 'done', () => html`<p class="small">Visit ended: ${s.visit?.outcome ?? ''}${when((s.visit?.reason ?? '') !== '', () => html`, ${quoted(s.visit?.reason ?? '', 300)}`)}</p>`)}${when(s.observation?.value === 'unknown' && s.observation.reason !== null, () => html`<p class="small">${s.observation?.reason ?? ''}</p>`)}${evidenceList(s.evidence)}${when(s.evidence.rows.length === 0, () => coverageList(s.coverage))}</div>`;
}
