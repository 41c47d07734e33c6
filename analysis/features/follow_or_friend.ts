import { afforded, defineFeature, performed } from './define.ts';
import { authored, controls, isSocial, labelled, memberLinks } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';
import { parentOf } from './nodes.ts';
import { firstBelow } from './region.ts';

const PATH = /(?:\/(?:follow|unfollow|befriend|friend(?:s|ship)?s?\/(?:add|new|request)|add-?friend|connect)(?:[/?]|$)|addlist&(?:amp;)?userlist=|do=addbuddy|add_?friend|userlist=friend|\/connections\/add)/iu;
const THING = /\b(?:project|thread|topic|idea|discussion|question|answer|campaign|blog|newsletter|post|forum|category|tag|company|this page)\b/iu;

export default defineFeature({
  id: 'follow_or_friend', name: 'Following or friending members', kind: 'role', role: 3, version: 1, operatorToo: false,
  counts: 'Following, friending or subscribing to a member: a control at a member’s name or page, followers with their number, a filter “people I follow”.',
  countsNot: '“Follow us on …” of the operator; subscribing to a thread, project, campaign or newsletter.',
  coverage: [['profile', 'members']],
  find(view) {
    const atMember = (el: Parameters<typeof authored>[1]): boolean => view.kind === 'profile' || view.kind === 'members' || authored(view, el);
    const members = memberLinks(view);
    // In the same small block as a member's name: "follow" below a post follows the post.
    const nextToMember = (el: Parameters<typeof authored>[1]): boolean => {
      let at = parentOf(el);
      for (let step = 0; step < 3 && at !== null; step += 1, at = parentOf(at)) {
        const box = at;
        if (view.brief(box, 160) === '') return false;
        if (firstBelow(box, members, (l) => l.el) !== undefined) return true;
      }
      return false;
    };
    const acts = controls(view).filter((c) => {
      const says = isLabel('follow', c.name);
      if (!says && !(c.link !== null && PATH.test(c.link.path))) return false;
      if (c.place === 'footer' || mentions('followOperator', c.name) || (c.link !== null && (isSocial(c.link) || c.link.offsite)) || THING.test(`${c.name} ${c.el.attribs['title'] ?? ''} ${c.el.attribs['class'] ?? ''}`)) return false;
      if (c.link !== null && PATH.test(c.link.path) && !THING.test(c.link.path)) return atMember(c.el) || /friend|buddy|userlist/iu.test(c.link.path);
      return says && (view.kind === 'profile' || nextToMember(c.el));
    });
    const filters = [...controls(view).filter((c) => c.name.length < 50 && isLabel('followPeople', c.name)).map((c) => c.el), ...labelled(view, 'followPeople', /^(?:span|label|div|li|a|option|b)$/u)];
    const counts = view.kind === 'profile' ? [...labelled(view, 'followers'), ...view.links.filter((l) => l.place === 'main' && !l.offsite && isLabel('followers', l.name)).map((l) => l.el)] : [];
    const lists = view.links.filter((l) => !l.offsite && l.place !== 'footer' && /\/(?:followers|following|friends|contacts)\/?$/iu.test(l.path) && !l.prose).map((l) => l.el);
    return [afforded([...acts.map((c) => c.el), ...filters]), performed([...counts, ...lists])];
  },
});
