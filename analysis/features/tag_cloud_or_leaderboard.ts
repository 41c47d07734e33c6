import { defineFeature, performed } from './define.ts';
import { headings, memberLinks, named, ownLinks } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';
import { firstBelow, holds } from './region.ts';

const NEWS = /read|viewed|gelesen|lidas|stories|headlines|news|e-?mailed|downloads?|downloaded|pages|sellers?|selling|deals|picks|products|hotels|movies|films|games|songs$/iu;

export default defineFeature({
  id: 'tag_cloud_or_leaderboard', name: 'Tag cloud or leaderboard', kind: 'role', role: 4, version: 2, operatorToo: false,
  counts: 'A tag cloud, or a ranking of members or of what members made (top posters, most active, high scores).',
  countsNot: 'Lists of newest items; the newsroom’s most read; a bare link to statistics.',
  coverage: [['home', 'listing', 'members']],
  find(view) {
    const sports = (text: string): boolean => /^\W*(?:standings|scoreboard|rankings?|league tables?|classements?|clasificación)\W*$/iu.test(text) && memberLinks(view).length < 3;
    const links = ownLinks(view, 'leaderboard').filter((l) => (!NEWS.test(l.name) || /downloaded (?:projects|models|designs|creations|mods)/iu.test(l.name)) && !/showgroups|staff|the-?team/iu.test(l.path));
    const heads = headings(view, 'leaderboard').filter((el) => !NEWS.test(view.text(el)) && view.place(el) !== 'banner' && !sports(view.text(el)));
    const tabs = named(view, 'leaderboard').filter((c) => c.link === null && (c.place === 'main' || c.place === 'aside') && !NEWS.test(c.name)).map((c) => c.el);
    const choices = view.tagged('select').filter((el) => view.place(el) !== 'banner' && view.tagged('option').filter((o) => holds(el, o) && isLabel('leaderboard', view.brief(o, 60))).length >= 2);
    const marked = view.classed(/^(?:tag-?cloud\w*|wp-tag-cloud|leader-?board\w*|top-?(?:users|members|contributors|posters|authors)|high-?scores?|ranking-?(?:list|table)|hall-?of-?fame|weighted-?(?:tags|list))$/iu, true).filter((el) => !['body', 'html', 'a', 'script', 'link'].includes(el.name) && view.text(el) !== '');
    const tables = view.tagged('table', 'ol').filter((el) => {
      const place = view.place(el);
      const caption = firstBelow(el, view.tagged('caption', 'th'), (x) => x);
      return place !== 'nav' && caption !== undefined && mentions('leaderboard', view.text(caption)) && !NEWS.test(view.text(caption));
    });
    const clouds = [...weighted(view), ...graded(view)];
    const ranked = view.tagged('th').filter((el) => RANK.test(view.brief(el, 20))).filter((el) => {
      const table = view.closest(el, (at) => at.name === 'table');
      return table !== null && memberLinks(view).filter((l) => holds(table, l.el)).length >= 3;
    });
    return [performed([...links.map((l) => l.el), ...heads, ...tabs, ...choices, ...marked, ...tables, ...clouds, ...ranked])];
  },
});

/** Head of the column that says who is first. */
const RANK = /^\W*(?:rank|ranking|pos(?:ition)?|place|rang|platz|posição|puesto|posición|место|miejsce|rank ?#|#rank)\W*$/iu;
/** How themes grade the links of a cloud when they give no sizes in the markup. */
const GRADE = /^(?:tag|cloud|tag-?cloud|size|weight|level|popularity|tagsize|tag-?level|tag-?weight|tag-?size|w|s|t)[-_]?(\d{1,2})$/iu;

function graded(view: Parameters<Parameters<typeof defineFeature>[0]['find']>[0]): readonly (typeof view.links)[number]['el'][] {
  const boxes = new Map<unknown, { els: (typeof view.links)[number]['el'][]; grades: Set<string> }>();
  for (const l of view.links) {
    if (l.name === '' || l.name.length > 40 || l.path === '') continue;
    const item = (l.el.parent as { name?: string } | null)?.name === 'li' || (l.el.parent as { name?: string } | null)?.name === 'span' ? l.el.parent : null;
    const marks = `${l.el.attribs['class'] ?? ''} ${item !== null && 'attribs' in item ? item.attribs['class'] ?? '' : ''}`.split(/\s+/u);
    const grade = marks.map((m) => GRADE.exec(m)?.[1]).find((g) => g !== undefined);
    if (grade === undefined) continue;
    const box = item?.parent ?? l.el.parent;
    const known = boxes.get(box) ?? { els: [], grades: new Set<string>() };
    known.els.push(l.el);
    known.grades.add(grade);
    boxes.set(box, known);
  }
  // Every link a grade of its own is a numbering.
  return [...boxes.values()].filter((b) => b.els.length >= 6 && b.grades.size >= 3 && b.grades.size < b.els.length).flatMap((b) => b.els);
}

/** Links beside each other in at least three sizes: a cloud whatever it is called. */
function weighted(view: Parameters<Parameters<typeof defineFeature>[0]['find']>[0]): readonly (typeof view.links)[number]['el'][] {
  const boxes = new Map<unknown, { els: (typeof view.links)[number]['el'][]; sizes: Set<string> }>();
  for (const l of view.links) {
    const size = /font-size:\s*([\d.]+\s*\w+%?)/iu.exec(l.el.attribs['style'] ?? '')?.[1];
    if (size === undefined) continue;
    const box = (l.el.parent as { name?: string } | null)?.name === 'li' ? l.el.parent?.parent : l.el.parent;
    const known = boxes.get(box) ?? { els: [], sizes: new Set<string>() };
    known.els.push(l.el);
    known.sizes.add(size);
    boxes.set(box, known);
  }
  return [...boxes.values()].filter((b) => b.els.length >= 5 && b.sizes.size >= 3).flatMap((b) => b.els);
}
