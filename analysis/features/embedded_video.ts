import type { Element } from 'domhandler';
import { afforded, byOperator, defineFeature, performed } from './define.ts';
import { membersContent } from './cues.ts';
import { VIDEO_SOURCE } from './site.ts';
import { isLabel, mentions } from './words/index.ts';

const PLAYER = /^(?:video-?js|vjs-\w+|jwplayer|jw-player|youtube-?(?:player|embed|facade|lite)|lite-youtube|vimeo-?(?:player|embed)|wistia_embed|video-?player|mediaelement|mejs-\w+|flowplayer|video-embed|embed-youtube|plyr(?:__\w+)?|rll-youtube-player)$/iu;

/** Boxes that editors and themes put around an embedded player; the address in it may be that of a copy. */
const FRAME = /^(?:fr-video|fluid-width-video-wrapper|wp-block-embed-(?:youtube|vimeo|dailymotion|ted|videopress)|is-provider-(?:youtube|vimeo|dailymotion|ted|videopress)|(?:responsive-?)?video-?(?:wrapper|wrap|container|responsive|frame|holder|embed|box)|embed-?video|bbCodeVideo|bbMediaWrapper|bbcode_media|youtube_embed|mediaEmbed|fitvid\w*|ipsEmbeddedVideo|js-video|ql-video|e-?player)$/iu;
/** Further services by which members and sites show moving pictures. */
const MORE = /(?:video\.wordpress\.com|videopress\.com\/|streamable\.com\/|vine\.co\/v|archive\.org\/embed|tiktok\.com\/(?:embed|player)|video\.google\.\w+\/googleplayer|rumble\.com\/embed|odysee\.com\/\$\/embed|vk\.com\/video_ext|ok\.ru\/videoembed|coub\.com\/embed|loom\.com\/embed|metacafe\.com\/(?:embed|fplayer)|liveleak\.com\/(?:e\/|ll_embed)|ustream\.tv\/embed|livestream\.com\/\S*player|veoh\.com\/|player\.(?:bilibili|youku|pbs|theplatform|ooyala|twitch)\.|v\.qq\.com\/|nicovideo\.jp|myvideo\.(?:de|ge)|vbox7\.com|sapo\.pt\/play|peertube|\/videos\/embed\/|cdnapi\w*\.kaltura|vidyard\.com|funnyordie\.com\/embed|collegehumor\.com\/e|break\.com\/embed|clipfish\.de\/|video\.\w+\.\w+\/embed)/iu;
/** A player that is put in place when it is clicked on names its address in the markup. */
const EMBED = /(?:youtube(?:-nocookie)?\.com\/embed\/|player\.vimeo\.com\/video|dailymotion\.com\/embed|rutube\.ru\/play\/embed|facebook\.com\/plugins\/video)/iu;

/** Elements that scripts turn into players. */
const TAGS: ReadonlySet<string> = new Set(['lite-youtube', 'lite-vimeo', 'amp-youtube', 'amp-vimeo', 'amp-dailymotion', 'amp-video', 'amp-brightcove', 'amp-jwplayer', 'video-js', 'mux-player', 'youtube-video', 'vimeo-video', 'wistia-player', 'bunny-player']);
const BOXES: ReadonlySet<string> = new Set(['div', 'section', 'figure']);
const NAMED = /^data-(?:youtube|vimeo|dailymotion|yt|wistia|brightcove)-?(?:video)?-?(?:id|key|code)$/iu;
const JSON_ID = /"(?:youtube|vimeo|dailymotion|brightcove|wistia)_?(?:video)?_?id"\s*:\s*"[^"]/iu;

export default defineFeature({
  id: 'embedded_video', name: 'Embedded video', kind: 'role', role: 5, version: 2, operatorToo: true,
  counts: 'A player of a video service or a member’s video in the content, or a field for one in a submission; members’ told from the operator’s and from a campaign’s own.',
  countsNot: 'A link to a video; adverts.',
  coverage: [['item']],
  find(view) {
    const framed = view.tagged('iframe', 'embed', 'object').filter((el) => view.closest(el, (at) => at !== el && at.name !== 'body' && (at.attribs['class'] ?? '').split(/\s+/u).some((t) => FRAME.test(t))) !== null);
    const players = [...new Set([...view.those(isPlayer), ...framed])].filter((el) => view.place(el) !== 'banner');
    const campaign = view.phrases.some((p) => p.place === 'main' && p.text.length < 80 && mentions('pledged', p.text));
    const members = players.filter((el) => membersContent(view, el) && !campaign);
    const operators = players.filter((el) => !members.includes(el));
    const fields = view.fields.filter((f) => ['text', 'url', 'textarea'].includes(f.type) && f.place === 'main' && (isLabel('videoField', f.label) || /(?:^|[_\W])(?:youtube|vimeo|video)_?(?:url|link|id)?$/iu.test(f.name)) && f.form !== null && view.kind !== 'search' && view.kind !== 'register' && view.kind !== 'profile').map((f) => f.el);
    const acts = view.fields.filter((f) => (f.type === 'submit' || f.type === 'button') && f.place === 'main' && /video|youtube/iu.test(f.label) && isLabel('videoField', f.label)).map((f) => f.el);
    return [performed(members), afforded([...fields, ...acts]), byOperator(operators)];
  },
});

function isPlayer(el: Element): boolean {
  if (el.name === 'body' || el.name === 'link' || el.name === 'meta') return false;
  const source = [el.attribs['src'], el.attribs['data'], el.attribs['data-src'], el.attribs['data-lazy-src'], el.attribs['data-video-url'], el.attribs['data-url']].filter((v) => v !== undefined).join(' ');
  if (['iframe', 'embed', 'object'].includes(el.name)) return VIDEO_SOURCE.test(source) || MORE.test(source) || /\bvideo\b.{0,12}\bplayer\b|^(?:youtube|vimeo|video) /iu.test(`${el.attribs['title'] ?? ''} ${el.attribs['aria-label'] ?? ''}`) || (el.name === 'object' && innerSource(el));
  if (el.name === 'video') return !sizeless(el);
  if (['a', 'div', 'span', 'figure', 'img', 'button', 'section'].includes(el.name) && Object.entries(el.attribs).some(([name, value]) => name.startsWith('data-') && EMBED.test(value) && !/share|copy|code/iu.test(name))) return true;
  if (TAGS.has(el.name) || (BOXES.has(el.name) && Object.entries(el.attribs).some(([name, value]) => name.startsWith('data-') && (NAMED.test(name) ? /^[\w-]{5,40}$/u.test(value) : JSON_ID.test(value)))) || el.attribs['data-youtube-id'] !== undefined || el.attribs['data-vimeo-id'] !== undefined) return true;
  return ['div', 'figure', 'span', 'a'].includes(el.name) && (el.attribs['class'] ?? '').split(/\s+/u).some((t) => PLAYER.test(t)) && (source !== '' || el.children.length > 0);
}

/** Zero in size: what plays there is not meant to be seen. */
function sizeless(el: Element): boolean {
  return /(?:^|[;\s])(?:width|height):\s*0(?:px)?\s*(?:;|$)/iu.test(el.attribs['style'] ?? '') || el.attribs['width'] === '0' || el.attribs['height'] === '0';
}

function innerSource(el: Element): boolean {
  return el.children.some((c) => 'attribs' in c && VIDEO_SOURCE.test(`${c.attribs['src'] ?? ''} ${c.attribs['value'] ?? ''}`));
}
