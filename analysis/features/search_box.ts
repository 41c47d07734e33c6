import { afforded, defineFeature } from './define.ts';
import { ownLinks } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';

const NAME = /^(?:q|s|search|query|keywords?|searchword|search_?(?:term|text|query|keywords|string|words)|term|k|as_q|find|field-keywords|searchfor|search_block_form|st|kw|suche|busca|search\[\w+\])$/iu;

export default defineFeature({
  id: 'search_box', name: 'Search', kind: 'type', role: null, version: 1, operatorToo: false,
  counts: 'A search field for the site, or a link to its search page.',
  countsNot: 'A search of the web or of another site alone.',
  coverage: [['home']],
  find(view) {
    const fields = view.fields.filter((f) => f.place !== 'banner' && (f.type === 'search' || (f.type === 'text' && (NAME.test(f.name) || isLabel('search', f.label) || /(?:^|[\s_-])search/iu.test(`${f.el.attribs['class'] ?? ''} ${f.el.attribs['id'] ?? ''}`)))) && !(f.form !== null && view.forms.some((w) => w.el === f.form && w.fields.some((x) => x.type === 'password'))));
    const forms = view.forms.filter((f) => f.place !== 'banner' && (f.el.attribs['role'] === 'search' || /(?:^|[/?=_-])search(?:$|[/?.&_-])/iu.test(f.action)) && f.fields.some((x) => x.type === 'text' || x.type === 'search'));
    const links = ownLinks(view, 'search').filter((l) => /search|such|busca|find|pesquisa|recherch|query/iu.test(l.path) && mentions('search', l.name));
    return [afforded([...fields.map((f) => f.el), ...forms.map((f) => f.el), ...links.map((l) => l.el)])];
  },
});
