import { checkFeature } from './checks.ts';

checkFeature('tagging', {
  shows: [
    { says: 'tags of a thing', html: "<main><p>Tags: <a href='/tags/hoist' rel='tag'>hoist</a>, <a href='/tags/wear' rel='tag'>wear</a></p></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'performed' },
    { says: 'a field for them', html: "<main><form action='/ideas'><textarea name='t'></textarea><label for='g'>Tags</label><input type='text' id='g' name='tags'></form></main>", url: 'https://crowd.example/ideas/new', mode: 'afforded' },
  ],
  decoys: [
    { says: 'categories of the navigation', html: "<nav><a href='/category/design' rel='category tag'>Design</a><a href='/category/rail'>Rail</a></nav>" },
  ],
});
