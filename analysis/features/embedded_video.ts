import type { Element } from 'domhandler';
import { afforded, byOperator, defineFeature, performed } from './define.ts';
import { membersContent } from './cues.ts';
import { VIDEO_SOURCE } from './site.ts';
import { isLabel, mentions } from './words/index.ts';

const PLAYER = /^(?:video-?js|vjs-\w+|jwplayer|jw-player|youtube-?(?:player|embed|facade|lite)|lite-youtube|vimeo-?(?:player|embed)|wistia_embed|video-?player|mediaelement|mejs-\w+|flowplayer|video-embed|embed-youtube|plyr(?:__\w+)?|rll-youtube-player)$/iu;

export default defineFeature({
  id: 'embedded_video', name: 'Embedded video', kind: 'role', role: 5, version: 1, operatorToo: true,
  counts: 'A player of a video service or a member’s video in the content, or a field for one in a submission; members’ told from the operator’s and from a campaign’s own.',
  countsNot: 'A link to a video; adverts.',
  coverage: [['item']],
  find(view) {
    const players = view.those(isPlayer).filter((el) => view.place(el) !== 'banner');
    const campaign = view.phrases.some((p) => p.place === 'main' && p.text.length < 80 && mentions('pledged', p.text));
    const members = players.filter((el) => membersContent(view, el) && !campaign);
    const operators = players.filter((el) => !members.includes(el));
    const fields = view.fields.filter((f) => ['text', 'url', 'textarea'].includes(f.type) && f.place === 'main' && (isLabel('videoField', f.label) || /(?:^|[_\W])(?:youtube|vimeo|video)_?(?:url|link|id)?$/iu.test(f.name)) && f.form !== null && view.kind !== 'search').map((f) => f.el);
    const acts = view.fields.filter((f) => (f.type === 'submit' || f.type === 'button') && f.place === 'main' && /video|youtube/iu.test(f.label) && isLabel('videoField', f.label)).map((f) => f.el);
    return [performed(members), afforded([...fields, ...acts]), byOperator(operators)];
  },
});

function isPlayer(el: Element): boolean {
  if (el.name === 'body' || el.name === 'link' || el.name === 'meta') return false;
  const source = [el.attribs['src'], el.attribs['data'], el.attribs['data-src'], el.attribs['data-lazy-src'], el.attribs['data-video-url'], el.attribs['data-url']].filter((v) => v !== undefined).join(' ');
  if (['iframe', 'embed', 'object'].includes(el.name)) return VIDEO_SOURCE.test(source) || (el.name === 'object' && innerSource(el));
  if (el.name === 'video') return true;
  if (el.name === 'lite-youtube' || el.name === 'lite-vimeo' || el.attribs['data-youtube-id'] !== undefined || el.attribs['data-vimeo-id'] !== undefined) return true;
  return ['div', 'figure', 'span', 'a'].includes(el.name) && (el.attribs['class'] ?? '').split(/\s+/u).some((t) => PLAYER.test(t)) && (source !== '' || el.children.length > 0);
}

function innerSource(el: Element): boolean {
  return el.children.some((c) => 'attribs' in c && VIDEO_SOURCE.test(`${c.attribs['src'] ?? ''} ${c.attribs['value'] ?? ''}`));
}
