import { checkFeature } from './checks.ts';

checkFeature('funding_pledge', {
  shows: [
    { says: 'tiers of a campaign', html: '<main><ul><li><h3>Pledge $5 or more</h3></li><li><h3>Pledge $10,000 or more</h3></li></ul></main>', url: 'https://crowd.example/projects/printer', mode: 'afforded' },
    { says: 'a donation asked for', html: "<aside><a href='/donate'>Donate now</a></aside>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'a price one may choose', html: '<main><h4>Buy the album</h4><span>€1 EUR or more</span></main>', url: 'https://crowd.example/track/1' },
    { says: 'buying goods', html: '<main><button>Add to cart</button> <p>$20</p></main>', url: 'https://crowd.example/shop/1' },
  ],
});
