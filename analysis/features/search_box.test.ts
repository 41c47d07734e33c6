import { checkFeature } from './checks.ts';

checkFeature('search_box', {
  shows: [
    { says: 'a field', html: "<header><form action='/find'><input type='search' name='x'></form></header>", mode: 'afforded' },
    { says: 'by its name and label', html: "<header><form action='/s'><input type='text' name='q' placeholder='Search ideas'></form></header>", mode: 'afforded' },
    { says: 'by the address of its form', html: "<header><form action='/recherche.php'><input type='text' name='x1'></form></header>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'a newsletter’s address', html: "<footer><form action='/n'><input type='text' name='email'></form></footer>" },
    { says: 'a field for an address', html: "<main><form action='/add'><input type='text' name='q' placeholder='Script URL'></form></main>" },
  ],
});
