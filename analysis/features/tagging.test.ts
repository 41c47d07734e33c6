import { checkFeature } from './checks.ts';

checkFeature('tagging', {
  shows: [
    { says: 'tags of a thing', html: "<main><p>Tags: <a href='/tags/hoist' rel='tag'>hoist</a>, <a href='/tags/wear' rel='tag'>wear</a></p></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'performed' },
    { says: 'a field for them', html: "<main><form action='/ideas'><textarea name='t'></textarea><label for='g'>Tags</label><input type='text' id='g' name='tags'></form></main>", url: 'https://crowd.example/ideas/new', mode: 'afforded' },
    { says: 'by the names that themes give', html: "<main><div class='recipe-tags'><a class='chip-tag' href='/r/23/baking'>Baking</a><a class='chip-tag' href='/r/24/cake'>Cake</a></div></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'performed' },
    { says: 'the list of what carries a tag', html: "<main><h1>hoist</h1><p>12 things</p></main>", url: 'https://crowd.example/tag/hoist/', mode: 'performed' },
  ],
  decoys: [
    { says: 'categories of the navigation', html: "<nav><a href='/category/design' rel='category tag'>Design</a><a href='/category/rail'>Rail</a></nav>" },
    { says: 'one such address in the navigation', html: "<nav><a href='/tag/records/'>Databases</a><a href='/about'>About</a></nav>" },
    { says: 'the topics of a board', html: "<main><ul class='topics-list'><li><a href='/topic/12-grease'>Grease</a></li></ul></main>", url: 'https://crowd.example/forum' },
  ],
});
