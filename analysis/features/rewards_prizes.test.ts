import { checkFeature } from './checks.ts';

checkFeature('rewards_prizes', {
  shows: [
    { says: 'a sum for the winner', html: '<main><dl><dt>Prize</dt><dd>$5,000</dd></dl></main>', url: 'https://crowd.example/challenges/9', mode: 'afforded' },
    { says: 'pay for a task', html: '<main><p>Pays $4 per bug</p></main>', url: 'https://crowd.example/assignments/3', mode: 'afforded' },
  ],
  decoys: [
    { says: 'a discount', html: "<main><p>Members of our loyalty program get 10% off</p><a href='/shop'>Rewards card</a></main>" },
  ],
});
