import { describe, expect, it } from 'vitest';
import { firstNamesOf, identities, nameless } from './pseudonyms.ts';
import type { Thread, ThreadPost } from './types.ts';

const post = (name: string, profile: string | null): ThreadPost => ({
  key: null, region: { page: 'p', selector: 'li', quote: '', count: 1 }, author: { name, profile }, time: null, text: 'x', votes: null, attachments: [], replyTo: null, opens: false,
});
const thread = (...posts: ThreadPost[]): Thread => ({ address: 'http://x.test/1', title: 'T', kind: 'forum', pages: ['p'], posts });

describe('identities', () => {
  it('takes a name without a page for the one member of that name', () => {
    const of = identities([thread(post('Anna', 'http://x.test/u/1'), post('anna', null), post('Ben', null))]);
    expect(of({ name: 'anna', profile: null })).toBe(of({ name: 'Anna', profile: 'https://www.x.test/u/1/' }));
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

  it('knows a name in another case or form, and somebody who did not write', () => {
    expect(clean('ANNA BERG, Maker_77 and @lurker agree')).toBe('P2, P3 and @[member] agree');
    expect(nameless(new Map([['李明', 'P1'], ['Müller', 'P2']]))('请问 李明, and Müller wrote: yes')).toBe('请问 P1, and P2 wrote: yes');
    expect(clean('will wrote: no')).toBe('P1 wrote: no');
  });

  it('takes a capitalised word that is also written small for a word', () => {
    const members = new Map([['Hoist', 'P1'], ['Zelda', 'P2']]);
    expect(nameless(members, new Set(['hoist']))('Hoist noise, says Zelda to @Hoist')).toBe('Hoist noise, says P2 to @P1');
  });

  it('replaces first names of those who write in the thread', () => {
    const members = new Map([['Anna Berg', 'P2'], ['Carla Ruiz', 'P5'], ['Carla Moe', 'P6'], ['bob', 'P7']]);
    expect(nameless(firstNamesOf(['Anna Berg', 'bob'], members))('Thanks Anna, I showed it to Carla and Annabel.')).toBe('Thanks P2, I showed it to Carla and Annabel.');
    expect(nameless(firstNamesOf(['Carla Ruiz', 'Carla Moe'], members))('Thanks Carla.')).toBe('Thanks [member].');
  });

  it('takes e-mail addresses out', () => {
    expect(clean('Write to anna.berg@example.org!')).toBe('Write to [e-mail]!');
    expect(clean('or anna@müller.de, cleo (at) example (dot) org')).toBe('or [e-mail], [e-mail]');
  });
});
