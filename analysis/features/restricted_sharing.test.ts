import { checkFeature } from './checks.ts';

checkFeature('restricted_sharing', {
  shows: [
    { says: 'a notice at the comments', html: '<main><section><h3>Comments</h3><p>Only backers can post comments.</p></section></main>', url: 'https://crowd.example/projects/printer', mode: 'afforded' },
    { says: 'a notice at a chat', html: '<main><section><h3>Test cycle chat</h3><p>This chat is only for invited testers.</p></section></main>', url: 'https://crowd.example/assignments/3', mode: 'afforded' },
  ],
  decoys: [
    { says: 'that one must register', html: '<main><section><h3>Comments</h3><p>Log in to post a comment.</p></section></main>', url: 'https://crowd.example/ideas/42-quieter-hoist' },
  ],
});
