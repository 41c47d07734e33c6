import { checkFeature } from './checks.ts';

checkFeature('judging_criteria', {
  shows: [
    { says: 'with weights', html: '<main><h3>Judging criteria</h3><ul><li>Novelty 40%</li><li>Cost 60%</li></ul></main>', url: 'https://crowd.example/rules', actor: 'operator' },
    { says: 'on the page of a challenge', html: '<main><p>Entries will be judged by our engineers on manufacturability.</p></main>', url: 'https://crowd.example/challenges/9', actor: 'operator' },
  ],
  decoys: [
    { says: 'of a search', html: '<main><p>Change your search criteria</p></main>', url: 'https://crowd.example/search', actor: 'operator' },
  ],
});
