import { describe, expect, it } from 'vitest';
import { identities, nameless } from './pseudonyms.ts';
import type { Thread, ThreadPost } from './types.ts';

const post = (name: string, profile: string | null): ThreadPost => ({
  key: null, region: { page: 'p', selector: 'li', quote: '', count: 1 }, author: { name, profile }, time: null, text: 'x', votes: null, attachments: [], replyTo: null, opens: false,
});
const thread = (...posts: ThreadPost[]): Thread => ({ address: 'http://x.test/1', title: 'T', kind: 'forum', pages: ['p'], posts });

describe('identities', () => {
  it('takes a name without a page for the one member of that name', () => {
    const of = identities([thread(post('Anna', 'http://x.test/u/1'), post('anna', null), post('Ben', null))]);
    expect(of({ name: 'anna', profile: null })).toBe('http://x.test/u/1');
    expect(of({ name: 'Ben', profile: null })).toBe('ben');
  });

  it('keeps two members of one name apart, and leaves open whose a bare name is', () => {
    const of = identities([thread(post('Anna', 'http://x.test/u/1'), post('Anna', 'http://x.test/u/2'))]);
    expect(new Set([of({ name: 'Anna', profile: 'http://x.test/u/1' }), of({ name: 'Anna', profile: 'http://x.test/u/2' }), of({ name: 'Anna', profile: null })]).size).toBe(3);
  });
});

describe('nameless', () => {
  const clean = nameless(new Map([['will', 'P1'], ['Anna Berg', 'P2'], ['maker_77', 'P3'], ['Jo', 'P4']]));

  it('replaces names that can be nothing else, and any name behind an @', () => {
    expect(clean('@will and Anna Berg agree with maker_77, will you?')).toBe('@P1 and P2 agree with P3, will you?');
    expect(clean('Thanks @Anna Berg, @maker_77.')).toBe('Thanks @P2, @P3.');
  });

  it('leaves longer words and other names alone', () => {
    expect(clean('Anna Bergmann and maker_771 met Anna')).toBe('Anna Bergmann and maker_771 met Anna');
  });

  it('takes e-mail addresses out', () => {
    expect(clean('Write to anna.berg@example.org!')).toBe('Write to [e-mail]!');
  });
});
