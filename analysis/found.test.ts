import { expect, it } from 'vitest';
import { platformLinks } from './found.ts';

const page = (body: string): Parameters<typeof platformLinks>[0] => ({ id: 'p', url: 'http://magazine.test/a', status: 200, contentType: 'text/html', html: `<body>${body}</body>`, secondary: true, loggedIn: false });

it('takes links whose sentence speaks of a crowd, and no others', () => {
  const found = platformLinks(
    page(`<nav><ul><li><a href="http://nav.test/">our crowdsourcing pages</a></li></ul></nav>
      <p>At <a href="http://portal.test/x/y">the portal</a> customers submit ideas for new buildings.</p>
      <p>The annual report is at <a href="http://investor.test/">this address</a>.</p>
      <p>Read more about crowdsourcing <a href="/more">here</a>.</p>`),
  );
  expect(found.map((f) => f.url)).toEqual(['http://portal.test/']);
});
