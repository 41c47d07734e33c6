import { checkFeature } from './checks.ts';

checkFeature('well_known_social_media', {
  shows: [
    { says: 'links to accounts', html: "<footer><a href='https://www.facebook.com/crowd'>Facebook</a></footer>", actor: 'operator' },
    { says: 'log-in with one', html: "<header><a href='/auth/linkedin'>Log in with LinkedIn</a></header>", actor: 'member' },
  ],
  decoys: [
    { says: 'a name in a text', html: '<main><p>We spoke to Facebook and Twitter.</p></main>', actor: 'operator' },
  ],
});
