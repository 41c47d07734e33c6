import { checkFeature } from './checks.ts';

checkFeature('time_limited', {
  shows: [
    { says: 'how long it runs', html: '<main><p>The session runs 72 hours.</p></main>', url: 'https://crowd.example/sessions/1', actor: 'operator' },
    { says: 'when it closes', html: '<main><dl><dt>Closes</dt><dd>Closes on 3 May 2012</dd></dl></main>', url: 'https://crowd.example/challenges/9', actor: 'operator' },
  ],
  decoys: [
    { says: 'the date of a post', html: '<main><p>Posted on 3 May 2012</p></main>', url: 'https://crowd.example/ideas/42-quieter-hoist', actor: 'operator' },
  ],
});
