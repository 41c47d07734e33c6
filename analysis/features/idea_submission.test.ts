import { checkFeature } from './checks.ts';

checkFeature('idea_submission', {
  shows: [
    { says: 'a button', html: "<main><a class='btn' href='/ideas/new'>Post a new idea</a></main>", url: 'https://crowd.example/ideas', mode: 'afforded' },
    { says: 'a form', html: "<main><h2>Submit your idea</h2><form action='/ideas'><input name='title'><textarea name='text'></textarea><input type='submit' value='Send'></form></main>", url: 'https://crowd.example/submit', mode: 'afforded' },
    { says: 'in German', html: "<html lang='de'><body><main><a href='/ideen/neu'>Idee einreichen</a></main></body></html>", url: 'https://crowd.example/ideen', mode: 'afforded' },
    { says: 'in Portuguese', html: "<html lang='pt'><body><main><a href='/ideias/nova'>Envie sua ideia</a></main></body></html>", url: 'https://crowd.example/ideias', mode: 'afforded' },
  ],
  decoys: [
    { says: 'a support request', html: "<main><h1>Contact support</h1><form action='/support'><textarea name='t'></textarea><button>Submit a request</button></form></main>", url: 'https://crowd.example/contact' },
    { says: 'an idea in a text', html: '<main><p>Many people submit an idea to us every day, and we like to read what they have to say of it.</p></main>' },
  ],
});
