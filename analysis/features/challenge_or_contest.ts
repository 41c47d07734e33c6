import { afforded, defineFeature } from './define.ts';
import { controls, headings, inPost, labelled } from './cues.ts';
import { parentOf } from './nodes.ts';
import type { Link } from './page.ts';
import { isLabel, mentions } from './words/index.ts';

const PATH = /\/(?:challenges?|contests?|competitions?|tournaments?|hackathons?|wettbewerbe?|concursos?|desafios?|giveaways?)(?:[/?.]|$)/iu;
const OWN = /\/(?:challenges?|contests?|competitions?|briefs?|hackathons?|tournaments?|wettbewerbe?|concursos?|desafios?)\/[^/?]+/iu;

export default defineFeature({
  id: 'challenge_or_contest', name: 'Challenges and contests', kind: 'type', role: null, version: 3, operatorToo: false,
  counts: 'Contests, challenges or competitions that one can enter: announced in the navigation, a notice or a section, or the page is one.',
  countsNot: 'Told of in an article or thread.',
  coverage: [['home'], ['listing', 'item']],
  find(view) {
    const links = view.links.filter((l) => l.path !== '' && !l.offsite && (!l.prose || (aboutTheContest(l) && parentOf(l.el)?.name !== 'p')) && l.place !== 'banner' && !inPost(view, l.el) && ((isLabel('contest', l.name) && !/^(?:news|giveaways?)$/iu.test(l.name)) || PATH.test(l.path) || aboutTheContest(l)) && !/\/(?:news|blogs?|articles?|threads?)\//iu.test(l.path));
    const enters = controls(view).filter((c) => isLabel('enterContest', c.name) && !/^participate/iu.test(c.name) && c.place !== 'footer' && (c.link === null || !c.link.offsite) && (mentions('contest', c.name) || PATH.test(view.url.pathname)));
    const heads = headings(view, 'contest').filter((el) => !/^\W*(?:the|our|your) challenges?\W*$/iu.test(view.text(el)) && view.kind !== 'news' || view.place(el) !== 'main');
    const page = OWN.test(view.url.pathname) ? [...labelled(view, 'enterContest'), ...view.phrases.filter((p) => p.place === 'main' && p.text.length < 60 && isLabel('entries', p.text)).map((p) => p.el), ...view.tagged('h1')] : [];
    return [
      { ...afforded(links.map((l) => l.el)), details: { by: 'link' } },
      { ...afforded([...enters.map((c) => c.el), ...heads, ...page]), details: { by: 'page' } },
    ];
  },
});

/** "Terms of the contest", "Behind the competition": a site that has pages of its own on its contest is one. */
function aboutTheContest(link: Link): boolean {
  return link.name.length <= 40 && /\b(?:the|our|this|of|about|contest|competition) (?:contest|competition|challenge)\b|\b(?:contest|competition|challenge) (?:rules|terms|community|entries|jury|prizes?)\b/iu.test(link.name);
}
