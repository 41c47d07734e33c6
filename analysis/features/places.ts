/** Where on a page an element stands, by its tag, its role, and the names that sites give to their parts. */
import type { Element } from 'domhandler';
import { isElement } from './nodes.ts';
import { tokensIn } from './region.ts';
import { remembered } from './remembered.ts';

/** `banner`: cookie notices and adverts, which say nothing of the site. */
export type Place = 'head' | 'header' | 'nav' | 'main' | 'aside' | 'footer' | 'banner';

const FOOT = /^(?:(?:site|page|global|main|bottom|the)?[-_]?(?:footer|foot|colophon)|footer[-_]?(?:wrap|wrapper|container|inner|links|nav|menu|content)?|bottom-?bar|copyright)$/iu;
const HEAD = /^(?:(?:site|page|global|main|top|the)?[-_]?(?:header|masthead|topbar|top-?bar)|header[-_]?(?:wrap|wrapper|container|inner|nav|menu|content)?|banner|top-?nav|toplinks|above_?body)$/iu;
const NAV = /^(?:(?:site|page|global|main|top|primary|secondary|sub|user|left|right|side)?[-_]?(?:nav|navbar|navigation|menu|mainmenu)|nav[-_].*|menu[-_].*|.*[-_](?:nav|navbar|navigation|menu)|breadcrumbs?|crumbs|tabs?|navtabs|toolbar|sitemap)$/iu;
const SIDE = /^(?:(?:left|right|primary|secondary)?[-_]?side[-_]?bar.*|.*sidebar|widget.*|aside|panel-?side|.*-widget|box-?right|rail)$/iu;
const BANNER = /^(?:.*cookie.*|.*consent.*|gdpr.*|ccpa.*|ads?|advert(?:isement|ising|s)?(?:[-_].*)?|ad-?(?:slot|unit|banner|box|container|wrap.*)|adsbygoogle|sponsored-?content|onetrust.*)$/iu;

/** What a class token or id says of its element's place; '' when nothing. */
const byMark = remembered((mark): Place | '' =>
  BANNER.test(mark) ? 'banner' : FOOT.test(mark) ? 'footer' : HEAD.test(mark) ? 'header' : NAV.test(mark) ? 'nav' : SIDE.test(mark) ? 'aside' : '');

const NOTHING: ReadonlySet<Place | ''> = new Set();
const byClass = remembered((cls): ReadonlySet<Place | ''> => new Set(tokensIn(cls).map(byMark)));

function marksOf(el: Element): ReadonlySet<Place | ''> {
  const { id, class: cls } = el.attribs;
  const said = cls === undefined ? NOTHING : byClass(cls);
  return id === undefined || byMark(id) === '' ? said : new Set([...said, byMark(id)]);
}

/** The place that the element itself opens below `above`; null when it stays in the one above. */
export function ownPlace(el: Element, above: Place): Place | null {
  if (above === 'banner' || el.name === 'body' || el.name === 'html') return null;
  const role = el.attribs['role'];
  const marks = marksOf(el);
  if (marks.has('banner')) return 'banner';
  if (el.name === 'head') return 'head';
  if (el.name === 'nav' || role === 'navigation' || role === 'menubar' || role === 'menu') return 'nav';
  if (el.name === 'main' || role === 'main' || el.name === 'article') return 'main';
  if (el.name === 'aside' || role === 'complementary') return 'aside';
  const footer = el.name === 'footer' || role === 'contentinfo' || marks.has('footer');
  const header = el.name === 'header' || role === 'banner' || marks.has('header');
  if ((footer || header) && !(above === 'main' && inArticle(el))) return footer ? 'footer' : above === 'nav' ? null : 'header';
  if (marks.has('nav')) return above === 'footer' ? null : 'nav';
  return marks.has('aside') ? 'aside' : null;
}

function inArticle(el: Element): boolean {
  for (let at = el.parent; at !== null; at = at.parent) if (isElement(at) && (at).name === 'article') return true;
  return false;
}
