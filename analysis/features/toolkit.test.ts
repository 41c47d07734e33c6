import { checkFeature } from './checks.ts';

checkFeature('toolkit', {
  shows: [
    { says: 'a configurator', html: "<main><a class='btn' href='/configurator'>Start the configurator</a></main>", mode: 'afforded' },
    { says: 'a design tool by its heading', html: "<main><h2>Configuration tool</h2><div id='configurator'><select><option>Seat A</option></select></div></main>", url: 'https://crowd.example/design', mode: 'afforded' },
  ],
  decoys: [
    { says: 'software told of in a text', html: '<main><p>You may draw it in any design tool that you like and send us the file.</p></main>', url: 'https://crowd.example/rules' },
  ],
});
