import { afforded, byOperator, defineFeature } from './define.ts';
import { isSocial, sharing } from './cues.ts';
import { SHARE_TARGET, SOCIAL_HOST } from './site.ts';

const BOX = /^(?:fb-(?:like|share-button|page|login-button|comments|send)|twitter-(?:share|follow)-button|twitter-timeline|g-plus(?:one)?|IN-widget|g-ytsubscribe|linkedin-badge)$/iu;

export default defineFeature({
  id: 'well_known_social_media', name: 'Well-known social media', kind: 'trait', role: null, version: 1, operatorToo: true,
  counts: 'Facebook, Twitter, LinkedIn, YouTube and the like used by links, embeds, share or log-in buttons, whoever does it.',
  countsNot: 'Their names in a text.',
  coverage: [['home']],
  find(view) {
    const shares = sharing(view).filter((l) => !l.href.startsWith('mailto:')).map((l) => l.el);
    const logins = view.tagged('a', 'button').filter((el) => /(?:log ?in|sign ?in|sign ?up|connect|continue|join|register|anmelden|entrar) (?:with|via|using|mit|com) (?:your )?(?:facebook|twitter|linkedin|google|x\b)/iu.test(view.name(el)));
    const links = view.links.filter((l) => isSocial(l) && !SHARE_TARGET.test(l.href)).map((l) => l.el);
    const embeds = view.elements.filter((el) => (['iframe', 'embed', 'object'].includes(el.name) && host(view.resolve(el.attribs['src'] ?? el.attribs['data'] ?? ''))) || (el.attribs['class'] !== undefined && el.attribs['class'].split(/\s+/u).some((t) => BOX.test(t))));
    return [afforded([...shares, ...logins], 'outside'), byOperator([...links, ...embeds], 'performed', 'outside')];
  },
});

function host(url: URL | null): boolean {
  return url !== null && (SOCIAL_HOST.test(url.hostname) || /youtube-nocookie\.com$/iu.test(url.hostname));
}
