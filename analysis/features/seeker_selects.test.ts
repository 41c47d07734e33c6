import { checkFeature } from './checks.ts';

checkFeature('seeker_selects', {
  shows: [
    { says: 'a status', html: "<main><article><h2>Idea</h2><span class='idea-status'>Under review</span></article></main>", url: 'https://crowd.example/ideas', actor: 'operator' },
    { says: 'said so', html: '<main><p>Our product team selects which ideas go further into development.</p></main>', url: 'https://crowd.example/about', actor: 'operator' },
  ],
  decoys: [
    { says: 'a finished download', html: '<main><p>Completed</p></main>', url: 'https://crowd.example/ideas/42-quieter-hoist', actor: 'operator' },
  ],
});
