import { checkFeature } from './checks.ts';

checkFeature('wiki', {
  shows: [
    { says: 'in the navigation', html: "<nav><a href='/wiki/Main'>Wiki</a></nav>", mode: 'afforded' },
    { says: 'a page that members edit', html: "<html lang='en'><head><meta name='generator' content='DokuWiki'></head><body><main><a href='/doku.php?id=start&amp;do=edit'>Edit this page</a></main></body></html>", url: 'https://crowd.example/doku.php?id=start', mode: 'afforded' },
    { says: 'by the tabs of its software', html: "<div id='p-views'><ul><li id='ca-viewsource'><a href='/x'>Quelltext anzeigen</a></li><li id='ca-history'><a href='/y'>Versionen</a></li></ul></div>", url: 'https://crowd.example/Hoist', mode: 'afforded' },
  ],
  decoys: [
    { says: 'an encyclopaedia', html: "<main><p>See <a href='https://en.wikipedia.org/wiki/Hoist'>wiki</a></p></main>" },
    { says: 'a help centre', html: "<main><h1>Help</h1><a href='/help/edit-profile'>How to edit your profile</a></main>", url: 'https://crowd.example/help' },
  ],
});
