import { checkFeature } from './checks.ts';

checkFeature('voting_like', {
  shows: [
    { says: 'a button with a count', html: "<main><div class='vote'><button>Vote</button><span>12 votes</span></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
    { says: 'kudos', html: "<main><div class='post'><a href='#' class='kudos-link'>Kudos</a> <span>7 kudos</span></div></main>", url: 'https://crowd.example/forum/thread/17', mode: 'performed' },
    { says: 'a poll', html: "<aside><form action='/polls/3'><h3>Poll</h3><input type='radio' name='o'><input type='radio' name='o'><button>Vote</button></form></aside>", mode: 'afforded' },
    { says: 'a poll in the navigation', html: "<nav><a href='/polls'>Polls</a></nav>", mode: 'afforded' },
    { says: 'reactions named by members', html: "<main><div class='post'><p>Grease it.</p><span class='reactionsBar'>Reactions: Anna, Bo and 2 others</span></div></main>", url: 'https://crowd.example/forum/thread/17', mode: 'performed' },
  ],
  decoys: [
    { says: 'a like button of another network', html: "<main><div class='fb-like' data-href='https://crowd.example/'></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
    { says: 'a vote in a text', html: '<main><p>The board will vote on the budget in May, and we would like to thank everybody for the support.</p></main>', url: 'https://crowd.example/news/2' },
    { says: 'the contents of a text', html: "<main><ul><li><a href='#like'>Like</a></li></ul><h3 id='like'>Like</h3><p>She is fond of tea.</p></main>", url: 'https://crowd.example/w/tea' },
    { says: 'a paragraph that is called so', html: "<main><p class='like'>Do you enjoy geometry?</p></main>" },
  ],
});
