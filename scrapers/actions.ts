/** Links that act. An observer who follows one has taken part; such links are recorded, never followed. */

const VERBS =
  'logout|log-?out|log-?off|logoff|signout|sign-?out|sign-?off|exit|quit|end-?session|abmelden|deconnexion|sair|delete|remove|destroy|trash|vote|upvote|downvote|up-?vote|down-?vote|vote-?up|vote-?down|rate|like|unlike|dislike|thank|thanks|kudos|' +
  'follow|unfollow|subscribe|unsubscribe|watch|unwatch|favou?rite|unfavou?rite|bookmark|flag|report|spam|ban|block|mute|ignore|edit|reply|quote|' +
  'newthread|new-?thread|newtopic|newreply|posting|compose|submit|add|create|new|buy|checkout|cart|add-?to-?cart|pledge-?now|back-?this|donate-?now|' +
  'accept|reject|approve|invite|share|sendmail|email|mailto|mark-?read|markread|mark-?all|poke|sendmessage|privmsg|report-?post|revert|undo|confirm|activate|lostpw|resetpwd|forgot-?password|lost-?password';
const VERB = new RegExp(`^(?:${VERBS})$`, 'i');
/** Verbs that are pages as often as actions when they stand alone at the end of a path; only a parameter makes them act. */
const ALSO_PAGES = /^(?:share|thanks|kudos|new|add|create|submit|report|watch|rate|invite|cart|edit|quote|reply|posting|email|block|ignore)$/i;
/** Parameters that choose what a script does. */
const CHOICE = /^(?:action|do|act|op|cmd|task|method|mode|event|submit|command)$/i;
/** Values with which such a parameter only shows something. */
const SHOWS =
  /^(?:view\w*|show\w*|display\w*|list\w*|index|recent|profile|member\w*|mlist|groups?|groupcp|topics?|posts?|forums?|boards?|read|help|faq|who|stats|about|terms|rules|news|home|main|browse|detail\w*|overview|calendar|tags?|search|leaders?|ranking\w*|gallery|feed|rss|archive|front|front_page|article|page|category|item|register|login|summary)$/i;

const TO_LOGIN = 'it leads to a login and back';

/**
 * What a link would do, in words; null if it leads to a page.
 * @param rel the link's rel attribute, lower case, or null
 */
export function actionOf(url: URL, rel: string | null): string | null {
  const path = url.pathname.toLowerCase();
  const folders = path.split('/');
  for (let i = 1; i < folders.length; i++) {
    const name = (folders[i] ?? '').replace(/\.(?:php|aspx?|jsp|cgi|html?)$/, '');
    if (name === '' || !VERB.test(name)) continue;
    // /vote/12 and /ideas/12/vote act; /edit alone may be a page about editing, /posts/12/edit is not.
    if (!ALSO_PAGES.test(name)) return `it would ${name}`;
    if (i >= 2 && /\d|^[0-9a-f-]{8,}$/.test(folders.slice(1, i).join('/'))) return `it would ${name}`;
  }
  if (url.search !== '') {
    for (const [name, value] of url.searchParams) {
      if (CHOICE.test(name) && value !== '' && !SHOWS.test(value.split(';')[0] ?? '')) return `it would do "${value.slice(0, 40)}"`;
      if (/^(?:a|ac|c|m|cm|fn|go|page|p|view|req|route|r)$/i.test(name) && VERB.test(value) && !ALSO_PAGES.test(value)) return `it would ${value}`;
      if (VERB.test(name) && !/^(?:new|share|report|quote|email|edit|rate|block)$/i.test(name)) return `it would ${name}`;
      if (/^(?:next|return|returnto|return_to|return_url|redirect|redirect_to|redirecturl|continue|back|from|dest|destination|ref_url|came_from)$/i.test(name) && (/(?:log-?in|sign-?in|register|sign-?up|auth|account|session)/.test(path) || /^(?:https?:|%2f|\/)/i.test(value))) {
        return TO_LOGIN;
      }
      if (/^(?:csrf|token|csrf_token|authenticity_token|_wpnonce|sectok|securitytoken|nonce|hash)$/i.test(name)) return 'it carries a token, as actions do';
    }
    if (rel !== null && /\bnofollow\b/.test(rel)) return 'the site asks not to follow it';
  }
  return null;
}

/** Whether something that leads there by itself (a redirect, a refresh, a sitemap) would act; that it leads to a login does not. */
export function acts(url: string): boolean {
  const action = actionOf(new URL(url), null);
  return action !== null && action !== TO_LOGIN;
}

/** File endings that are no pages: assets are not fetched, what they are is said by the page that shows them. */
const ASSET = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|css|js|mjs|map|json|woff2?|ttf|eot|otf|mp[34]|m4[av]|webm|ogg|ogv|wav|avi|mov|wmv|flv|swf|zip|gz|tgz|bz2|xz|7z|rar|tar|dmg|exe|msi|apk|iso|jar|deb|rpm|pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|epub|mobi|ics|torrent)$/i;

export function isAsset(url: URL): boolean {
  return ASSET.test(url.pathname);
}
