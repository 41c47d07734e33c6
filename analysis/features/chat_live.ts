import { afforded, byOperator, defineFeature } from './define.ts';
import { leadsToThread, named } from './cues.ts';
import { mentions } from './words/index.ts';
import { holds } from './region.ts';

export default defineFeature({
  id: 'chat_live', name: 'Live chat', kind: 'role', role: 1, version: 1, operatorToo: false,
  counts: 'A chat, shoutbox or live talk among members: the box, or a link to it.',
  countsNot: 'Support or sales chat with staff.',
  coverage: [['home']],
  find(view) {
    const links = named(view, 'chat').filter((c) => !leadsToThread(c.link) && c.place !== 'banner' && !mentions('staffChat', c.name) && !/support|sales|help|livechat(?:inc)?|zopim|tawk|olark|intercom/iu.test(c.link?.href ?? ''));
    const boxes = view.classed(/^(?:shout-?box|chat-?(?:box|room|window|log|messages?)|shoutbox_.*|livechat-members)$/iu, true).filter((el) => {
      const text = view.text(el);
      return !mentions('staffChat', text) && view.fields.some((f) => /^(?:text|textarea)$/u.test(f.type) && holds(el, f.el));
    });
    const staff = view.links.filter((l) => mentions('staffChat', l.name) && l.name.length < 40);
    return [afforded([...links.map((c) => c.el), ...boxes]), byOperator(staff.map((l) => l.el), 'afforded')];
  },
});
