import { checkFeature } from './checks.ts';

checkFeature('external_profile_link', {
  shows: [
    { says: 'a field of the profile', html: "<main><form action='/profile/edit'><label>Website <input type='text' name='url'></label><label>Skype <input name='skype'></label><button>Save</button></form></main>", url: 'https://crowd.example/members/anna', mode: 'afforded' },
    { says: 'accounts beside the name', html: "<main><div class='profile-card'><h1>Anna K.</h1><ul><li><a href='https://www.linkedin.com/in/annak'>LinkedIn</a></li><li><a href='https://twitter.com/annak'>Twitter</a></li></ul></div></main>", url: 'https://crowd.example/members/anna', mode: 'performed' },
    { says: 'a link that software marks as a member’s own site', html: "<main><div class='post'><a class='username' href='/members/anna'>Anna</a><ul><li><a class='siteicon_homepage' href='http://anna.example.net/' title='Visit homepage'>Visit homepage</a></li></ul></div></main>", url: 'https://crowd.example/threads/7-bench', mode: 'performed' },
    { says: 'a signature under a row of underscores', html: "<main><div class='postbody'>Try the other valve.<br>_________________<br><a href='http://anna.example.net/'>My workshop</a></div><a href='/members/anna'>Anna</a></main>", url: 'https://crowd.example/viewtopic.php?t=7', mode: 'performed' },
  ],
  decoys: [
    { says: 'the operator’s accounts in the footer', html: "<footer><a href='https://twitter.com/crowd'>Follow us on Twitter</a><a href='https://www.linkedin.com/company/crowd'>LinkedIn</a></footer>", url: 'https://crowd.example/members/anna' },
    { says: 'the website field of a guest’s comment form', html: "<main><form action='/comment'><input type='text' name='url' placeholder='Website'><textarea name='comment'></textarea><button>Post comment</button></form></main>", url: 'https://crowd.example/ideas/42-quieter-hoist' },
    { says: 'sources in the text of a post', html: "<main><div class='post'><a class='username' href='/members/anna'>Anna</a><div class='post-content'><p>See the <a rel='nofollow' href='http://manual.example.net/'>manual page</a> and what it says of valves.</p></div></div></main>", url: 'https://crowd.example/threads/7-bench' },
  ],
});
