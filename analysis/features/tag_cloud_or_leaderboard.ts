import { defineFeature, performed } from './define.ts';
import { headings, ownLinks } from './cues.ts';
import { mentions } from './words/index.ts';
import { firstBelow } from './region.ts';

const NEWS = /read|viewed|gelesen|lidas|stories|headlines|news|e-?mailed|downloads?$/iu;

export default defineFeature({
  id: 'tag_cloud_or_leaderboard', name: 'Tag cloud or leaderboard', kind: 'role', role: 4, version: 1, operatorToo: false,
  counts: 'A tag cloud, or a ranking of members or of what members made (top posters, most active, high scores).',
  countsNot: 'Lists of newest items; the newsroom’s most read; a bare link to statistics.',
  coverage: [['home', 'listing', 'members']],
  find(view) {
    const links = ownLinks(view, 'leaderboard').filter((l) => !NEWS.test(l.name));
    const heads = headings(view, 'leaderboard').filter((el) => !NEWS.test(view.text(el)) && view.place(el) !== 'banner');
    const marked = view.classed(/^(?:tag-?cloud\w*|wp-tag-cloud|leader-?board\w*|top-?(?:users|members|contributors|posters|authors)|high-?scores?|ranking-?(?:list|table)|hall-?of-?fame|weighted-?(?:tags|list))$/iu, true).filter((el) => !['body', 'html', 'a', 'script', 'link'].includes(el.name) && view.text(el) !== '');
    const tables = view.tagged('table', 'ol').filter((el) => {
      const place = view.place(el);
      const caption = firstBelow(el, view.tagged('caption', 'th'), (x) => x);
      return place !== 'nav' && caption !== undefined && mentions('leaderboard', view.text(caption)) && !NEWS.test(view.text(caption));
    });
    const clouds = weighted(view);
    return [performed([...links.map((l) => l.el), ...heads, ...marked, ...tables, ...clouds])];
  },
});

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
