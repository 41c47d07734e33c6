import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concordance } from './kwic.ts';
import type { DiscoursePost } from '../../core/types.ts';

const post = (text: string, language: string | null = 'en', id = 'p'): DiscoursePost => ({ id, thread: 't', platform: 'x', author: 'm1', postedAt: null, text, language, replyTo: null, opens: false, votes: null });

describe('concordance', () => {
  it('shows so many words on each side, as they stand', () => {
    const [row] = concordance([post('We, the users, want open-source tools: now, and for free.')], 'open source', { words: 2 });
    expect(row).toMatchObject({ left: 'users, want ', keyword: 'open-source', right: ' tools: now', post: 'p', author: 'm1' });
  });

  it('finds inflections in the language of the post, or in any when that is not known', () => {
    expect(concordance([post('Companies and a company’s company')], 'company').map((r) => r.keyword)).toEqual(['Companies', 'company', 'company']);
    expect(concordance([post('Viele Häuser, ein Haus', 'de')], 'Haus').map((r) => r.keyword)).toEqual(['Häuser', 'Haus']);
    expect(concordance([post('ideas!', null)], 'idea')).toHaveLength(1);
    expect(concordance([post('ideas, idea')], 'idea', { exact: true }).map((r) => r.keyword)).toEqual(['idea']);
  });

  it('finds a term by its stem', () => {
    expect(concordance([post('two companies'), post('the company', null, 'q')], { term: 'compani' }).map((r) => r.post)).toEqual(['p', 'q']);
  });

  it('keeps a phrase together, and places apart', () => {
    expect(concordance([post('open the source. Open, source; open sources')], 'open source').map((r) => r.keyword)).toEqual(['open sources']);
    expect(concordance([post('no no no no no')], 'no no')).toHaveLength(2);
    expect(concordance([post('anything')], ' ?! ')).toEqual([]);
    expect(concordance([], 'x')).toEqual([]);
    expect(concordance([post('no no no')], 'no', { limit: 2 })).toHaveLength(2);
  });

  it('gives rows that are the text', () => {
    const vocabulary = fc.constantFrom('idea', 'Ideas', 'the', 'pump.', 'öl', '—', "it's", '3.5', '\n', 'https://x.test/idea', '😀');
    fc.assert(
      fc.property(fc.array(vocabulary, { maxLength: 40 }), fc.constantFrom('idea', 'the pump', "it's", 'öl'), fc.nat(6), (words, query, width) => {
        const text = words.join(' ');
        for (const row of concordance([post(text)], query, { words: width })) {
          expect(text.slice(row.start, row.end)).toBe(row.keyword);
          expect(text.slice(row.start - row.left.length, row.end + row.right.length)).toBe(row.left + row.keyword + row.right);
        }
        expect(concordance([post(text)], 'idea')).toHaveLength(words.filter((w) => /^ideas?$/i.test(w)).length);
      }),
    );
  });
});
