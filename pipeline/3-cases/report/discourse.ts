import type { DiscourseData, DiscoursePlatform, ReportData } from './data.ts';
import { empty } from './evidence.ts';
import { html, number, plural, quoted, when, type Html, type Part } from './html.ts';

/** More rows nobody compares; the view has them all. */
const ROWS = 40;

/** What members said, and by which numbers a person chooses a site. */
export function discourseSection(data: ReportData): Html {
  const { discourse } = data;
  if (discourse === null) return empty('No posts have been read yet: "netno observe discourse" does that.');
  const read = discourse.platforms.filter((p) => p.posts > 0);
  const silent = discourse.platforms.length - read.length;
  const total = (of: (p: DiscoursePlatform) => number): number => read.reduce((sum, p) => sum + of(p), 0);
  return html`<p>Wave ${discourse.wave}: ${plural(total((p) => p.threads), 'thread')} with ${plural(total((p) => p.posts), 'post')} by ${plural(total((p) => p.authors), 'author')} were read on ${plural(read.length, 'platform')}.${when(silent > 0, () => html` On ${plural(silent, 'other')} none was: that is unknown, not zero.`)} Authors are counted by their pseudonyms.</p>
<h3>By what a site is chosen <span class="sub">Kozinets 2010; a person decides</span></h3>${criteria(discourse, read)}`;
}

function criteria(discourse: DiscourseData, read: readonly DiscoursePlatform[]): Part {
  const shown = read.slice(0, ROWS);
  return html`<div class="scroll"><table class="stack criteria-table"><thead><tr><th>Platform</th><th class="n">Threads</th><th class="n">Posts</th>${discourse.headlines.map((h) => html`<th class="n"><span class="cap">${h.criterion}</span><br><span class="small">${h.unit.replace(/, 0.1$/u, '')}</span></th>`)}<th>Activity</th><th>Stands out by</th></tr></thead><tbody>${shown.map((p) => html`<tr><th scope="row">${quoted(p.name)}</th><td class="n" data-label="Threads">${number(p.threads)}</td><td class="n" data-label="Posts">${number(p.posts)}</td>${discourse.headlines.map((h) => {
    const m = p.headlines.get(h.measure);
    return html`<td class="n" data-label="${h.criterion}">${m === undefined || m.value === null ? html`<span class="small" title="${m?.reason ?? 'not counted'}">not told</span>` : short(m.value)}</td>`;
  })}<td data-label="Activity">${bars(p)}</td><td data-label="Stands out by">${quoted(p.terms.join(', '), 120)}</td></tr>`)}</tbody></table></div>
${when(read.length > ROWS, () => html`<p class="small">The ${ROWS} platforms with most posts; all of them: netno query "SELECT * FROM site_criteria".</p>`)}
<details class="fold"><summary>How these numbers are counted</summary><ul class="criteria">${discourse.headlines.map((h) => html`<li><b>${h.criterion}</b> (${h.unit}): ${h.definition}</li>`)}<li><b>stands out by</b>: the terms most typical of the platform against the rest of the wave, by log-likelihood (Rayson and Garside 2000), more frequent here than there.</li></ul><p class="sql">Posts behind a number: netno query "SELECT * FROM site_measure_row WHERE platform_id = '…' AND measure = '…'"; participation, reply network and further numbers: SELECT * FROM site_measure; a word in its context: netno kwic "word".</p></details>`;
}

/** Two digits that count, as many as one compares by eye. */
function short(value: number): string {
  return Math.abs(value) >= 100 ? number(Math.round(value)) : value.toFixed(Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : Math.abs(value) >= 1 ? 1 : 2);
}

function bars({ name, periods }: DiscoursePlatform): Part {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return html`<span class="small">undated</span>`;
  const width = 120;
  const most = Math.max(...periods.map((p) => p.posts));
  const step = width / periods.length;
  return html`<svg class="spark" viewBox="0 0 ${width} 20" preserveAspectRatio="none" role="img" aria-label="${name}: posts from ${first.period} to ${last.period}, at most ${most}"><title>${first.period} to ${last.period}</title>${periods.map((p, i) => p.posts === 0 ? null : html`<rect class="s-strict" x="${(i * step).toFixed(1)}" y="${(20 - (p.posts / most) * 20).toFixed(1)}" width="${Math.max(0.7, step - 0.4).toFixed(1)}" height="${((p.posts / most) * 20).toFixed(1)}"/>`)}</svg><span class="small">${first.period === last.period ? first.period : `${first.period} – ${last.period}`}</span>`;
}
