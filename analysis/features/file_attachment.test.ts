import { checkFeature } from './checks.ts';

checkFeature('file_attachment', {
  shows: [
    { says: 'a file input of a submission', html: "<main><h2>Submit your design</h2><form action='/entries'><textarea name='d'></textarea><input type='file' name='step'><button>Submit design</button></form></main>", url: 'https://crowd.example/challenges/1/enter', mode: 'afforded' },
    { says: 'attachments in a post', html: "<main><div class='post'><a href='/members/anna'>Anna</a><div class='attachments'><a href='/attachments/bracket.step'>bracket.step</a></div></div></main>", url: 'https://crowd.example/forum/thread/17', mode: 'performed' },
  ],
  decoys: [
    { says: 'an avatar', html: "<main><form action='/profile'><input type='password' name='p'><input type='file' name='avatar'></form></main>", url: 'https://crowd.example/members/anna' },
    { says: 'a download of the operator', html: "<main><p><a href='/uploads/brochure.pdf'>Brochure</a></p></main>" },
  ],
});
