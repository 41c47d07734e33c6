import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { authored, controls, inPost, isSocial, labelled, memberLinks, ownLinks } from './cues.ts';
import type { PageView, Phrase } from './page.ts';
import { isLabel, mentions } from './words/index.ts';
import { parentOf } from './nodes.ts';
import { firstBelow } from './region.ts';

const PATH = /(?:\/(?:follow|unfollow|befriend|friend(?:s|ship)?s?\/(?:add|new|request)|add-?friend|connect)(?:[/?]|$)|addlist&(?:amp;)?userlist=|do=addbuddy|add_?friend|userlist=friend|\/connections\/add)/iu;
/** Classes by which software marks what follows a person. */
const PERSON = /follow[-_]?(?:for[-_]?)?(?:user|author|member|person|people|creator|artist)|(?:user|author|member|person|creator|artist|profile)[-\w]*[-_]follow|(?:add|request)[-_]?friend|friend[-_]?(?:request|add|button)/iu;
const LIST = /\b(?:friends?|buddy|buddies|freunde?|amigos?|amis|contacts\/(?:list|all)|znajomi|vrienden|vänner)\b/iu;
const THING = /\b(?:project|thread|topic|idea|discussion|question|answer|campaign|blog|newsletter|post|forum|category|tag|company|this page)\b/iu;

export default defineFeature({
  id: 'follow_or_friend', name: 'Following or friending members', kind: 'role', role: 3, version: 2, operatorToo: false,
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
      const marked = PERSON.test(c.el.attribs['class'] ?? '') && c.link?.offsite !== true && !/newsletter/iu.test(c.el.attribs['class'] ?? '');
      if (marked && mentions('follow', c.name) && !mentions('followOperator', c.name) && c.place !== 'footer') return true;
      const says = isLabel('follow', c.name);
      if (!says && !(c.link !== null && PATH.test(c.link.path))) return false;
      if (c.place === 'footer' || mentions('followOperator', c.name) || (c.link !== null && (isSocial(c.link) || c.link.offsite)) || THING.test(`${c.name} ${c.el.attribs['title'] ?? ''} ${c.el.attribs['class'] ?? ''}`)) return false;
      if (c.link !== null && PATH.test(c.link.path) && !THING.test(c.link.path)) return atMember(c.el) || /friend|buddy|userlist/iu.test(c.link.path);
      return says && (view.kind === 'profile' || nextToMember(c.el));
    });
    const filters = [...controls(view).filter((c) => c.name.length < 50 && isLabel('followPeople', c.name)).map((c) => c.el), ...labelled(view, 'followPeople', /^(?:span|label|div|li|a|option|b)$/u)];
    const counts = view.kind === 'profile' ? [...labelled(view, 'followers'), ...view.links.filter((l) => l.place === 'main' && !l.offsite && (isLabel('followers', l.name) || isLabel('followerCount', l.name))).map((l) => l.el)] : [];
    const many = view.phrasesThat(countsFollowers).map((p) => p.el).filter((el) => !inPost(view, el) && view.place(el) !== 'banner' && (view.kind === 'profile' || !/friend|contact|freund|amig/iu.test(view.text(el))) && view.place(el) !== 'footer' && view.place(el) !== 'header' && (atMember(el) || nextToMember(el)));
    const peopleCounts = view.links.filter((l) => !l.offsite && l.place === 'main' && isLabel('followerCount', l.name) && /follow|friend|contact|fans|watch|amig|freund/iu.test(l.path)).map((l) => l.el);
    // "Friends" in the navigation leads to those that one has; "tell a friend" does not.
    const known = members.length > 0 || view.kind === 'profile' || controls(view).some((c) => isLabel('logOut', c.name));
    const friends = !known ? [] : [...ownLinks(view, 'friend'), ...ownLinks(view, 'followers')].filter((l) => LIST.test(l.path) && !/tell|send|refer|invite|recommend|e-?mail|share/iu.test(`${l.path} ${l.name}`)).map((l) => l.el);
    const channels = controls(view).filter((c) => /^subscribe to [\p{Lu}\d@]/u.test(c.name.replace(/^S/u, 's')) && c.link === null && !THING.test(c.name) && !mentions('feed', c.name) && !mentions('newsletter', c.name.replace(/^subscribe/iu, ''))).filter((c) => besideSubscribers(view, c.el)).map((c) => c.el);
    const lists = view.links.filter((l) => !l.offsite && l.place !== 'footer' && /\/(?:followers|following|friends|contacts)\/?$/iu.test(l.path) && (known || /follow/iu.test(l.path)) && !l.prose).map((l) => l.el);
    return [afforded([...acts.map((c) => c.el), ...filters, ...channels, ...friends]), performed([...counts, ...many, ...peopleCounts, ...lists])];
  },
});

function countsFollowers(phrase: Phrase): boolean {
  return phrase.text.length <= 40 && /\d/u.test(phrase.text) && isLabel('followerCount', phrase.text);
}

/** A person's channel tells how many subscribe to it beside the button that does. */
function besideSubscribers(view: PageView, el: Element): boolean {
  let at = parentOf(el);
  for (let step = 0; step < 8 && at !== null; step += 1, at = parentOf(at)) {
    const text = view.brief(at, 500);
    if (text === '') return false;
    if (/\d[\d.,]*\s?[km]? subscribers/iu.test(text)) return true;
  }
  return false;
}
