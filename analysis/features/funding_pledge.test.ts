import { checkFeature } from './checks.ts';

checkFeature('funding_pledge', {
  shows: [
    { says: 'tiers of a campaign', html: '<main><ul><li><h3>Pledge $5 or more</h3></li><li><h3>Pledge $10,000 or more</h3></li></ul></main>', url: 'https://crowd.example/projects/printer', mode: 'afforded' },
    { says: 'a donation asked for', html: "<aside><a href='/donate'>Donate now</a></aside>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'buying goods', html: '<main><button>Add to cart</button> <p>$20</p></main>', url: 'https://crowd.example/shop/1' },
  ],
});
