/** Hostile HTML: what a parser has to survive. By name, so that a process of its own can make it, too. */
const MEGABYTE = 1024 * 1024;

const words = 'Vote for this idea and comment on it. ';
const items = (n: number, item: (i: number) => string): string => Array.from({ length: n }, (_, i) => item(i)).join('');

/** Ten names, each ten of the one before: three gigabytes for a parser that believes in entities of a page's own. */
const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">${items(10, (i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)}]><rss><channel><title>&l10;</title><item><link>&l10;</link></item></channel></rss>`;

export const hostilePages: Readonly<Record<string, () => string>> = {
  'depth 100,000': () => `${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`,
  'depth 100,000 of formatting': () => '<b><i>'.repeat(50_000),
  'tables in tables, 20,000 deep': () => '<table><tr><td>'.repeat(20_000),
  'an attribute of 10 MB': () => `<div class="${'x '.repeat(5 * MEGABYTE)}">${words}</div>`,
  'a million attributes': () => `<div ${items(1_000_000, (i) => `a${i} `)}>${words}</div>`,
  'unclosed everything': () => `<p class='a ${items(40_000, (i) => `<p><b><a href="/x/${i}"><td><li title='${i}<!--`)}`,
  'half a million links': () => items(500_000, (i) => `<a href=/l/${i}>x</a>`),
  'a million entities': () => `<p>${'&amp;&#x1F600;&notit;&'.repeat(250_000)}</p>`,
  'a text of 11 MB with one Chinese letter': () => `<p>思${words.repeat((11 * MEGABYTE) / words.length)}</p>`,
  'a million elements': () => '<i>x</i>'.repeat(1_000_000),
  'a billion laughs': () => laughs,
};
