/** Written down after looking at both in a browser, before any detector saw them. */
import { nothing } from './nothing.ts';
import type { Expected } from './software.ts';

const fiveC: Expected['fiveC'] = {
  '1C': ['–', 'nobody can write here'],
  '2C': ['–', 'nobody can edit here'],
  '3C': ['–', 'there are no members'],
  '4C': ['–', 'nothing can be commented, rated or tagged; no feed'],
  '5C': ['–', 'no video and no map'],
};

export const gitDocumentationExpected: Expected = {
  fiveC,
  features: {
    ...nothing,
    blog_or_news: ['either', 'release notes of every version: no news section, though somebody could take them for one'],
  },
};

export const pythonDocumentationExpected: Expected = {
  fiveC,
  features: {
    ...nothing,
    blog_or_news: ['either', '"What’s new in Python" in its navigation is documentation, though somebody could take it for news'],
    funding_pledge: ['either', '"Please donate" at the foot of every page, for the foundation'],
    search_box: ['present', 'a field on every page'],
  },
};
