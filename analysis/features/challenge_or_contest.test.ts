import { checkFeature } from './checks.ts';

checkFeature('challenge_or_contest', {
  shows: [
    { says: 'in the navigation', html: "<nav><a href='/challenges'>Challenges</a></nav>", mode: 'afforded' },
    { says: 'the page is one', html: "<main><h1>Chain wear indicator</h1><a class='btn' href='/challenges/9/enter'>Enter the challenge</a></main>", url: 'https://crowd.example/challenges/9-wear', mode: 'afforded' },
    { says: 'of a kind', html: "<main><h4>Writing contests</h4><p>Show what you can do.</p></main>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'told of in a text', html: '<main><p>Our biggest challenge was to find good people, and the competition in the market is hard.</p></main>', url: 'https://crowd.example/about' },
    { says: 'a case told under a heading', html: "<main><h2>The challenge</h2><p>The hoist was too loud for the ward.</p></main>", url: 'https://crowd.example/customers/ward' },
  ],
});
