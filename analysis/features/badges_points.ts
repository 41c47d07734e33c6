import type { Element } from 'domhandler';
import { controls, inPost, memo, ownLinks, postAbove } from './cues.ts';
import { afforded, defineFeature, performed } from './define.ts';
import type { PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';
import { holds } from './region.ts';

const MARK = /^(?:.*[-_])?(?:reputation(?:-score)?|rep-?(?:score|power)|badges?(?:count|-count|\d|-list)?|karma|user-?(?:rank|level|title|points)|usertitle|rank(?:-img|img|icon|image|-title|s)?|levelbadge|points(?:-count|count)?|medals?|trophy(?:-?points)?|trophies|author-?rank|member-?(?:level|rank|title|status)|xp|user-?badges?)$/iu;

export default defineFeature({
  id: 'badges_points', name: 'Badges and points', kind: 'type', role: null, version: 2, operatorToo: false,
  counts: 'Ranks, reputation, points, badges, karma or levels of members.',
  countsNot: 'Post counts alone; notification counters; loyalty points of a shop.',
  coverage: [['profile', 'members', 'item']],
  find(view) {
    const links = ownLinks(view, 'badges').filter((l) => /badge|point|rank|reput|karma|level|troph|medal|qualif|abzeich|punkt|medalh|pont/iu.test(l.path)).map((l) => l.el);
    const marked = view.classed(MARK).filter((el) => {
      const place = view.place(el);
      if ((place !== 'main' && place !== 'aside') || ['body', 'html', 'link', 'script', 'input', 'form', 'button'].includes(el.name)) return false;
      const text = view.name(el);
      if (/(?:^|[-_\s])badges?(?:$|[-_\s])/iu.test(el.attribs['class'] ?? '') && !postAbove(view, el) && view.kind !== 'profile' && !/gold|silver|bronze|rank|level|member|point/iu.test(text)) return false;
      return text.length > 0 && text.length < 80 && !/^\W*(?:new|hot|sale|beta|pro|\d{1,2})\W*$/iu.test(text);
    });
    const said = view.phrases.filter((p) => (p.place === 'main' || p.place === 'aside') && p.text.length < 90 && !inPost(view, p.el) && (isLabel('pointsCount', p.text) || isLabel('level', p.text) || (view.kind === 'profile' && mentions('pointsCount', p.text))) && (postAbove(view, p.el) !== null || view.kind === 'profile' || view.kind === 'members' || /\d/u.test(p.text)) && !/[$€£%]/u.test(p.text) && view.kind !== 'news' && !votes(view, p.el)).map((p) => p.el);
    return [performed([...marked, ...said]), afforded(links)];
  },
});

const voting = memo((view: PageView) => controls(view).filter((c) => isLabel('vote', c.name) || isLabel('like', c.name)));

/** Points that stand with a control to vote are the thing's, not a member's. */
function votes(view: PageView, el: Element): boolean {
  const box = view.closest(el, (at) => ['form', 'li', 'td', 'p'].includes(at.name) || at === el) ?? el;
  return voting(view).some((c) => holds(box, c.el));
}
