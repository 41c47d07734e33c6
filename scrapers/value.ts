/**
 * What a page is worth to an observer before it has been seen: by words of its URL and of the link to it, and by how many of
 * its kind are known already. So profiles, threads, ideas, rules and news come before the ten-thousandth archive page.
 */
import { isLaterPage } from './traps.ts';

export type PageKind =
  | 'home' | 'rules' | 'about' | 'help' | 'challenge' | 'idea' | 'project' | 'thread' | 'forum' | 'members' | 'profile'
  | 'news' | 'tags' | 'company' | 'register' | 'archive' | 'search' | 'other';

/** Worth of the first page of a kind. What the 5C rest on stands above what every site has. */
const WORTH: Readonly<Record<PageKind, number>> = {
  home: 1000, rules: 900, about: 880, help: 860, challenge: 850, idea: 850, project: 840, thread: 830, forum: 820, members: 810,
  profile: 810, company: 780, news: 720, tags: 680, register: 600, other: 500, archive: 150, search: 100,
};

/** Words of URL folders, parameters and short link texts; English, German, French, Spanish, Italian, Portuguese. */
const WORDS: readonly (readonly [PageKind, readonly string[]])[] = [
  ['rules', ['rules', 'terms', 'tos', 'guidelines', 'policy', 'regeln', 'spielregeln', 'nutzungsbedingungen', 'agb', 'reglement', 'regles', 'conditions', 'reglas', 'normas', 'condiciones', 'regole', 'regolamento', 'regras', 'termos']],
  ['help', ['help', 'faq', 'faqs', 'support', 'howitworks', 'how-it-works', 'hilfe', 'aide', 'ayuda', 'aiuto', 'ajuda']],
  ['about', ['about', 'about-us', 'aboutus', 'company', 'team', 'ueber', 'ueber-uns', 'uber-uns', 'impressum', 'imprint', 'apropos', 'a-propos', 'acerca', 'nosotros', 'chi-siamo', 'sobre']],
  ['challenge', ['challenge', 'challenges', 'contest', 'contests', 'competition', 'competitions', 'campaign', 'campaigns', 'brief', 'briefs', 'wettbewerb', 'wettbewerbe', 'concours', 'concurso', 'concursos', 'desafio', 'desafios', 'concorso', 'sfida', 'hackathon', 'event', 'events']],
  ['idea', ['idea', 'ideas', 'suggestion', 'suggestions', 'proposal', 'proposals', 'submission', 'submissions', 'entry', 'entries', 'solution', 'solutions', 'design', 'designs', 'idee', 'ideen', 'vorschlag', 'vorschlaege', 'idees', 'propuesta', 'propuestas', 'proposta', 'propostas', 'ideias']],
  ['project', ['project', 'projects', 'product', 'products', 'task', 'tasks', 'job', 'jobs', 'gig', 'gigs', 'hit', 'hits', 'projekt', 'projekte', 'aufgabe', 'aufgaben', 'projet', 'projets', 'proyecto', 'proyectos', 'progetto', 'progetti', 'projeto', 'projetos', 'pledge', 'pledges', 'backers']],
  ['thread', ['thread', 'threads', 'topic', 'topics', 'showthread', 'viewtopic', 'discussion', 'discussions', 'question', 'questions', 'q', 't', 'post', 'posts', 'conversation', 'conversations', 'thema', 'themen', 'beitrag', 'frage', 'fragen', 'sujet', 'tema', 'pregunta', 'discussione', 'domanda']],
  ['members', ['members', 'memberlist', 'users', 'people', 'community', 'leaderboard', 'ranking', 'rankings', 'contributors', 'mitglieder', 'nutzer', 'membres', 'miembros', 'usuarios', 'membri', 'utenti', 'membros', 'followers', 'following']],
  ['profile', ['profile', 'profiles', 'user', 'member', 'u', 'author', 'authors', 'viewprofile', 'profil', 'profile.php', 'mitglied', 'perfil', 'profilo', 'utente', 'membre', 'miembro']],
  ['forum', ['forum', 'forums', 'forumdisplay', 'viewforum', 'board', 'boards', 'category', 'categories', 'group', 'groups', 'foren', 'kategorie', 'gruppe', 'foro', 'foros', 'groupe']],
  ['news', ['news', 'blog', 'blogs', 'press', 'updates', 'update', 'announcements', 'stories', 'neuigkeiten', 'aktuelles', 'presse', 'actualites', 'noticias', 'notizie']],
  ['company', ['customers', 'clients', 'partners', 'business', 'enterprise', 'casestudies', 'case-studies', 'case-study', 'sponsors', 'kunden', 'partner', 'unternehmen', 'entreprise', 'clientes', 'empresas', 'clienti', 'aziende']],
  ['tags', ['tag', 'tags', 'tagged', 'label', 'labels', 'keyword', 'schlagwort', 'schlagworte', 'etiqueta', 'etiquetas', 'etichetta']],
  ['register', ['register', 'signup', 'sign-up', 'join', 'registration', 'registrieren', 'anmelden', 'inscription', 'registro', 'login', 'signin', 'sign-in']],
  ['archive', ['archive', 'archives', 'archiv', 'calendar', 'kalender', 'history', 'print', 'printthread', 'export', 'raw', 'feed', 'rss', 'atom', 'revisions', 'diff']],
  ['search', ['search', 'suche', 'find', 'recherche', 'buscar', 'cerca', 'busca', 'advanced_search']],
];

const KIND_OF_WORD = new Map<string, PageKind>();
for (const [kind, words] of WORDS) for (const word of words) if (!KIND_OF_WORD.has(word)) KIND_OF_WORD.set(word, kind);
/** Kinds that make a page worth less whatever else is in its URL: the printed thread is no thread. */
const LESSENING: ReadonlySet<PageKind> = new Set(['archive', 'search', 'register']);

/**
 * Kind of a page as far as its URL and the text of a link tell. A folder is asked word by word, a title in a URL
 * (more than three words) is not: threads speak about everything.
 */
export function kindOf(key: string, text = ''): PageKind {
  const start = key.indexOf('//') + 2;
  const slash = key.indexOf('/', start);
  const rest = slash === -1 ? '/' : key.slice(slash);
  if (rest === '/') return 'home';
  let kind: PageKind | null = null;
  const [path = '', query = ''] = rest.split('?', 2);
  const folders = path.toLowerCase().split('/').filter((folder) => folder !== '');
  const values = query === '' ? [] : query.toLowerCase().split(/[&=;]/);
  // What stands first in a path says more than what stands later: /forum/search is a search, /ideas/12/team an idea.
  for (const part of [...folders, ...values]) {
    const name = part.replace(/\.(?:php|aspx?|jsp|cgi|html?)$/, '');
    const whole = KIND_OF_WORD.get(name);
    const words = whole ? [] : name.split(/[-_.+]/);
    const found = whole ?? (words.length <= 3 ? words.map((word) => KIND_OF_WORD.get(word)).find((one) => one !== undefined) : undefined);
    if (found === undefined) continue;
    if (LESSENING.has(found)) return found;
    kind ??= found;
  }
  if (kind === null && text !== '' && text.length < 40) {
    const words = text.toLowerCase().normalize('NFKD').replace(/\p{M}+/gu, '').split(/[^\p{L}]+/u).filter((word) => word !== '');
    if (words.length <= 3) for (const word of words) kind ??= KIND_OF_WORD.get(word) ?? null;
  }
  return kind ?? 'other';
}

/**
 * Priority of a URL; higher is fetched first.
 * @param known how many URLs of the same pattern are known already
 */
export function valueOf(key: string, text: string, depth: number, known: number): number {
  // Each doubling of a pattern costs 120: after seven threads a page of no known kind is as good as the eighth.
  let value = WORTH[kindOf(key, text)] - 10 * depth - Math.round(120 * Math.log2(1 + known));
  if (isLaterPage(key)) value -= 150;
  return value;
}
