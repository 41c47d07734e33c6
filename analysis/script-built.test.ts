import { expect, it } from 'vitest';
import { isScriptBuilt } from './script-built.ts';

const text = 'Many words that a reader can read without any script at all, '.repeat(4);

it.each([
  ['a shell that a script fills', '<body><div id="root"></div><script src="/app.js"></script></body>', true],
  ['a shell that asks for scripts', `<body><noscript>You need to enable JavaScript to run this app.</noscript><p>${text}</p><script src="/a.js"></script></body>`, true],
  ['a page with text and scripts', `<body><p>${text}</p><p>${text}</p><script src="/analytics.js"></script></body>`, false],
  ['a short page without scripts', '<body><h1>Gone fishing</h1></body>', false],
])('%s', (_, html, expected) => {
  expect(isScriptBuilt(html)).toBe(expected);
});
