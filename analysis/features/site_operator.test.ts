import { checkFeature } from './checks.ts';

checkFeature('site_operator', {
  shows: [
    { says: 'a copyright line', html: '<footer><p>© 2012 Hoistmakers Inc. All rights reserved.</p></footer>', actor: 'operator' },
    { says: 'operated by', html: '<footer><p>This site is operated by Ideenwerk GmbH.</p></footer>', actor: 'operator' },
  ],
  decoys: [
    { says: 'no name', html: '<footer><p>All rights reserved.</p></footer>', actor: 'operator' },
  ],
});
