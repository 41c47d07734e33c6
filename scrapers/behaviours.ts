/**
 * What a reader does to see all of a page: scrolls to its end, asks for more, refuses the cookies that a banner over the
 * page asks about. Nothing else is ever clicked.
 */
import type { Page } from 'playwright-core';

export interface BehaviourLimits {
  /** Rounds of scrolling and asking for more. */
  readonly rounds: number;
  /** Latest moment, by `performance.now()`. */
  readonly until: number;
  /** A page with so many elements has grown enough. */
  readonly elements: number;
  readonly refuseBanners: boolean;
}

export interface Behaved {
  /** `scroll 3; load-more 2; banner-refused 1`; empty if nothing was done. */
  readonly did: string;
  /** The page as it was before something clicked led away from it; null if nothing did. */
  readonly instead: string | null;
}

/** Whole names of controls that only show more of the same page. */
const MORE = [
  String.raw`(?:load|show|view|see)(?: \d+)? (?:more|older|previous|earlier|all)\b.{0,30}`,
  String.raw`(?:\d+ )?(?:more|older|previous) (?:comments|replies|answers|posts|results|ideas|projects|reviews|updates|messages|topics)`,
  String.raw`(?:\d+ )?(?:mehr|weitere|ältere|alle)\b.{0,25}(?:laden|anzeigen|ansehen)`,
  String.raw`(?:carregar|ver|mostrar|exibir) mais\b.{0,25}`,
  String.raw`(?:voir|charger|afficher) (?:plus|davantage)\b.{0,25}`,
  String.raw`(?:cargar|ver|mostrar) más(?: .{0,25})?`,
  String.raw`(?:carica|mostra) (?:altr[ioae]|di più)(?: .{0,25})?`,
  String.raw`(?:meer|toon meer)(?: .{0,20})? (?:laden|tonen)|(?:laad|toon) meer(?: .{0,20})?`,
].join('|');

/** Whatever else such a name says, these words mean an act, or consent. */
const ACTS =
  String.raw`\b(?:vot(?:e|ing|ar|er)|follow|like|delete|remove|log ?in|log ?out|sign ?(?:in|up|out)|register|join|subscribe|share|buy|donate|report|flag|reply|post|send|submit|accept|agree|allow|consent|cookies?|anmelden|abstimmen|akzeptieren|aceitar|accepter|aceptar|accetta)\b`;

/** Whole names of plain refusals. */
const REFUSALS = [
  String.raw`(?:reject|decline|refuse|deny)(?: all)?(?: (?:optional|additional|non-essential|cookies))*`,
  String.raw`(?:(?:accept|allow|use) )?(?:only )?(?:strictly )?(?:necessary|essential|required)(?: cookies)?(?: only)?|continue without (?:accepting|agreeing)`,
  String.raw`(?:alle(?:s)? )?ablehnen|nur (?:notwendige|erforderliche|essenzielle|essentielle)(?: cookies)?(?: (?:akzeptieren|zulassen|erlauben))?`,
  String.raw`(?:rejeitar|recusar)(?: tudo| todos)?(?: os)?(?: cookies)?|(?:apenas|somente|só)(?: os)?(?: cookies)? necessários`,
  String.raw`(?:tout )?(?:refuser|rejeter)(?: tout| tous)?(?: les)?(?: cookies)?|continuer sans accepter`,
  String.raw`rechazar(?: todo| todas)?(?: las)?(?: cookies)?|(?:solo|sólo) (?:las )?necesarias`,
  String.raw`rifiuta(?: tutt[oi])?|(?:alles )?weigeren`,
].join('|');

const CONSENT = String.raw`cookie|consent|einwillig|datenschutz|privacy|privacidade|consentimento|confidentialité|consentement|privacidad|traceurs`;

interface Reader {
  refuse(): boolean;
  more(click: boolean): number;
  /** Goes to the end of the page. @returns whether there was anything below */
  down(): boolean;
  size(): { height: number; elements: number; path: string };
}

/** To be run before a page's own scripts. */
export const reader = `(() => {
  const whole = (names) => new RegExp('^(?:' + names + ')[\\\\s.…›»>▼+()\\\\d]*$', 'i');
  const more = whole(${JSON.stringify(MORE)}), acts = new RegExp(${JSON.stringify(ACTS)}, 'i'), refusal = whole(${JSON.stringify(REFUSALS)}), consent = new RegExp(${JSON.stringify(CONSENT)}, 'i');
  const nameOf = (el) => (el.getAttribute('aria-label') || el.innerText || el.value || el.title || '').replace(/\\s+/g, ' ').trim();
  const shown = (el) => el.getClientRects().length > 0 && getComputedStyle(el).visibility === 'visible';
  // A control that can neither send a form nor lead to another page.
  const harmless = (el) => !el.closest('form') && !el.form && !el.disabled && el.getAttribute('aria-disabled') !== 'true' && ['', '#'].includes(el.getAttribute('href') ?? '');
  const controls = () => [...document.querySelectorAll('button, [role="button"], input[type="button"], a:not([href]), a[href=""], a[href="#"]')].filter((el) => harmless(el) && shown(el));
  const count = () => document.getElementsByTagName('*').length;
  const asked = new Map();
  const fixed = (el) => { for (let at = el; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).position === 'fixed' || at.matches('dialog[open], [aria-modal="true"]')) return at; return null; };
  Object.defineProperty(window, '__netnoReader', { value: {
    // Only a banner that stands over the page: whatever is fixed lies at its middle.
    refuse() {
      if (!fixed(document.elementFromPoint(innerWidth / 2, innerHeight / 2))) return false;
      const button = controls().find((el) => {
        const name = nameOf(el), box = fixed(el);
        return name.length < 60 && refusal.test(name) && box && consent.test(box.innerText);
      });
      button?.click();
      return button !== undefined;
    },
    // What was asked for once is asked for again only if it brought something.
    more(click) {
      const found = controls().filter((el) => {
        const name = nameOf(el);
        return name.length < 60 && more.test(name) && !acts.test(name) && el.getAttribute('aria-expanded') !== 'true' && !(asked.get(el) >= count());
      }).slice(0, 10);
      if (click) for (const el of found) { asked.set(el, count()); el.click(); }
      return found.length;
    },
    down() {
      const end = document.scrollingElement ?? document.documentElement;
      const below = end.scrollHeight - innerHeight - scrollY > 1;
      if (below) scrollTo({ top: end.scrollHeight, behavior: 'instant' });
      return below;
    },
    size: () => ({ height: (document.scrollingElement ?? document.documentElement).scrollHeight, elements: count(), path: location.pathname }),
  } });
})();`;

const call = <K extends keyof Reader>(page: Page, what: K, argument?: boolean): Promise<ReturnType<Reader[K]>> =>
  page.evaluate(([name, given]) => (window as unknown as { __netnoReader: Record<string, (given?: boolean) => unknown> }).__netnoReader[name]?.(given), [what, argument] as const) as Promise<ReturnType<Reader[K]>>;

/** @param settle waits until the page has done what it was asked for */
export async function behave(page: Page, settle: () => Promise<void>, limits: BehaviourLimits): Promise<Behaved> {
  const did = { scroll: 0, 'load-more': 0, 'banner-refused': 0 };
  let instead: string | null = null;
  if (limits.refuseBanners && (await call(page, 'refuse'))) {
    did['banner-refused']++;
    await settle();
  }
  let size = await call(page, 'size');
  for (let round = 0; round < limits.rounds && size.elements < limits.elements && performance.now() < limits.until; round++) {
    const before = size;
    if ((await call(page, 'more')) > 0) {
      const as = await page.content();
      const clicked = await call(page, 'more', true);
      await settle();
      if ((await call(page, 'size')).path !== before.path) {
        instead = as;
        break;
      }
      did['load-more'] += clicked;
    }
    size = await call(page, 'size');
    if (await call(page, 'down')) {
      await settle();
      const further = await call(page, 'size');
      if (further.height > size.height || further.elements > size.elements) did.scroll++;
      size = further;
    }
    if (size.height <= before.height && size.elements <= before.elements) break;
  }
  return { did: Object.entries(did).filter(([, times]) => times > 0).map(([what, times]) => `${what} ${times}`).join('; '), instead };
}
