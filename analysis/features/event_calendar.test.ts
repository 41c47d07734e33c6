import { checkFeature } from './checks.ts';

checkFeature('event_calendar', {
  shows: [
    { says: 'in the navigation', html: "<nav><a href='/events'>Events</a></nav>", actor: 'operator' },
    { says: 'a calendar', html: "<main><h2>Upcoming events</h2><table class='calendar'><tr><td>3 May</td></tr></table></main>", actor: 'operator' },
  ],
  decoys: [
    { says: 'opening hours', html: '<main><p>Open Mon 9-17</p></main>', actor: 'operator' },
  ],
});
