import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { locateQuote } from './quotes.ts';

const page = (html: string): Parameters<typeof locateQuote>[0] => ({ id: 'p', url: 'http://x.test/', status: 200, contentType: 'text/html', html, secondary: false, loggedIn: false });

describe('locateQuote', () => {
  it('finds the smallest element, over inline markup and line breaks', () => {
    const html = '<body><div><p>Other</p><p id="a">New <b>ideas</b>\n   for “trains”</p></div></body>';
    const found = locateQuote(page(html), 'new ideas for "trains"');
    expect(found).toHaveLength(1);
    expect(load(html)(found[0]?.selector ?? '').attr('id')).toBe('a');
  });

  it('finds every place where it stands', () => {
    expect(locateQuote(page('<body><p>same words here</p><p>same words here</p></body>'), 'same words here')).toHaveLength(2);
  });

  it('does not take what only a script or a comment says', () => {
    expect(locateQuote(page('<body><script>same words here</script><!-- same words here --></body>'), 'same words here')).toEqual([]);
  });
});
