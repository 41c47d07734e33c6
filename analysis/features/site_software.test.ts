import { checkFeature } from './checks.ts';

checkFeature('site_software', {
  shows: [
    { says: 'the generator’s line', html: '<html><head><meta name="generator" content="MediaWiki 1.39.4"></head><body><p>Text</p></body></html>', actor: 'operator' },
    { says: 'a credit', html: '<footer><p>Powered by <a href="https://www.phpbb.com/">phpBB</a> 3.3</p></footer>', actor: 'operator' },
    { says: 'files of its own', html: '<script src="/wp-content/themes/x/a.js"></script><p>Text</p>', actor: 'operator' },
  ],
  decoys: [
    { says: 'software that a text speaks of', html: '<main><p>We moved from phpBB to Discourse last year.</p></main>', actor: 'operator' },
  ],
});
