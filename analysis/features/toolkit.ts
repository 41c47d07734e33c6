import { afforded, defineFeature } from './define.ts';
import { controls, headings, inPost } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';

const MARK = /^(?:(?:.*[-_])?configurator(?:[-_].*)?|design-?(?:tool|studio|editor)|tool-?kit)$/iu;

export default defineFeature({
  id: 'toolkit', name: 'Toolkit', kind: 'trait', role: null, version: 1, operatorToo: true,
  counts: 'A configurator or design tool that the operator provides to make a contribution (Bessant and Möslein 2011; an option in any type, not a type).',
  countsNot: 'Tools of one’s own; software told of in a text.',
  coverage: [['home', 'listing', 'item']],
  find(view) {
    const acts = controls(view).filter((c) => c.place !== 'banner' && c.place !== 'footer' && c.name.length < 70 && !(c.link?.prose ?? false) && !(c.link?.offsite ?? false) && !inPost(view, c.el) && view.kind !== 'news' && (isLabel('toolkit', c.name) || (mentions('toolkit', c.name) && c.name.length < 50) || /\/(?:configurator|konfigurator|configurador|design-?tool|design-?studio|toolkit)(?:[/?.]|$)/iu.test(c.link?.path ?? ''))).map((c) => c.el);
    const heads = view.kind === 'news' ? [] : headings(view, 'toolkit');
    const marked = view.classed(MARK, true).filter((el) => !['body', 'html', 'a', 'link', 'script'].includes(el.name) && view.place(el) === 'main' && (view.text(el) !== '' || el.children.length > 0));
    const frames = view.tagged('iframe', 'canvas', 'object').filter((el) => /configurat|konfigurat|design-?tool/iu.test(Object.values(el.attribs).join(' ')));
    return [afforded([...acts, ...heads, ...marked, ...frames])];
  },
});
