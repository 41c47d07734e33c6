import { checkFeature } from './checks.ts';

checkFeature('marketplace_listing', {
  shows: [
    { says: 'classifieds', html: "<nav><a href='/classifieds/'>Classifieds</a></nav>", mode: 'afforded' },
    { says: 'tasks to take', html: "<main><h2>Open assignments</h2><ul><li>Test a tracker <a href='/assignments/3/apply'>Apply for this assignment</a></li></ul></main>", url: 'https://crowd.example/assignments', mode: 'afforded' },
  ],
  decoys: [
    { says: 'the operator’s vacancies', html: "<footer><a href='/company/jobs'>Jobs</a><a href='/careers'>Careers</a></footer>" },
  ],
});
