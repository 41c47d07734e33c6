import { afforded, defineFeature } from './define.ts';
import { authored, controls, isContactForm, ownLinks } from './cues.ts';
import { isLabel } from './words/index.ts';

const PATH = /(?:do=newpm|private\.php|\/messages?\/(?:new|send|compose)|\/conversations?\/(?:add|new)|[?&/]pm(?:\.php|\/(?:new|send|compose)|=)|mode=compose|sendmessage|send_?pm|compose_?message|do=mailmember|sendmail=|privatemessag|\/inbox\/compose|mode=email&u=)/iu;

export default defineFeature({
  id: 'private_message', name: 'Private messages', kind: 'role', role: 1, version: 1, operatorToo: false,
  counts: 'A form or link to write to another member, by mail too; an inbox of messages between members.',
  countsNot: 'The contact form to the operator; a mere option to receive members’ mail.',
  coverage: [['profile', 'members']],
  find(view) {
    const links = controls(view).filter((c) => {
      if (c.place === 'footer' || (c.link !== null && c.link.offsite)) return false;
      if (isLabel('contact', c.name)) return false;
      if (c.link !== null && PATH.test(c.link.path)) return true;
      return isLabel('message', c.name) && (view.kind === 'profile' || view.kind === 'members' || authored(view, c.el)) && !(c.link?.prose ?? false) && !/(?:new)?repl|#comment|contact-?us/iu.test(c.link?.path ?? '');
    });
    const boxes = ownLinks(view, 'message').filter((l) => /message|inbox|conversation|private|nachricht|mensage/iu.test(l.path) && (l.place === 'header' || l.place === 'nav' || l.place === 'aside'));
    const forms = view.forms.filter((f) => f.fields.some((x) => x.type === 'textarea') && !isContactForm(view, f) && (f.fields.some((x) => isLabel('recipient', x.label)) || isLabel('message', f.heading) || f.buttons.some((b) => isLabel('message', b) && view.kind === 'profile')));
    return [afforded([...links.map((c) => c.el), ...boxes.map((l) => l.el), ...forms.map((f) => f.el)])];
  },
});
