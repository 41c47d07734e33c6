import { checkFeature } from './checks.ts';

checkFeature('marketplace_listing', {
  shows: [
    { says: 'classifieds', html: "<nav><a href='/classifieds/'>Classifieds</a></nav>", mode: 'afforded' },
    { says: 'tasks to take', html: "<main><h2>Open assignments</h2><ul><li>Test a tracker <a href='/assignments/3/apply'>Apply for this assignment</a></li></ul></main>", url: 'https://crowd.example/assignments', mode: 'afforded' },
    { says: 'jobs in the menu', html: "<nav><a href='/questions'>Questions</a><a href='/tags'>Tags</a><a href='/jobs'>Jobs</a></nav>", mode: 'afforded' },
    { says: 'placing an advert', html: "<header><a href='/anzeige-aufgeben'>Anzeige aufgeben</a></header>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'vacancies in the menu, so called', html: "<nav><a href='/werk'>Vacatures</a></nav>" },
    { says: 'the operator’s vacancies', html: "<footer><a href='/company/jobs'>Jobs</a><a href='/careers'>Careers</a></footer>" },
    { says: 'vacancies beside the terms', html: "<div><nav><a href='/about'>About</a><a href='/press'>Press</a><a href='/jobs'>Jobs</a><a href='/privacy'>Privacy</a></nav></div>" },
    { says: 'a search in German', html: "<aside><h3>Suche</h3></aside>" },
  ],
});
