import { afforded, byOperator, defineFeature } from './define.ts';
import { inPost, leadsToThread, named, ownLinks } from './cues.ts';
import { mentions } from './words/index.ts';
import { holds } from './region.ts';

/** Services on which communities keep a room of their own, by the address of an invitation. */
const ROOM = /\/\/(?:discord\.gg\/|discord(?:app)?\.com\/invite\/|gitter\.im\/|(?:www\.)?matrix\.to\/|webchat\.|(?:[\w-]+\.)?kiwiirc\.com|join\.slack\.com\/|[\w-]+\.slack\.com\/join|[\w-]+\.zulipchat\.com)|^ircs?:\/\//iu;
/** An address of the site's own that says so, whatever the link is called. */
const ADDRESS = /^\/(?:[a-z]{2}\/)?(?:chat|chat-?rooms?|shoutbox|irc|web-?chat|community-chat)(?:\.\w+)?\/?(?:index\.\w+)?$/iu;
const BOX = /(?:cbox\.ws|chatango\.com|xat\.com|tlk\.io|minnit\.chat|widgetbot|titanembeds|chatroll\.com|deadsimplechat|rumbletalk|shoutmix|chatbox)/iu;

export default defineFeature({
  id: 'chat_live', name: 'Live chat', kind: 'role', role: 1, version: 2, operatorToo: false,
  counts: 'A chat, shoutbox or live talk among members: the box, or a link to it.',
  countsNot: 'Support or sales chat with staff.',
  coverage: [['home']],
  find(view) {
    const links = named(view, 'chat').filter((c) => !leadsToThread(c.link) && c.place !== 'banner' && !mentions('staffChat', c.name) && !/support|sales|help|livechat(?:inc)?|zopim|tawk|olark|intercom/iu.test(c.link?.href ?? ''));
    const addressed = ownLinks(view, 'chat', ADDRESS).filter((l) => (l.place === 'nav' || l.place === 'header' || l.place === 'aside' || /chat|irc|shout/iu.test(l.name)) && ADDRESS.test(l.path.split('?')[0] ?? '') && !mentions('staffChat', l.name) && !/support|sales|help|hilfe|ajuda|ayuda|aide|contact|kontakt/iu.test(l.name)).map((l) => l.el);
    const rooms = view.links.filter((l) => l.place !== 'banner' && !l.prose && ROOM.test(l.href) && !inPost(view, l.el)).map((l) => l.el);
    const embeds = view.tagged('iframe', 'embed').filter((el) => BOX.test(el.attribs['src'] ?? ''));
    const boxes = view.classed(/^(?:shout-?box|chat-?(?:box|room|window|log|messages?)|shoutbox_.*|livechat-members)$/iu, true).filter((el) => {
      const text = view.text(el);
      return !mentions('staffChat', text) && view.fields.some((f) => /^(?:text|textarea)$/u.test(f.type) && holds(el, f.el));
    });
    const staff = view.links.filter((l) => mentions('staffChat', l.name) && l.name.length < 40);
    return [afforded([...links.map((c) => c.el), ...addressed, ...rooms, ...embeds, ...boxes]), byOperator(staff.map((l) => l.el), 'afforded')];
  },
});
