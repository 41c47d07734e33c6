import { checkFeature } from './checks.ts';

checkFeature('co_editing', {
  shows: [
    { says: 'edit links with a history', html: "<main><a href='/posts/9/edit'>improve this answer</a> <a href='/posts/9/revisions'>edited May 3</a></main>", url: 'https://crowd.example/forum/thread/17', mode: 'performed' },
    { says: 'a shared editor', html: "<main><iframe src='https://docs.google.com/document/d/abc/edit'></iframe></main>", url: 'https://crowd.example/ideas/42-quieter-hoist', mode: 'afforded' },
    { says: 'tools that a script serves', html: "<main><div><a href='#'>Edit</a> <a href='#'>History</a></div></main>", url: 'https://crowd.example/hoist', mode: 'performed' },
  ],
  decoys: [
    { says: 'an author editing the profile', html: "<main><a href='/users/7/edit'>Edit</a></main>", url: 'https://crowd.example/members/anna' },
    { says: 'editing without a history', html: "<main><a href='/posts/9/edit'>Edit</a></main>", url: 'https://crowd.example/forum/thread/17' },
  ],
});
