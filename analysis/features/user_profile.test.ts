import { checkFeature } from './checks.ts';

checkFeature('user_profile', {
  shows: [
    { says: 'names that lead to profiles', html: "<main><article><h2>Idea</h2><p>by <a href='/members/anna'>Anna K.</a></p></article><article><h2>Two</h2><p>by <a href='/members/bo'>Bo</a></p></article></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'performed' },
    { says: 'a member list in the navigation', html: "<nav><ul><li><a href='/memberlist.php'>Member List</a></li></ul></nav>", mode: 'afforded' },
    { says: 'profile fields of the registration', html: "<form action='/register' method='post'><input name='user'><input type='password' name='pw'><label for='b'>About me</label><textarea id='b' name='bio'></textarea></form>", url: 'https://crowd.example/register', mode: 'afforded' },
    { says: 'since when somebody is a member', html: "<main><div><b>Anna</b> <span>Joined October 2011</span></div></main>", mode: 'performed' },
    { says: 'an address with the name of the log-in', html: "<main><p>by <a href='/user.php?login=anna_b'>anna_b</a></p></main>", mode: 'performed' },
  ],
  decoys: [
    { says: 'the byline of a newsroom', html: "<main><article><h1>Results</h1><p>by <a class='author' href='/author/press-office'>Press office</a></p><p>Text</p></article></main>", url: 'https://crowd.example/news/results' },
    { says: 'about us', html: "<footer><a href='/about'>About us</a><a href='/our-people'>Our people</a></footer>" },
    { says: 'types that code converts', html: "<main><h3>impl From&lt;<a href='/std/str.html'>String</a>&gt;</h3></main>", url: 'https://docs.example/std/string.html' },
    { says: 'a guest who comments', html: "<main><ol class='commentlist'><li class='comment'><div class='comment-author vcard'><img class='avatar' src='/a.png' alt=''><cite>Anna K.</cite> says:</div></li></ol></main>", url: 'https://blog.example/2015/02/hello' },
    { says: 'links in the menu of one’s account', html: "<main><div class='username-dropdown'><a href='/roadmap/saws'>Learn sawing</a></div></main>" },
  ],
});
