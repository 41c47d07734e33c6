import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates } from './candidates.ts';
import { fieldText, findMentions, FIELDS, type MentionDocument } from './find.ts';
import { findAllMentions } from './find-all.ts';
import { findNames } from './names.ts';

// Invented names throughout: nothing may be recognised because it is known.
const text = (abstract: string, title = '', keywords: string[] = []): MentionDocument => ({ id: 'd', title, abstract, keywords });
const found = (document: MentionDocument): [string, string][] => findMentions(document).map(({ candidate, rule }) => [candidate, rule]);

describe('what shows that a name is a platform', () => {
  it.each<[string, string[], string]>([
    ['Crowdsourcing platforms such as Fillwick, the Marrow Exchange and Brantle attract engineers.', ['Fillwick', 'Marrow Exchange', 'Brantle'], 'enumeration'],
    ['We compare three intermediaries (Fillwick, GrebHub, and 44makers).', ['Fillwick', 'GrebHub', '44makers'], 'enumeration'],
    ['Fillwick, Brantle and other marketplaces pay by the hour.', ['Fillwick', 'Brantle'], 'enumeration'],
    ['Testers on the Fillwick platform are paid.', ['Fillwick'], 'platform noun'],
    ['Members of the VK Community answer within a day.', ['VK Community'], 'platform noun'],
    ['Data come from Idea Parcel, an online competition site for agencies.', ['Idea Parcel'], 'apposition'],
    ['They opened a portal called Marrow Lane to customers.', ['Marrow Lane'], 'naming'],
    ['Ideas were posted at www.fillwick.com and sorted.', ['fillwick.com'], 'domain'],
    ["We study Tarrant's Wishing Well, where customers post ideas.", ['Wishing Well'], 'possessive'],
    ['The logs of TarPit were analysed.', ['TarPit'], 'odd case'],
    ['Prizes were won at Brantle by students, and ideas were judged.', ['Brantle'], 'preposition'],
  ])('%s', (sentence, names, rule) => {
    const mentions = found(text(sentence));
    for (const name of names) expect(mentions).toContainEqual([name, rule]);
  });

  it('takes no capital of position, citation, calendar or heading for a name', () => {
    expect(found(text('Purpose – The paper studies crowds. However, Innovation contests grow (Smith, 2008). Jones and Brown (2010) surveyed firms in Germany in May. Findings – They differ.'))).toEqual([]);
    expect(found(text('Contests help firms. The motives of crowds differ.', 'The Motives of Crowds in Contests'))).toEqual([]);
  });

  it('finds names in headings in title case by how they are written', () => {
    expect(found(text('Crowds help.', 'Moving the Crowd at TarPit: Motives of Crowds'))).toEqual([['TarPit', 'odd case']]);
  });

  it('gives offsets that hold, whatever the text', () => {
    const words = fc.constantFrom('platforms', 'such as', 'Fillwick', 'GrebHub', ',', 'and', '.', "Tarrant's", '(', ')', 'fillwick.com', 'the', 'community', 'é', '😀', 'a', 'Ideas', '–', 'U.S.', 'e.g.');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), fc.array(words, { maxLength: 8 }), (abstract, title) => {
        const document = text(abstract.join(' '), title.join(' '), title);
        const mentions = [...findMentions(document), ...findNames(document, ['Fillwick', 'Fillwick community', 'é'])];
        for (const mention of mentions) expect(fieldText(document, mention.field).slice(mention.start, mention.end)).toBe(mention.text);
        for (const field of FIELDS) {
          const spans = findMentions(document).filter((mention) => mention.field === field);
          spans.forEach((span, i) => expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0));
        }
      }),
    );
  });
});

it('finds again what was found by a telling rule elsewhere', () => {
  const documents = [{ ...text('Sites such as Fillwick, brantle and GrebHub.'), id: 'a' }, { ...text('Nothing else pays. While brantle pays late, others do not.'), id: 'b' }];
  expect(findAllMentions(documents).get('b')).toMatchObject([{ candidate: 'brantle', rule: 'recurring' }]);
});

describe('decided names', () => {
  it('finds every occurrence, the longer of two, across case and hyphens', () => {
    const document = text('Fillwick and the Fillwick Community; FILLWICK; idea-parcel. fillwick the fish; Fillwicks.', 'Idea Parcel');
    expect(findNames(document, ['Fillwick', 'Fillwick Community', 'Idea Parcel']).map(({ field, text: at, candidate }) => [field, at, candidate])).toEqual([
      ['title', 'Idea Parcel', 'Idea Parcel'], ['abstract', 'Fillwick', 'Fillwick'], ['abstract', 'Fillwick Community', 'Fillwick Community'], ['abstract', 'FILLWICK', 'Fillwick'], ['abstract', 'idea-parcel', 'Idea Parcel'],
    ]);
  });
});

it('groups the ways of writing one name and ranks what is found by more telling rules in more documents first', () => {
  const list = candidates(new Map([
    ['a', findMentions(text('Platforms such as Tarrant TarPit and VK Community. The logs of TarPit were kept at tarpit.com.'))],
    ['b', findMentions(text('The TarPit community shares ideas with Henrik in Lund.'))],
  ]));
  expect(list[0]).toMatchObject({ name: 'TarPit', documents: ['a', 'b'] });
  expect([...(list[0]?.aliases ?? [])].sort()).toEqual(['Tarrant TarPit', 'tarpit.com']);
  expect(list.map(({ name }) => name)).toContain('VK Community');
});
