import { checkFeature } from './checks.ts';

checkFeature('embedded_map', {
  shows: [
    { says: 'of a service in a member’s post', html: "<main><p>by <a href='/members/anna'>Anna</a></p><iframe src='https://www.google.com/maps/embed?pb=1'></iframe></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', actor: 'member', mode: 'performed' },
    { says: 'where the operator is', html: "<main><div id='map_canvas'></div><iframe src='https://www.openstreetmap.org/export/embed.html'></iframe></main>", url: 'https://crowd.example/about', actor: 'operator', mode: 'performed' },
    { says: 'one that a script has drawn', html: "<main><div class='gm-style'></div></main>", url: 'https://crowd.example/about', actor: 'operator', mode: 'performed' },
  ],
  decoys: [
    { says: 'a picture', html: "<main><img src='/img/map.png' alt='map'></main>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
  ],
});
