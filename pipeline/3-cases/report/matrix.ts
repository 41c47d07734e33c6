import { cellKey, type CellData, type MatrixPlatform, type ReportData } from './data.ts';
import { agreementOf, cellAnchor, cellEvidence, cellSays, empty, evidenceBlock, signOf } from './evidence.ts';
import { anchor, day, html, number, plural, quoted, when, type Html, type Part } from './html.ts';

const roles = [1, 2, 3, 4, 5] as const;

interface Row {
  readonly name: string;
  readonly platform: string;
  readonly note?: string;
}

interface Group {
  readonly title: string | null;
  readonly rows: readonly Row[];
}

/** Table 4, the wider matrix and the features behind both; a small multiple for every wave. */
export function matrixSection(data: ReportData): Html {
  if (data.matrix.cells.size === 0) return html`<h3 id="table-4">Table 4</h3>${empty('No archived page has been read for features yet: "netno observe detect" does that.')}`;
  const cases: Group[] = [{ title: null, rows: data.cases.map((k) => ({ name: k.name, platform: k.platformId })) }];
  return html`${legend(data)}
<h3 id="table-4">Table 4 <span class="sub">Social media roles in the cases, from the perspective of members</span></h3>
${data.cases.length === 0 ? empty('No case has been selected yet; the matrix of all platforms follows.') : html`<div class="multiples">${data.waves.map((w) => matrix(data, cases, w.id))}</div>${agreement(data)}`}
${when(data.cases.length > 0, () => featureGrid(data))}
${readings(data)}
${wider(data)}`;
}

function legend(data: ReportData): Html {
  const item = (css: string, sign: string, text: string): Html => html`<li><span class="v ${css}">${sign}</span> ${text}</li>`;
  return html`<ul class="legend">${item('present', 'X', 'present: members have done it')}${item('present lenient', 'X', 'present in the lenient reading only: members can do it, or it is no more than a profile')}${item('absent', '–', 'absent: the pages on which it would show were seen')}${item('unknown', '?', 'unknown: those pages were not seen')}${when([...data.matrix.cells.values()].some((c) => c.codings.length > 0), () => html`<li><span class="v present split">X</span> people coded it otherwise, or not alike</li>`)}${when(data.waves.length > 1, () => html`<li><span class="v absent changed">–</span> came, went, or not seen again since the wave before</li>`)}</ul>
<p class="small hint">Choose a cell to see what it rests on.<span data-unhide hidden> Arrow keys move between cells.</span></p>`;
}

function matrix(data: ReportData, groups: readonly Group[], wave: string): Html {
  const at = data.waves.findIndex((w) => w.id === wave);
  const before = data.waves[at - 1]?.id ?? null;
  const w = data.waves[at];
  const named = new Map(data.roles.map((r) => [r.c, r.name]));
  return html`<table class="matrix"><caption>Wave ${w?.number ?? ''} <span class="small">${day(w?.first ?? w?.moment ?? null)}</span></caption><thead><tr><th scope="col">${groups.length === 1 ? 'Case' : 'Platform'}</th>${roles.map((c) => html`<th scope="col" title="${named.get(c) ?? ''}">${c}C</th>`)}</tr></thead>
${groups.map((g) => html`<tbody>${when(g.title !== null, () => html`<tr class="type"><th scope="rowgroup" colspan="6">${g.title ?? ''}</th></tr>`)}${g.rows.map((row) => html`<tr><th scope="row">${quoted(row.name)}${when(row.note !== undefined, () => html`<span class="small"> ${row.note ?? ''}</span>`)}</th>${roles.map((c) => matrixCell(data, row, wave, before, c, named.get(c) ?? `${c}C`))}</tr>`)}</tbody>`)}</table>`;
}

function matrixCell(data: ReportData, row: Row, wave: string, before: string | null, c: number, role: string): Html {
  const cell = data.matrix.cells.get(cellKey(wave, row.platform, c));
  if (cell === undefined) return html`<td><span class="v none" title="not observed in this wave"><span class="hidden">not observed</span></span></td>`;
  const earlier = before === null ? undefined : data.matrix.cells.get(cellKey(before, row.platform, c));
  // Between unknown and absent nothing came or went.
  const changed = earlier !== undefined && (earlier.lenient === 'present') !== (cell.lenient === 'present');
  const agrees = agreementOf(cell);
  const css = [cell.lenient, ...(cell.lenient === 'present' && cell.strict !== 'present' ? ['lenient'] : []), ...(changed ? ['changed'] : []), ...(agrees === 'differ' || agrees === 'divided' ? ['split'] : [])].join(' ');
  const label = `${row.name}, ${c}C ${role}: ${cellSays(cell)}${changed ? `; was ${earlier.lenient} in the wave before` : ''}`;
  return html`<td><a class="v ${css}" data-ev href="#${cellAnchor(cell)}" aria-label="${label}" title="${cellSays(cell)}">${signOf(cell.lenient)}</a></td>`;
}

const statistics: Readonly<Record<string, string>> = { 'cohen kappa': "Cohen's kappa" };

function agreement(data: ReportData): Part {
  const cells = data.cases.flatMap((k) => roles.flatMap((c) => data.matrix.cells.get(cellKey(data.waves[0]?.id ?? '', k.platformId, c)) ?? []));
  const judged = cells.map(agreementOf).filter((a) => a !== null);
  if (judged.length === 0) return html`<p class="small">No person has coded these cells yet; the sheet is to-decide/codings.csv.</p>`;
  const count = (what: string): number => judged.filter((a) => a === what).length;
  const { agreement } = data.matrix;
  return html`<p>People coded ${plural(judged.length, 'cell')} of the first wave: ${number(count('agree'))} as detected, ${number(count('differ'))} otherwise, ${number(count('divided'))} not alike among themselves${when(count('untold') > 0, () => html`; ${number(count('untold'))} where detection could not tell`)}.</p>
${when(agreement.length > 0, () => html`<table class="plain narrow"><caption class="small">Agreement between coders</caption><thead><tr><th></th>${roles.map((c) => html`<th class="n">${c}C</th>`)}</tr></thead><tbody>${[...new Set(agreement.map((a) => a.statistic))].map((s) => html`<tr><th scope="row">${statistics[s] ?? s}</th>${roles.map((c) => {
    const a = agreement.find((x) => x.statistic === s && x.c === c);
    return html`<td class="n">${a === undefined ? '' : a.value === null ? html`<span class="small">${(a.reason ?? '').replaceAll('_', ' ')}</span>` : a.value.toFixed(2)}</td>`;
  })}</tr>`)}</tbody></table>`)}`;
}

/** Feature by case: what the cells of Table 4 are made of, in the first wave. */
function featureGrid(data: ReportData): Part {
  const wave = data.waves[0]?.id ?? '';
  const rows = roles.flatMap((c) => {
    const features = new Map<string, string>();
    for (const k of data.cases) for (const f of data.matrix.cells.get(cellKey(wave, k.platformId, c))?.features ?? []) if (f.actor === 'member') features.set(f.feature, f.name);
    return [...features].map(([feature, name], i) => ({ c, first: i === 0, span: features.size, feature, name }));
  });
  const mark = (cell: CellData | undefined, feature: string): Html => {
    const f = cell?.features.find((x) => x.feature === feature && x.actor === 'member');
    if (cell === undefined || f === undefined) return html`<td></td>`;
    const [css, sign, says] = f.value === 'present' ? (f.mode === 'performed' ? ['done', '●', 'performed'] : ['can', '○', 'afforded']) : f.value === 'absent' ? ['no', '–', 'absent'] : ['open', '?', 'unknown'];
    return html`<td class="${css}"><a data-ev href="#${cellAnchor(cell)}" aria-label="${f.name}: ${says}" title="${says}">${sign}</a></td>`;
  };
  return html`<details class="fold"><summary>Features behind Table 4</summary><div class="scroll" tabindex="0"><table class="grid"><caption class="small">● performed by members &nbsp; ○ afforded &nbsp; – absent &nbsp; ? unknown; wave ${data.waves[0]?.number ?? ''}</caption><thead><tr><th></th><th></th>${data.cases.map((k) => html`<th scope="col" class="turn"><span>${quoted(k.platform, 40)}</span></th>`)}</tr></thead><tbody>
${rows.map((r) => html`<tr${when(r.first, () => html` class="first"`)}>${when(r.first, () => html`<th scope="rowgroup" rowspan="${r.span}">${r.c}C</th>`)}<th scope="row">${r.name}</th>${data.cases.map((k) => mark(data.matrix.cells.get(cellKey(wave, k.platformId, r.c)), r.feature))}</tr>`)}</tbody></table></div></details>`;
}

function wider(data: ReportData): Html {
  const { platforms, scope } = data.matrix;
  const title = scope === 'b2b' ? `All ${plural(platforms.length, 'platform')} used by B2B companies` : `All ${plural(platforms.length, 'observed platform')}`;
  const groups = groupsOf(platforms);
  return html`${shares(data)}<details class="fold" id="wider"${when(data.cases.length === 0, () => html` open`)}><summary>${title}</summary>${when(scope === 'observed', () => html`<p class="small">Whether a platform is used by B2B companies has not been decided for any of them; the sheet is to-decide/b2b-use.csv.</p>`)}<div class="multiples">${data.waves.filter((w) => platforms.some((p) => data.matrix.cells.has(cellKey(w.id, p.id, 1)))).map((w) => matrix(data, groups, w.id))}</div></details>`;
}

/** The cells that the strict reading would not take, and why: which reading a study follows is a person's choice. */
function readings(data: ReportData): Part {
  const shown = new Set(data.matrix.platforms.map((p) => p.id));
  const rows = data.readings.filter((r) => shown.has(r.platform) && r.wave === (data.waves[0]?.id ?? ''));
  if (rows.length === 0) return null;
  const why = (r: (typeof rows)[number]): string => [r.surface === null ? '' : `at the surface only: ${r.surface}`, r.afforded === null ? '' : `can be done, no trace that it was: ${r.afforded}`].filter((x) => x !== '').join('; ');
  return html`<details class="fold"><summary>Where the strict reading differs (${plural(rows.length, 'cell')})</summary><p class="small">Lenient: a feature of the role is there. Strict: members have used it, and for connecting more than having a profile. All waves: netno query "SELECT * FROM role_reading".</p><div class="scroll"><table class="stack"><thead><tr><th>Platform</th><th>Role</th><th>Strict</th><th>Because</th></tr></thead><tbody>${rows.map((r) => html`<tr><th scope="row">${quoted(r.name)}</th><td data-label="Role">${r.c}C</td><td data-label="Strict">${r.strict}</td><td data-label="Because">${why(r).replaceAll('_', ' ')}</td></tr>`)}</tbody></table></div></details>`;
}

function groupsOf(platforms: readonly MatrixPlatform[]): Group[] {
  const titles = [...new Set(['competition', 'marketplace', 'event', 'community'].filter((t) => platforms.some((p) => p.types[0] === t)))];
  const row = (p: MatrixPlatform): Row => ({
    name: p.name, platform: p.id,
    ...(p.types.length > 1 || p.knownSince === 'observation' ? { note: [...(p.types.length > 1 ? [`also ${p.types.slice(1).join(', ')}`] : []), ...(p.knownSince === 'observation' ? ['found in observation'] : [])].join(', ') } : {}),
  });
  const groups: Group[] = titles.map((t) => ({ title: t, rows: platforms.filter((p) => p.types[0] === t).map(row) }));
  const rest = platforms.filter((p) => p.types.length === 0).map(row);
  return [...groups, ...(rest.length > 0 ? [{ title: 'type not clear', rows: rest }] : [])];
}

/** How the roles are spread over the platforms of the wider matrix: a bar a role, a row of bars a wave. */
function shares(data: ReportData): Html {
  const width = 200;
  const bar = (wave: string, c: number): Html => {
    const cells = data.matrix.platforms.flatMap((p) => data.matrix.cells.get(cellKey(wave, p.id, c)) ?? []);
    const parts = [
      { css: 's-strict', n: cells.filter((x) => x.strict === 'present').length },
      { css: 's-lenient', n: cells.filter((x) => x.lenient === 'present' && x.strict !== 'present').length },
      { css: 's-absent', n: cells.filter((x) => x.lenient === 'absent').length },
      { css: 's-unknown', n: cells.filter((x) => x.lenient === 'unknown').length },
    ];
    const present = (parts[0]?.n ?? 0) + (parts[1]?.n ?? 0);
    let x = 0;
    return html`<svg viewBox="0 0 ${width} 14" role="img" aria-label="${c}C: ${present} of ${cells.length} present, ${parts[2]?.n ?? 0} absent, ${parts[3]?.n ?? 0} unknown">${parts.map((p) => {
      const w = cells.length === 0 ? 0 : (p.n / cells.length) * width;
      const drawn = p.n === 0 ? null : html`<rect class="${p.css}" x="${(x + 0.5).toFixed(1)}" y="0.5" width="${Math.max(0.5, w - 2).toFixed(1)}" height="13"/>`;
      x += w;
      return drawn;
    })}</svg><span class="n">${present} of ${cells.length}</span>`;
  };
  const named = new Map(data.roles.map((r) => [r.c, r.name]));
  const waves = data.waves.filter((w) => data.matrix.platforms.some((p) => data.matrix.cells.has(cellKey(w.id, p.id, 1))));
  return html`<h3>The roles across platforms <span class="sub">${data.matrix.scope === 'b2b' ? 'used by B2B companies' : 'that were observed'}</span></h3>
<div class="scroll"><table class="plain shares"><thead><tr><th></th>${waves.map((w) => html`<th>Wave ${w.number}</th>`)}</tr></thead><tbody>${roles.map((c) => html`<tr><th scope="row"><span class="c">${c}C</span> ${named.get(c) ?? ''}</th>${waves.map((w) => html`<td>${bar(w.id, c)}</td>`)}</tr>`)}</tbody></table></div>`;
}

/** What stands behind every cell, for the appendix: a fold a platform, a fold a cell. */
export function matrixEvidence(data: ReportData): Html[] {
  const role = new Map(data.roles.map((r) => [r.c, r]));
  const ofCase = new Set(data.cases.map((k) => k.platformId));
  return data.matrix.platforms.map((p) => html`<details class="group"><summary id="${anchor('p', p.id)}">${quoted(p.name)} <span class="small">5C matrix</span></summary>${data.waves.flatMap((w) => roles.flatMap((c) => {
    const cell = data.matrix.cells.get(cellKey(w.id, p.id, c));
    return cell === undefined ? [] : [evidenceBlock(cellAnchor(cell), `${p.name}: ${c}C ${role.get(c)?.name ?? ''}, wave ${w.number}`, cellSays(cell), ofCase.has(p.id) ? 'table-4' : 'wider', cellEvidence(cell, role.get(c)))];
  }))}</details>`);
}
