import { describe, expect, it } from 'vitest';
import { NearIdentical, simhash } from './near-identical.ts';

const menu = Array.from({ length: 30 }, (_, n) => `<a href="/${n}">Section ${n}</a>`).join('');
const empty = (day: number): string => `<html><script>var day=${day}</script>${menu}<h1>Calendar of events</h1><p>${day} March 2014</p>${['There are no events on this day.', 'Choose another day above.', 'Week', 'Month', 'Year', 'Subscribe', 'Suggest an event to us', 'All times are local'].map((text) => `<p>${text}</p>`).join('')}`;
const words = (n: number): string => Array.from({ length: 12 }, (_, k) => `<p>${['solar', 'bridge', 'kettle', 'orchid', 'ledger', 'violin', 'harbour'][(n * 3 + k) % 7] ?? ''} idea ${String.fromCharCode(97 + (n % 26), 97 + (k % 26), 97 + ((n * k) % 26))} proposed by a member</p>`).join('');

describe('near-identical pages', () => {
  it('are recognised after some, whatever their date', () => {
    const likeness = new NearIdentical();
    for (let day = 1; day < 40; day++) likeness.saw('a.test/calendar/#', empty(day));
    expect(likeness.exhausted('a.test/calendar/#')).toBeNull();
    likeness.saw('a.test/calendar/#', empty(40));
    expect(likeness.exhausted('a.test/calendar/#')).toEqual(expect.stringMatching(/^near-identical pages: \d+ of 40 like it say the same$/));
    expect(likeness.exhausted('a.test/idea/#')).toBeNull();
    expect(new NearIdentical(likeness.keep()).exhausted('a.test/calendar/#')).toEqual(expect.stringMatching(/^near-identical pages: \d+ of 40 like it say the same$/));
  });

  it('are not those of one template with a sentence of their own', () => {
    const likeness = new NearIdentical();
    const rules = ['Be kind to one another; what breaks the rules of this board is taken away without a word and nobody is asked about it.', 'This board is run by its members for its members, and nobody else pays for it, which is why we ask for help now and then.', 'We keep a cookie so that you need not log in every time; there is nothing else in it, and nobody else is told about it.'];
    const topics = ['the hinge of the second door', 'a lamp that needs no switch', 'bread that keeps for a week', 'how to send a boat by train', 'paint that shows the weather'];
    for (let n = 0; n < 300; n++) likeness.saw('threads', `<h1>Board</h1>${['Reply', 'Quote', 'Report', 'Views', 'Posts', 'Since', 'Page', 'Next'].map((label) => `<span>${label}</span>`).join('')}${rules.map((rule) => `<p>${rule}</p>`).join('')}<p>Has anybody tried ${topics[n % 5] ?? ''} with ${String.fromCharCode(97 + (n % 26), 97 + (Math.floor(n / 26) % 26))}?</p>`);
    expect(likeness.exhausted('threads')).toBeNull();
  });

  it('are not those with the same menu and another text, nor those of few words', () => {
    const likeness = new NearIdentical();
    for (let n = 0; n < 100; n++) {
      likeness.saw('threads', `${menu}<h1>Thread</h1>${words(n)}`);
      likeness.saw('short', `<title>${n}</title><p>Page ${n}</p>`);
    }
    expect([likeness.exhausted('threads'), likeness.exhausted('short')]).toEqual([null, null]);
    expect(simhash(`${menu}${words(1)}`)).not.toBe(simhash(`${menu}${words(2)}`));
  });
});
