import { checkFeature } from './checks.ts';

checkFeature('embedded_video', {
  shows: [
    { says: 'in a member’s idea', html: "<main><h1>Quieter hoist</h1><p>by <a href='/members/anna'>Anna</a></p><iframe src='https://www.youtube.com/embed/abc'></iframe></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', actor: 'member', mode: 'performed' },
    { says: 'a field for a link', html: "<main><form action='/ideas'><textarea name='t'></textarea><label for='v'>YouTube link</label><input type='url' id='v' name='video'></form></main>", url: 'https://crowd.example/ideas/new', actor: 'member', mode: 'afforded' },
    { says: 'the vendor’s on the front page', html: "<main><section class='hero'><iframe src='https://player.vimeo.com/video/1'></iframe></section></main>", actor: 'operator', mode: 'performed' },
    { says: 'a player that waits for a click', html: "<main><p>by <a href='/members/anna'>Anna</a></p><a class='overlay' data-player='https://www.youtube.com/embed/abc' href='https://www.youtube.com/watch?v=abc'></a></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', actor: 'member', mode: 'performed' },
  ],
  decoys: [
    { says: 'the vendor’s as members’', html: "<main><section class='hero'><iframe src='https://www.youtube.com/embed/abc'></iframe></section></main>" },
    { says: 'a campaign’s own', html: "<main><h1>A printer</h1><p>by <a href='/profile/formco'>Formco</a></p><video src='/pitch.mp4'></video><p><b>$12,000</b> pledged of $100,000 goal</p></main>", url: 'https://crowd.example/projects/formco/printer' },
    { says: 'a link to a video', html: "<main><a href='https://www.youtube.com/watch?v=abc'>Video</a></main>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
    { says: 'a film of no size', html: "<main><video style='width: 0px; height: 0px' src='/a.mp4'></video></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', actor: 'operator' },
  ],
});
