import { checkFeature } from './checks.ts';

checkFeature('idea_submission', {
  shows: [
    { says: 'a button', html: "<main><a class='btn' href='/ideas/new'>Post a new idea</a></main>", url: 'https://crowd.example/ideas', mode: 'afforded' },
    { says: 'a form', html: "<main><h2>Submit your idea</h2><form action='/ideas'><input name='title'><textarea name='text'></textarea><input type='submit' value='Send'></form></main>", url: 'https://crowd.example/submit', mode: 'afforded' },
    { says: 'in German', html: "<html lang='de'><body><main><a href='/ideen/neu'>Idee einreichen</a></main></body></html>", url: 'https://crowd.example/ideen', mode: 'afforded' },
    { says: 'in Portuguese', html: "<html lang='pt'><body><main><a href='/ideias/nova'>Envie sua ideia</a></main></body></html>", url: 'https://crowd.example/ideias', mode: 'afforded' },
    { says: 'a word that begins something, by its address', html: "<nav><a href='/discover'>Discover</a><a href='/start?ref=nav'>Start</a></nav>", url: 'https://crowd.example/discover', mode: 'afforded' },
    { says: 'an address of a form for new things', html: "<header><a href='/question/add'>Dodaj pytanie</a></header>", mode: 'afforded' },
    { says: 'a form for a thing by the address', html: "<nav><a href='/?p=video/add'>Pridaj video</a></nav>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'a support request', html: "<main><h1>Contact support</h1><form action='/support'><textarea name='t'></textarea><button>Submit a request</button></form></main>", url: 'https://crowd.example/contact' },
    { says: 'an idea in a text', html: '<main><p>Many people submit an idea to us every day, and we like to read what they have to say of it.</p></main>' },
    { says: 'the way home that is called Start', html: "<html lang='de'><body><nav><a href='/start'>Start</a><a href='/ueber-uns'>Über uns</a></nav><main><p>Wir sind der Verein für die Pflege des Waldes und der Wiesen, und das ist unsere Seite.</p></main></body></html>" },
    { says: 'a list of what is new', html: "<nav><a href='/whats-new/posts/'>Neue Beiträge</a><a href='/recipes/newest'>New recipes</a></nav>" },
    { says: 'a button of the editor', html: "<main><div class='fr-toolbar'><button>Add photo</button></div></main>" },
  ],
});
