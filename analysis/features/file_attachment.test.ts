import { checkFeature } from './checks.ts';

checkFeature('file_attachment', {
  shows: [
    { says: 'a file input of a submission', html: "<main><h2>Submit your design</h2><form action='/entries'><textarea name='d'></textarea><input type='file' name='step'><button>Submit design</button></form></main>", url: 'https://crowd.example/challenges/1/enter', mode: 'afforded' },
    { says: 'attachments in a post', html: "<main><div class='post'><a href='/members/anna'>Anna</a><div class='attachments'><a href='/attachments/bracket.step'>bracket.step</a></div></div></main>", url: 'https://crowd.example/forum/thread/17', mode: 'performed' },
    { says: 'pictures that members uploaded', html: "<main><h1>Garden bench</h1><p>by <a href='/members/anna'>Anna K.</a></p><div class='story'><p>This is how it looks.</p><img src='/user_uploads/2041/bench.jpg' alt=''></div></main>", url: 'https://crowd.example/projects/42-garden-bench', mode: 'performed' },
    { says: 'the upload page of a wiki', html: "<nav><a href='/wiki/Special:Upload'>Upload file</a></nav>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'an avatar', html: "<main><form action='/profile'><input type='password' name='p'><input type='file' name='avatar'></form></main>", url: 'https://crowd.example/members/anna' },
    { says: 'a download of the operator', html: "<main><p><a href='/uploads/brochure.pdf'>Brochure</a></p></main>" },
    { says: 'a picture that comes with a signature', html: "<main><div class='post'><a href='/members/anna'>Anna</a><div class='post-content'>Yes.</div><div class='signature'><img src='https://i.imgur.com/abc123.png' alt=''></div></div></main>", url: 'https://crowd.example/threads/12-noise' },
    { says: 'an application with a CV', html: "<main><a href='/careers/upload-cv'>Upload your CV</a></main>", url: 'https://crowd.example/careers' },
  ],
});
