import { checkFeature } from './checks.ts';

checkFeature('voting_like', {
  shows: [
    { says: 'a button with a count', html: "<main><div class='vote'><button>Vote</button><span>12 votes</span></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
    { says: 'kudos', html: "<main><div class='post'><a href='#' class='kudos-link'>Kudos</a> <span>7 kudos</span></div></main>", url: 'https://crowd.example/forum/thread/17', mode: 'performed' },
    { says: 'a poll', html: "<aside><form action='/polls/3'><h3>Poll</h3><input type='radio' name='o'><input type='radio' name='o'><button>Vote</button></form></aside>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'a like button of another network', html: "<main><div class='fb-like' data-href='https://crowd.example/'></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
    { says: 'a vote in a text', html: '<main><p>The board will vote on the budget in May, and we would like to thank everybody for the support.</p></main>', url: 'https://crowd.example/news/2' },
  ],
});
