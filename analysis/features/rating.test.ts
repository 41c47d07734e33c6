import { checkFeature } from './checks.ts';

checkFeature('rating', {
  shows: [
    { says: 'stars with their value', html: "<main><div class='star-rating' title='4.2 out of 5'></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'performed' },
    { says: 'a scale', html: "<main><form action='/rate'><fieldset><legend>Rate this idea</legend><input type='radio' name='rating' value='1'><input type='radio' name='rating' value='2'><input type='radio' name='rating' value='3'></fieldset></form></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
  ],
  decoys: [
    { says: 'ornament', html: "<main><span class='stars'>★★★</span><i class='icon-star'></i></main>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
  ],
});
