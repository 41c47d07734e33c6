/** What kind of page it is, by its address first and by its structure where the address does not say. */
import type { PageView } from './page.ts';
import { isLabel, pathIs } from './words/index.ts';

export const PAGE_KINDS = ['home', 'listing', 'item', 'profile', 'members', 'login', 'register', 'rules', 'help', 'news', 'search', 'about', 'other'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

export function isPageKind(kind: string): kind is PageKind {
  return PAGE_KINDS.some((k) => k === kind);
}

const HOME = /^\/(?:index|default|home|start|main|portal|welcome)?(?:\.(?:html?|php|aspx?|jsp|cgi))?\/?$/iu;
const EXTENSION = /\.(?:html?|php\d?|aspx?|jsp|cgi|shtml|do|esi|action)$/iu;

export function kindOf(view: PageView): PageKind {
  const path = view.url.pathname;
  const query = view.url.searchParams;
  const steps = path.split('/').map((s) => safeDecode(s).toLowerCase().replace(EXTENSION, '')).filter((s) => s !== '');
  const last = steps.at(-1) ?? '';
  const asked = [...query.entries()].filter(([k]) => !/^(?:s|sid|phpsessid|jsessionid|utm_\w+|ref|lang|versionfrom)$/iu.test(k));

  if (HOME.test(path) && asked.length === 0) return 'home';
  const mode = `${query.get('mode') ?? ''} ${query.get('do') ?? ''} ${query.get('action') ?? ''} ${query.get('section') ?? ''}`.toLowerCase();
  if (/\b(?:register|addmember)\b/u.test(mode)) return 'register';
  if (/\blog-?in\b/u.test(mode)) return 'login';
  if (/\b(?:viewprofile|profile)\b/u.test(mode)) return 'profile';
  if (/^(?:showthread|viewtopic)$/u.test(last)) return 'item';
  if (/^(?:forumdisplay|viewforum)$/u.test(last)) return 'listing';
  if (/^member$/u.test(last) && query.has('u')) return 'profile';

  const passwords = view.fields.filter((f) => f.type === 'password' && f.place !== 'header' && f.place !== 'nav').length;
  if (passwords > 1 || (pathIs('pathRegister', last) && passwords > 0)) return 'register';
  if (pathIs('pathLogin', last)) return 'login';
  if (pathIs('pathRegister', last) && view.fields.some((f) => /^(?:email|password|text)$/u.test(f.type) && f.place === 'main')) return 'register';
  if (pathIs('pathRules', last)) return 'rules';
  if (pathIs('pathSearch', last) || (query.has('q') && steps.length === 0)) return 'search';
  if (pathIs('pathMembers', last)) return 'members';
  const before = steps.at(-2) ?? '';
  if (pathIs('pathProfile', before) || steps.some((s, i) => i < steps.length - 1 && i >= steps.length - 3 && pathIs('pathProfile', s) && /^[\w.@-]+$/u.test(last))) {
    if (!pathIs('pathItem', last) || pathIs('pathProfile', before)) return 'profile';
  }
  if (pathIs('pathHelp', last)) return 'help';
  if (pathIs('pathAbout', last)) return 'about';
  if (steps.some((s) => pathIs('pathNews', s))) return 'news';
  const itemAt = steps.findIndex((s) => pathIs('pathItem', s));
  if (itemAt >= 0 && itemAt < steps.length - 1 && !pathIs('pathListing', last) && !/^(?:page-?\d+|p\d+)$/u.test(last)) return 'item';
  if (itemAt === steps.length - 1 && asked.some(([k]) => /^(?:id|t|p|tid|topic|thread|idea|q|item|entry|project)$/iu.test(k))) return 'item';
  if (steps.some((s) => pathIs('pathListing', s))) return itemAt >= 0 && looksLikeItem(view) ? 'item' : 'listing';
  if (steps.length <= 1 && asked.length === 0 && itemAt < 0 && steps.length === 0) return 'home';
  if (looksLikeItem(view)) return 'item';
  // A numbered thing below something: one of many, whatever they are called here.
  if (steps.length >= 2 && /^\d+(?:-.*)?$|-\d+$/u.test(last) && !pathIs('pathNews', before)) return 'item';
  if (pathIs('pathHelp', steps[0] ?? '')) return 'help';
  if (pathIs('pathAbout', steps[0] ?? '')) return 'about';
  return 'other';
}

/** One subject with what people wrote under it: one first heading and a place to write, or repeated posts with a date. */
function looksLikeItem(view: PageView): boolean {
  const writes = view.forms.some((f) => f.place === 'main' && f.fields.some((x) => x.type === 'textarea') && f.buttons.concat(f.heading).some((t) => isLabel('writeComment', t) || isLabel('reply', t)));
  if (writes) return true;
  const types = view.elements.some((el) => /schema\.org\/(?:Question|DiscussionForumPosting|QAPage|BlogPosting|CreativeWork|Product)$/iu.test(el.attribs['itemtype'] ?? ''));
  return types && view.tagged('h1').length === 1;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
