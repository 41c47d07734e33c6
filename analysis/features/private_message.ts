import { afforded, defineFeature } from './define.ts';
import { authored, controls, inPost, isContactForm, ownLinks } from './cues.ts';
import { isLabel } from './words/index.ts';

const PATH = /(?:do=newpm|\/new-?pm\/|private\.php|\/messages?\/(?:new|send|compose)|\/conversations?\/(?:add|new)|[?&/]pm(?:\.php|\/(?:new|send|compose)|=)|mode=compose|send[-_]?message(?!\.php\?do=sendtofriend)|send[-_]?pm|(?:compose|write|new)[-_]?(?:private[-_]?)?message|do=mailmember|sendmail=|privatemessag|\/inbox\/compose|mode=email&u=|\/mail\/(?:write|compose|new|send)|\/messages?\/?\?(?:.*&)?(?:new|to|compose|recipient|user)\w*=|\/messages?\/(?:compose|write|to|inbox|create)|\/(?:inbox|mailbox)(?:\/|$)|[?&;]action=(?:pm|emailuser)\b|\/pm\/(?:new|send|compose|inbox)\/?$|privmsg|folder=inbox|special:emailuser|act=msg|module=messag|\/conversations\/?$|do=emailuser|\/chats?\/(?:with|to)\/)/iu;
/** "9 pm", "mp3". */
const CLOCK = /\d\s?[pm]m\b|\b(?:pm|mp)\s?\d/iu;
const SELLER = /seller|advertiser|owner|lister|poster|landlord|host\b|verkäufer|anbieter|inserent|anunciante|vendedor|annonceur|vendeur|propriétaire|inserzionista|venditore|adverteerder|verkoper|hirdető|sprzedaw|ogłoszeniodaw|inzerent|prodejc|annonsör|säljare/iu;
const PRIVATE = /privat|person|direct|intern|priv[ée]|inbox|\bpms?\b|личн|özel|خصوصی/iu;

export default defineFeature({
  id: 'private_message', name: 'Private messages', kind: 'role', role: 1, version: 2, operatorToo: false,
  counts: 'A form or link to write to another member, by mail too; an inbox of messages between members.',
  countsNot: 'The contact form to the operator; a mere option to receive members’ mail.',
  coverage: [['profile', 'members']],
  find(view) {
    const links = controls(view).filter((c) => {
      if ((c.link !== null && c.link.offsite) || CLOCK.test(c.name)) return false;
      // Who offers something is written to at the offer.
      if (SELLER.test(c.name) && isLabel('message', c.name) && !inPost(view, c.el) && c.place !== 'footer' && !(c.link?.prose ?? false)) return true;
      if (c.link !== null && PATH.test(c.link.path)) return !isLabel('contact', c.name) || /\/(?:messages?|mail|conversations?)\/|[?&](?:to|u|user\w*|recipient)=/iu.test(c.link.path);
      if (c.place === 'footer' || isLabel('contact', c.name)) return false;
      if (c.link === null && isLabel('message', c.name) && PRIVATE.test(c.name) && !inPost(view, c.el)) return true;
      return isLabel('message', c.name) && (view.kind === 'profile' || view.kind === 'members' || authored(view, c.el)) && !(c.link?.prose ?? false) && !/(?:new)?repl|#comment|contact-?us/iu.test(c.link?.path ?? '');
    });
    const boxes = ownLinks(view, 'message').filter((l) => (/message|inbox|conversation|private|nachricht|mensage/iu.test(l.path) || PRIVATE.test(l.name)) && (PRIVATE.test(l.name) || l.place === 'header' || l.place === 'nav' || l.place === 'aside'));
    const forms = view.forms.filter((f) => f.fields.some((x) => x.type === 'textarea') && !isContactForm(view, f) && (f.fields.some((x) => isLabel('recipient', x.label)) || isLabel('message', f.heading) || f.buttons.some((b) => isLabel('message', b) && view.kind === 'profile')));
    return [afforded([...links.map((c) => c.el), ...boxes.map((l) => l.el), ...forms.map((f) => f.el)])];
  },
});
