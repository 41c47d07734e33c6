import { describe, expect, test } from 'vitest';
import { pageOf } from './checks.ts';
import { pageKind, viewPage } from './page.ts';

const names = (html: string): string[] => viewPage(pageOf(html)).links.map((l) => l.name);

describe('what a visitor can come to see', () => {
  test('not what nothing on the page opens', () => {
    expect(names('<div style="display: none"><a href="/x">X</a></div><template><a href="/y">Y</a></template><!-- <a href="/z">Z</a> --><noscript><a href="/n">N</a></noscript>')).toEqual([]);
  });
  test('but a menu that a visible control opens, by its id or from the same list item', () => {
    expect(names('<a href="#m" aria-controls="m">More</a><ul id="m" hidden><li><a href="/x">X</a></li></ul>')).toEqual(['More', 'X']);
    expect(names('<ul><li><a href="/c">Community</a><ul style="display:none"><li><a href="/f">Forum</a></li></ul></li></ul>')).toEqual(['Community', 'Forum']);
  });
  test('a control that is itself hidden opens nothing', () => {
    expect(names('<div hidden><a href="#m">More</a></div><ul id="m" hidden><li><a href="/x">X</a></li></ul>')).toEqual([]);
  });
});

test('accessible names come from labels, text, alternative text and titles', () => {
  expect(names('<a href="/1" aria-label="Vote up">▲</a><a href="/2"><img alt="Search" src="s.png"></a><a href="/3" title="Feed"></a>')).toEqual(['Vote up', 'Search', 'Feed']);
});

test('a field is known by its label, wherever that stands', () => {
  const view = viewPage(pageOf('<form><label for="a">Tags</label><input id="a" name="t"><label>Website <input name="w"></label><table><tr><td>Skype</td><td><input name="s"></td></tr></table><input name="p" placeholder="Search"></form>'));
  expect(view.fields.map((f) => f.label)).toEqual(['Tags', 'Website', 'Skype', 'Search']);
});

test('links know their place, their site, and running text', () => {
  const view = viewPage(pageOf('<footer><a href="https://other.example/">Out</a></footer><p>A long text in which somebody tells us at length of what they saw, with a <a href="/forum">forum</a> in its midst, and goes on.</p>'));
  expect(view.links.map((l) => [l.place, l.offsite, l.prose])).toEqual([['footer', true, false], ['main', false, true]]);
});

test.each([
  ['https://x.example/', 'home'], ['https://x.example/index.php', 'home'], ['https://x.example/ideas', 'listing'], ['https://x.example/ideas/42-hoist', 'item'],
  ['https://x.example/forum/thread/7', 'item'], ['https://x.example/showthread.php?t=4', 'item'], ['https://x.example/members', 'members'], ['https://x.example/members/anna', 'profile'],
  ['https://x.example/member.php?u=3', 'profile'], ['https://x.example/login', 'login'], ['https://x.example/terms', 'rules'], ['https://x.example/help', 'help'], ['https://x.example/about-us', 'about'],
  ['https://x.example/news/2012/x', 'news'], ['https://x.example/search?q=a', 'search'], ['https://x.example/mitglieder', 'members'], ['https://x.example/ideias/12', 'item'], ['https://x.example/projects/formco/printer', 'item'],
])('%s is of kind %s', (url, kind) => {
  expect(pageKind(viewPage(pageOf('<p>x</p>', url)))).toBe(kind);
});
