/** Places where a site has no end: session ids, calendars, endless pages, combinations of filters. */

/** Parameters that name a visitor's session, by the software that sets them; with `s` and `sid` the value must look like one. */
const SESSION = /^(phpsessid|jsessionid|sessionid|session_id|sess|aspsessionid\w*|oscsid|zenid|cfid|cftoken|asp\.net_sessionid)$/i;
const SHORT_SESSION = /^(s|sid)$/i;

/** The URL without its session id: every visitor's pages are the same pages. */
export function withoutSession(url: string): string {
  if (!/[;?&](?:s|sid|[a-z.]*sess[a-z_.]*|oscsid|zenid|cfid|cftoken)\w*=/i.test(url)) return url;
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return url;
  }
  parsed.pathname = parsed.pathname.replace(/;(?:jsessionid|phpsessid)=[^/;]*/gi, '');
  const kept = parsed.search
    .slice(1)
    .split('&')
    .filter((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return !(SESSION.test(name) || (SHORT_SESSION.test(name) && /^[0-9a-f]{16,}$/i.test(value)));
    })
    .join('&');
  parsed.search = kept;
  return parsed.href;
}

const PAGE_PARAMETER = /^(page|p|pg|paged|start|offset|from|begin|st|pagenum|pageno|cursor|after|before)$/i;
const DATE_PARAMETER = /^(date|day|month|year|week|cal|calendar)$/i;
/** Short names and bare numbers are a date only with a year in front. */
const SHORT_DATE = /[?&](?:m|y|d)=(?:19|20)\d\d/i;
const DATED_PATH = /\/(?:19|20)\d\d\/(?:0?[1-9]|1[0-2])(?:\/(?:0?[1-9]|[12]\d|3[01]))?\/?$/;
/** Parameters whose value chooses what a page is, so that it belongs to the pattern. */
const CHOICE_PARAMETER = /^(action|do|mode|view|tab|section|type|act|task|option|module|area|cmd)$/i;

/**
 * The shape of a URL: numbers become `#`, names `*`; the first folder and file names stay. Pages of one pattern are
 * of one kind as far as the URL tells.
 */
export function patternOf(key: string): string {
  const start = key.indexOf('//') + 2;
  const slash = key.indexOf('/', start);
  if (slash === -1) return key;
  const question = key.indexOf('?', slash);
  const path = question === -1 ? key.slice(slash) : key.slice(slash, question);
  const segments = path.split('/').slice(1);
  const shape = segments.map((segment, index) => {
    if (segment === '') return '';
    if (/^\d+$/.test(segment)) return '#';
    if (/\.(php|aspx?|jsp|cgi|html?|do)$/i.test(segment) && !/\d/.test(segment)) return segment.toLowerCase();
    // A single name at the root may be anything; with something below it is a folder.
    return index === 0 && segments.length > 1 && !/\d{3}/.test(segment) ? segment.toLowerCase() : '*';
  });
  const names = question === -1 ? [] : key.slice(question + 1).split('&').map((pair) => {
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? '' : pair.slice(equals + 1);
    return `${name.toLowerCase()}=${CHOICE_PARAMETER.test(name) ? value.toLowerCase() : /^\d+$/.test(value) ? '#' : '*'}`;
  });
  return `${key.slice(start, slash)}/${shape.join('/')}${names.length > 0 ? `?${names.join('&')}` : ''}`;
}

/** How many URLs of a pattern are taken at most, where the pattern looks endless. */
export const QUOTAS = { calendar: 60, pagination: 500, facets: 100 } as const;

/**
 * Why a URL is not taken, in words; null if it is.
 * @param pattern `patternOf` its canonical form
 * @param known how many URLs of this pattern have been taken already
 */
export function trapOf(key: string, pattern: string, known: number): string | null {
  if (key.length > 1500) return 'a URL of more than 1500 characters';
  const question = key.indexOf('?');
  const path = question === -1 ? key : key.slice(0, question);
  const segments = path.split('/').slice(3);
  if (segments.length > 14) return 'a path of more than 14 folders';
  if (segments.length > 5 && repeats(segments)) return 'a path that repeats itself';
  if (known < QUOTAS.calendar) return null;
  const names = question === -1 ? [] : key.slice(question + 1).split('&').map((pair) => pair.split('=')[0] ?? '');
  if (names.some((name) => DATE_PARAMETER.test(name)) || SHORT_DATE.test(key) || DATED_PATH.test(path) || /\/(calendar|kalender|calendrier|agenda)\//.test(pattern.replace(/\?.*/, ''))) {
    return `a calendar: ${QUOTAS.calendar} of its pages are enough`;
  }
  if (known >= QUOTAS.facets && names.length >= 4) return `combinations of filters: ${QUOTAS.facets} of them are enough`;
  if (known >= QUOTAS.pagination && names.some((name) => PAGE_PARAMETER.test(name))) return `endless pages: ${QUOTAS.pagination} of them are enough`;
  return null;
}

/** Whether some folder name occurs three times, as it does when a relative link is wrong. */
function repeats(segments: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const segment of segments) {
    if (segment === '' || /^\d+$/.test(segment)) continue;
    const count = (counts.get(segment) ?? 0) + 1;
    if (count >= 3) return true;
    counts.set(segment, count);
  }
  return false;
}

/** Whether the URL is one of a numbered series, not its first page. */
export function isLaterPage(key: string): boolean {
  return /[?&](?:page|p|pg|paged|start|offset|st|pagenum|pageno)=(?!0*1?(?:&|$))\d+/i.test(key) || /\/(?:page|seite|p)[/-]?\d+\/?$/i.test(key);
}
