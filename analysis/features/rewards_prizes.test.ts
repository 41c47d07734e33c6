import { checkFeature } from './checks.ts';

checkFeature('rewards_prizes', {
  shows: [
    { says: 'a sum for the winner', html: '<main><dl><dt>Prize</dt><dd>$5,000</dd></dl></main>', url: 'https://crowd.example/challenges/9', mode: 'afforded' },
    { says: 'pay for a task', html: '<main><p>Pays $4 per bug</p></main>', url: 'https://crowd.example/assignments/3', mode: 'afforded' },
    { says: 'levels of support', html: "<aside><h3>Levels of support</h3><p>$25 a mug</p></aside>", url: 'https://crowd.example/projects/formco/printer', mode: 'afforded' },
    { says: 'something to win', html: "<aside><a href='/win-a-hoist'>Win a hoist</a></aside>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'a discount', html: "<main><p>Members of our loyalty program get 10% off</p><a href='/shop'>Rewards card</a></main>" },
    { says: 'prices', html: "<nav><a href='/preise'>Preise</a></nav><main><p><span>Preis</span> 35 €</p></main>", url: 'https://crowd.example/produkte/9-leiter' },
  ],
});
