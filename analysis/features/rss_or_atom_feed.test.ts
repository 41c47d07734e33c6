import { checkFeature } from './checks.ts';

checkFeature('rss_or_atom_feed', {
  shows: [
    { says: 'of a forum', html: "<html lang='en'><head><link rel='alternate' type='application/rss+xml' title='Forum posts' href='/forum/index.rss'></head><body></body></html>", actor: 'member', mode: 'afforded' },
    { says: 'of the newsroom', html: "<footer><a href='/news/rss.xml'>RSS</a></footer>", actor: 'operator', mode: 'afforded' },
  ],
  decoys: [
    { says: 'the newsroom’s as members’', html: "<html lang='en'><head><link rel='alternate' type='application/rss+xml' title='Company news' href='/news/feed'></head><body></body></html>" },
    { says: 'feedback', html: "<a href='/feedback'>Feedback</a>" },
    { says: 'a member of that name', html: "<main><a href='/member.php?u=9'>RSS</a></main>" },
  ],
});
