import { checkFeature } from './checks.ts';

checkFeature('share_buttons', {
  shows: [
    { says: 'links to other networks', html: "<main><h1>Idea</h1><a href='https://www.facebook.com/sharer/sharer.php?u=x'>Facebook</a> <a href='https://twitter.com/intent/tweet?url=x'>Tweet</a></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
    { says: 'a container that a script fills', html: "<main><div class='addthis_toolbox'><a class='addthis_button_twitter'></a></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
    { says: 'a panel that a script fills', html: "<main><div class='share-panel-wrapper-desktop'></div></main>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'the operator’s accounts', html: "<footer><a href='https://www.facebook.com/crowd'>Facebook</a><a href='https://twitter.com/crowd'>Twitter</a></footer>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
    { says: 'a cookie banner’s vendor', html: "<div id='cookie-consent'><a href='https://www.addthis.com/bookmark.php'>Share</a></div>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
    { says: 'a script alone', html: "<script src='https://s7.addthis.com/js/300/addthis_widget.js'></script>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
    { says: 'accounts to follow, by the same widget', html: "<aside><div class='addthis_horizontal_follow_toolbox'></div></aside>" },
    { says: 'a thread that asks to share', html: "<main><a href='/threads/12-share-your-garden'>Share your garden</a></main>" },
  ],
});
