import { createHash } from 'node:crypto';
import { changesSection } from './changes.ts';
import type { ReportData } from './data.ts';
import { discourseSection } from './discourse.ts';
import { headSection, madeLine } from './head.ts';
import { html, Html, when, type Part } from './html.ts';
import { literatureSection } from './literature.ts';
import { matrixEvidence, matrixSection } from './matrix.ts';
import { notesSection, waitingSection } from './notes.ts';
import { platformsSection, typeEvidence } from './platforms.ts';
import { script } from './script.ts';
import { selectionSection } from './selection.ts';
import { styles } from './styles.ts';
import { attributeEvidence, tablesSection } from './tables.ts';

/** Only the one style sheet and the one script of this file may act, and pictures stand in it; nothing is fetched, whatever stands in a quote. */
export const policy = [
  "default-src 'none'", `style-src '${hash(styles)}'`, `script-src '${hash(script)}'`, 'img-src data:', "base-uri 'none'", "form-action 'none'",
].join('; ');

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** The report as one HTML file. The same data give the same bytes. */
export function renderReport(data: ReportData): string {
  const evidence = [...attributeEvidence(data), ...matrixEvidence(data), ...typeEvidence(data)];
  const sections: readonly (readonly [id: string, title: string, body: Part])[] = [
    ['flow', 'From records to cases', literatureSection(data)],
    ['tables', 'Tables 1 to 3', tablesSection(data)],
    ['matrix', 'The 5C matrix', matrixSection(data)],
    ['platforms', 'Programmes and platforms', platformsSection(data)],
    ['discourse', 'What members said', discourseSection(data)],
    ['selection', 'Selection of cases', selectionSection(data)],
    ['changes', 'Between the waves', changesSection(data)],
    ['notes', 'Field notes', notesSection(data)],
    ['waiting', 'What waits for a person', waitingSection(data)],
    ...(evidence.length > 0 ? [['evidence', 'Evidence', html`<p class="small">Everything that the cells above lead to. Addresses are text and no links: what was observed lies in the archive of the study, at the file and byte that are named. <button type="button" data-unfold data-unhide hidden>Unfold all</button></p>${evidence}`] as const] : []),
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${data.config.title}</title>
<style>${new Html(styles)}</style>
</head>
<body>
<a class="skip" href="#flow">Skip to the findings</a>
<div class="page">
${headSection(data)}
<nav aria-label="Contents"><ol>${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main>
${sections.map(([id, title, body]) => html`<section id="${id}" aria-labelledby="h-${id}"><h2 id="h-${id}">${title}</h2>
${body}
</section>
`)}</main>
<footer>
${madeLine(data)}
<p class="small">Made from study.sqlite, study.yaml and to-decide/ by "netno cases report". Every count can be asked for with "netno query"; the views are described in docs/schema.md.</p>
</footer>
</div>
${when(evidence.length > 0, () => html`<dialog id="sheet" aria-labelledby="sheet-title"><div class="sheet-head"><h2 id="sheet-title"></h2><span class="buttons"><button type="button" value="-1" aria-label="Previous cell">‹</button><button type="button" value="1" aria-label="Next cell">›</button><button type="button" value="close">Close</button></span></div><div id="sheet-body" tabindex="0"></div></dialog>`)}
<script>${new Html(script)}</script>
</body>
</html>
`.toString();
}
