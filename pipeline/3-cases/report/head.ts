import type { ReportData } from './data.ts';
import { day, html, moment, number, plural, quoted, when, type Html, type Part } from './html.ts';

/** Title, question, what the study says of itself, and who observed how and when. */
export function headSection(data: ReportData): Html {
  const { config } = data;
  return html`<header class="top"><p class="over">netnograph <span class="dot">·</span> study report${when(config.label !== undefined, () => html` <span class="dot">·</span> ${config.label ?? ''}`)}</p>
<h1>${config.title}</h1>
${when(config.question !== undefined, () => html`<p class="question">${config.question ?? ''}</p>`)}
${banner(data)}${quotesNotice(data)}
<dl class="facts">
${fact('Observed', data.waves.length === 0 ? 'not yet' : data.waves.map((w) => html`<div>Wave ${w.number}: ${span(w.first ?? w.moment, w.last)}, ${plural(w.visits, 'platform')}, ${plural(w.pages, 'archived page')}${w.loggedIn > 0 ? html`, ${number(w.loggedIn)} visited logged in` : ', none logged in'}</div>`))}
${fact('Role of the observer', html`${config.ethics.role}${when(config.researcher !== undefined, () => html`: ${config.researcher ?? ''}`)}. Quotes are ${config.ethics.quotes} unless marked otherwise.${when(config.ethics.note !== undefined, () => html` ${config.ethics.note ?? ''}`)}`)}
${fact('Decided by', coders(data))}
${fact('Codebook', html`${config.codebook.toUpperCase()}${when(data.ruleVersions.length > 0, () => html`, rules ${data.ruleVersions.map((v) => `v${v}`).join(', ')}`)}`)}
${fact('Made with', html`netnograph ${data.codeVersion}${when(data.codeVersions.some((v) => v !== data.codeVersion), () => html`; the study was written by ${data.codeVersions.join(', ')}`)}`)}
</dl></header>`;
}

const fact = (name: string, value: Part): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

function span(first: string | null, last: string | null): string {
  if (first === null) return 'undated';
  return last === null || day(first) === day(last) ? day(first) : `${day(first)} to ${day(last)}`;
}

function coders(data: ReportData): Part {
  const people = data.coders.filter((c) => c.kind === 'person');
  const detectors = data.coders.filter((c) => c.kind === 'detector');
  if (people.length + detectors.length === 0) return 'nobody yet';
  return html`${people.map((c, i) => html`${i > 0 ? ', ' : ''}${quoted(c.id, 60)} (${plural(c.decisions, 'decision')})`)}${when(detectors.length > 0, () => html`${people.length > 0 ? '; ' : ''}rules suggest: ${detectors.map((d) => `${d.id}${d.version === null ? '' : ` v${d.version}`}`).join(', ')}`)}`;
}

function banner(data: ReportData): Part {
  const { label, note } = data.config;
  if (label === undefined) return null;
  const own = data.labels.filter((l) => l.label === label);
  const reconstruction = label === 'reconstruction';
  return html`<aside class="banner" role="note"><p><b>${reconstruction ? 'This is a reconstruction, not the study itself.' : `This study is labelled: ${label}.`}</b>${when(note !== undefined, () => html` ${note ?? ''}`)}</p>${when(own.length > 0, () => html`<p class="small">The data say so themselves: ${own.map((l) => html`${plural(l.sources, 'export file')} and ${plural(l.platforms, 'platform')} carry the label.`)}</p>`)}</aside>`;
}

function quotesNotice(data: ReportData): Part {
  const { all, withheld } = data.quotes;
  if (withheld === 0) return null;
  return html`<p class="notice">${withheld === all ? 'No quote in this report' : `${plural(withheld, 'quote')} of ${number(all)} here`} may ${withheld === all ? '' : 'not '}be published${withheld === all ? '; each is marked. The file is for the researchers alone.' : '; they are marked.'}</p>`;
}

/** The only line that tells when this file was made. */
export const madeLine = (data: ReportData): Html => html`<p class="made">Made ${moment(data.madeAt)} UTC.</p>`;
