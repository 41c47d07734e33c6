import { checkFeature } from './checks.ts';

checkFeature('event_calendar', {
  shows: [
    { says: 'in the navigation', html: "<nav><a href='/events'>Events</a></nav>", actor: 'operator' },
    { says: 'a calendar', html: "<main><h2>Upcoming events</h2><table class='calendar'><tr><td>3 May</td></tr></table></main>", actor: 'operator' },
    { says: 'a list of them', html: "<main><ul class='event-list'><li><a href='/events/9-open-day'>Open day</a> 3 May</li></ul></main>", actor: 'operator' },
  ],
  decoys: [
    { says: 'opening hours', html: '<main><p>Open Mon 9-17</p></main>', actor: 'operator' },
    { says: 'a board that is called so', html: "<main><ul><li class='forumrow'><h2 class='forumtitle'><a href='/b/events'>Events</a></h2></li></ul></main>", url: 'https://crowd.example/b', actor: 'operator' },
    { says: 'what members did', html: "<main><ol class='eventList'><li>Anna replied</li></ol></main>", actor: 'operator' },
  ],
});
