import { checkFeature } from './checks.ts';

checkFeature('registration_login', {
  shows: [
    { says: 'links', html: "<header><a href='/login'>Log in</a> <a href='/register'>Sign up</a></header>", mode: 'afforded' },
    { says: 'a form', html: "<main><form action='/session'><input name='user'><input type='password' name='pw'><button>Go</button></form></main>", url: 'https://crowd.example/x', mode: 'afforded' },
    { says: 'leaving, which only members can', html: "<header><a href='/users/logout'>Log out</a></header>", mode: 'afforded' },
    { says: 'by an address in another language', html: "<header><a href='/fiok/belepes'>Kezdjük</a></header>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'a newsletter', html: "<footer><form action='/newsletter'><input name='email'><button>Sign up</button></form><a href='/newsletter'>Sign up for our newsletter</a></footer>" },
  ],
});
