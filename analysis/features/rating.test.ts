import { checkFeature } from './checks.ts';

checkFeature('rating', {
  shows: [
    { says: 'stars with their value', html: "<main><div class='star-rating' title='4.2 out of 5'></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'performed' },
    { says: 'a scale', html: "<main><form action='/rate'><fieldset><legend>Rate this idea</legend><input type='radio' name='rating' value='1'><input type='radio' name='rating' value='2'><input type='radio' name='rating' value='3'></fieldset></form></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
    { says: 'a request to rate', html: "<main><article><p>How to grease it.</p></article><h3>Rate this:</h3><div></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
    { says: 'a picture of stars that says so', html: "<main><span role='img' aria-label='4.5 out of 5 stars'></span></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'performed' },
  ],
  decoys: [
    { says: 'who may enter', html: "<main><a href='/c/9'>Round 9 (rated till 5 stars)</a></main>", url: 'https://crowd.example/contests' },
    { says: 'ornament', html: "<main><span class='stars'>★★★</span><i class='icon-star'></i></main>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
    { says: 'a question about stars', html: "<main><h3><a href='/questions/218/5-star-rating'>5 star rating with a plugin</a></h3></main>", url: 'https://crowd.example/questions' },
  ],
});
