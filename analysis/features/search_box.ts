import { afforded, defineFeature } from './define.ts';
import { ownLinks } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';

const NAME = /^(?:q|s|search|query|keywords?|searchword|search_?(?:term|text|query|keywords|string|words)|term|k|as_q|find|field-keywords|searchfor|search_block_form|st|kw|suche|such(?:begriff|wort|text|feld)|busca|buscar|pesquisa|palavra|recherche|mots?_?cl[eé]s?|motcle|zoek(?:term|woord|en)?|szukaj|hledat|hledej|haku(?:sana)?|cerca|ricerca|keyword|key_?words?|wd|search_\w{2,12}|\w{2,12}_search|search-?(?:field|input|box|string|text|term|query)|searchString|searchText|sitesearch|query_?string|qs|search\[\w+\])$/iu;

/** A field for an address is called "q" in some scripts, too. */
const ADDRESS = /\burls?\b|https?:|e-?mail/iu;

export default defineFeature({
  id: 'search_box', name: 'Search', kind: 'type', role: null, version: 2, operatorToo: false,
  counts: 'A search field for the site, or a link to its search page.',
  countsNot: 'A search of the web or of another site alone.',
  coverage: [['home']],
  find(view) {
    const fields = view.fields.filter((f) => f.place !== 'banner' && !ADDRESS.test(`${f.label} ${f.el.attribs['placeholder'] ?? ''}`) && (f.type === 'search' || (f.type === 'text' && (NAME.test(f.name) || isLabel('search', f.label) || /(?:^|[\s_-])search/iu.test(`${f.el.attribs['class'] ?? ''} ${f.el.attribs['id'] ?? ''}`)))) && !(f.form !== null && view.forms.some((w) => w.el === f.form && w.fields.some((x) => x.type === 'password'))));
    const forms = view.forms.filter((f) => f.place !== 'banner' && (f.el.attribs['role'] === 'search' || /(?:^|[/?=_-])(?:search|suche|suchen|buscar?|busca|pesquisa|recherche|zoeken|ricerca|cerca|szukaj|wyszukiwarka|hledat|hledani|haku|sok|sog|arama|kereses|cautare|pretraga|poisk)(?:$|[/?.&_-])/iu.test(f.action)) && f.fields.some((x) => x.type === 'text' || x.type === 'search'));
    const links = ownLinks(view, 'search').filter((l) => /search|such|busca|find|pesquisa|recherch|query/iu.test(l.path) && mentions('search', l.name));
    return [afforded([...fields.map((f) => f.el), ...forms.map((f) => f.el), ...links.map((l) => l.el)])];
  },
});
