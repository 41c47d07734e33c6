/** What kind of thread a page holds, and what it is called. */
import type { Element } from 'domhandler';
import type { PageView } from '../features/page.ts';
import type { DiscourseKind } from './types.ts';

const PATHS: readonly { readonly kind: DiscourseKind; readonly re: RegExp }[] = [
  { kind: 'wiki-talk', re: /(?:^|[/=])(?:[\p{L}_]+_)?(?:talk|diskussion|discussão|discussao|discusión|discusion|discussione|dyskusja|overleg|обсуждение)(?:_[\p{L}]+)?:|[?&]do=discuss|\/wiki\/.*\btalk\b/iu },
  { kind: 'mailing-list', re: /\/(?:pipermail|hyperkitty|mailman\d?|archives?\/list|mail-?archives?|mailing-?lists?|lists?)\/|\/msg\d{4,}\.html|\/\d{4}-(?:january|february|march|april|may|june|july|august|september|october|november|december)\/\d{6}\.html|\/\d{4}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\/\d{4}\.html/iu },
  { kind: 'question', re: /\/(?:questions?|q|ask|answers?|fragen?|perguntas?|preguntas?|qa|faq-?community)(?:[/.?_-]|$)/iu },
  { kind: 'contest', re: /\/(?:contests?|challenges?|competitions?|entries|entry|submissions?|wettbewerbe?|concursos?|desafios?|briefs?|hackathons?)(?:[/.?_-]|$)/iu },
  { kind: 'idea', re: /\/(?:ideas?|suggestions?|ideen?|ideias?|sugest(?:oes|ões|ao|ão)|vorschl(?:ag|aege|äge)|proposals?|propostas?|feature-?requests?|idea-p|forums\/\d+[^/]*\/suggestions|feedback|innovations?|concepts?)(?:[/.?_-]|$)/iu },
  { kind: 'forum', re: /showthread|viewtopic|\/(?:threads?|topics?|forums?|discussions?|boards?|community|foro|f[oó]rum|t|td-p|diskussionen?|themen?|thema|topicos?|bbs|comments)(?:[/.?_-]|$)|[?&;](?:topic|threadid|tid)=|\/index\.php\?.*showtopic/iu },
  { kind: 'blog', re: /\/(?:blogs?|posts?|entry|articles?|weblog|journal|news|story|stories|artigos?|artikel|noticias?)(?:[/.?_-]|$)|\/(?:19|20)\d\d\/\d{1,2}(?:\/|$)/iu },
];
const HOSTS: readonly { readonly kind: DiscourseKind; readonly re: RegExp }[] = [
  { kind: 'mailing-list', re: /^(?:lists?|mail(?:man)?|ml|lore|marc)\./iu },
  { kind: 'question', re: /^(?:answers?|ask|questions?|qa)\./iu },
  { kind: 'idea', re: /^(?:ideas?|feedback|suggestions?|uservoice)\.|\.uservoice\./iu },
  { kind: 'forum', re: /^(?:forums?|boards?|discuss(?:ions?)?|community|talk|bbs|foro)\./iu },
  { kind: 'blog', re: /^(?:blogs?|weblog)\.|\.(?:wordpress|blogspot|typepad|livejournal)\./iu },
];
const TYPES: readonly { readonly kind: DiscourseKind; readonly re: RegExp }[] = [
  { kind: 'question', re: /schema\.org\/(?:Question|QAPage|Answer)$/iu },
  { kind: 'forum', re: /schema\.org\/DiscussionForumPosting$/iu },
  { kind: 'blog', re: /schema\.org\/(?:BlogPosting|Blog)$/iu },
];

/** What the page's address or its markup says outright; null when neither does. */
export function saidKind(view: PageView): DiscourseKind | null {
  let path: string;
  try {
    path = decodeURIComponent(view.url.pathname + view.url.search);
  } catch {
    path = view.url.pathname + view.url.search;
  }
  const byPath = PATHS.find((k) => k.re.test(path))?.kind ?? null;
  if (byPath === 'wiki-talk' || byPath === 'mailing-list') return byPath;
  const bySoftware = view.tagged('body')[0]?.attribs['class'] ?? '';
  if (/(?:^|\s)ns-talk(?:\s|$)/u.test(bySoftware)) return 'wiki-talk';
  let byType: DiscourseKind | null = null;
  for (const el of view.those(hasType)) byType ??= TYPES.find((k) => k.re.test(el.attribs['itemtype'] ?? ''))?.kind ?? null;
  if (byType === 'question') return byType;
  const byHost = HOSTS.find((k) => k.re.test(view.url.hostname))?.kind ?? null;
  // `/forum/ideas/12`: the more telling of the two is listed first. A forum's own "news" board is a forum.
  if (byPath === 'blog' && (byHost === 'forum' || byType === 'forum')) return 'forum';
  if (byPath !== null && byPath !== 'forum') return byPath;
  return byHost ?? byPath ?? byType;
}

function hasType(el: Element): boolean {
  return el.attribs['itemtype'] !== undefined;
}

/** The heading that names the page's subject: it says what the title says. */
export function subjectHeading(view: PageView): Element | null {
  const title = plain(view.title);
  let best: Element | null = null;
  let most = 0;
  for (const el of view.tagged('h1', 'h2', 'h3', 'h4')) {
    const place = view.place(el);
    if (place === 'nav' || place === 'footer' || place === 'banner' || place === 'aside') continue;
    const said = plain(view.brief(el, 300));
    if (said.length < 3 || /^(?:page|seite|página|pagina)? ?\d+ (?:of|von|de|\/) \d+/iu.test(said)) continue;
    const inTitle = title.includes(said) || (said.length > 20 && said.startsWith(title.slice(0, 40)) && title !== '');
    const whole = inTitle ? said.length / Math.max(title.length, 1) : shared(said, title);
    const worth = (el.name === 'h1' ? 0.4 : el.name === 'h2' ? 0.2 : 0.05) + (inTitle ? 0.3 + Math.min(1, whole) : 0) + (place === 'header' ? -0.2 : 0) + (/(?:^|\s|-)(?:site|logo|brand)/iu.test(el.attribs['class'] ?? el.attribs['id'] ?? '') ? -0.5 : 0);
    if (worth > most + 1e-9) [best, most] = [el, worth];
  }
  return most >= 0.4 ? best : null;
}

/** Share of the heading's words that the title has too, as a penalty where it has few. */
function shared(said: string, title: string): number {
  const words = said.split(' ');
  const share = words.filter((w) => title.includes(w)).length / words.length;
  return share > 0.6 && said.length < 2 * title.length ? 0.3 * share : title.length < 4 ? 0 : -0.1;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, ' ').trim();
}

export function threadTitle(view: PageView, heading: Element | null): string {
  const meta = view.elements.find((el) => el.name === 'meta' && /^(?:og:title|twitter:title)$/iu.test(el.attribs['property'] ?? el.attribs['name'] ?? ''))?.attribs['content'];
  const shown = heading === null ? '' : view.brief(heading, 300);
  if (shown !== '') return shown;
  // The site's name stands behind a bar or a dash.
  const parts = (meta ?? view.title).split(/\s+[|•·»«–—-]+\s+|\s*::\s*/u).map((p) => p.trim()).filter((p) => p !== '');
  const longest = [...parts].sort((a, b) => b.length - a.length)[0];
  return (parts[0] !== undefined && parts[0].length > 3 ? parts[0] : longest ?? view.title).slice(0, 300);
}
