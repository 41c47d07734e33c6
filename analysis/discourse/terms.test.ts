import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTerms, surfaceForms, termsOf, tfidf } from './terms.ts';
import { stemOf, wordsOf } from './words.ts';

describe('words', () => {
  it('are told from numbers, addresses and members addressed', () => {
    const text = "The company's B2B-site (https://x.test/a?b=c, www.y.test) won't open since 3.5 days, @maker_7; write to a.b@x.test or [e-mail]. See x.com/y!";
    expect(wordsOf(text).filter((w) => w.kind === 'word').map((w) => w.word)).toEqual(['the', 'company', 'b2b', 'site', "won't", 'open', 'since', 'days', 'write', 'to', 'or', 'see']);
  });

  it('are found where no space is set', () => {
    expect(wordsOf('マニュアルはどこ').length).toBeGreaterThan(1);
  });

  it('stand where their offsets say', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'É', '9', '.', '-', "'", '’s', '@', ' ', 'の', '語', '😀', 'http:', '//', 'www.x.com', '\ud83d', '\u0301', '[e-mail]'), { maxLength: 25 }).map((parts) => parts.join('')), (text) => {
        let end = 0;
        for (const word of wordsOf(text)) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
          end = word.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('are read in time that grows with the text, whatever it holds', () => {
    for (const evil of ['a.', '[e-mail', 'a.com', '語']) {
      const started = process.cpuUsage().user;
      wordsOf(evil.repeat(60_000));
      expect(process.cpuUsage().user - started, evil).toBeLessThan(5_000_000);
    }
  });
});

describe('stems', () => {
  it.each([
    ['en', ['company', 'companies']], ['en', ['innovation', 'innovations', 'innovative']],
    ['de', ['idee', 'ideen']], ['de', ['haus', 'häuser', 'hauses']], ['pt', ['inovação', 'inovações']], ['pt', ['empresa', 'empresas']],
  ] as const)('bring inflections together in %s: %s', (language, words) => {
    expect(new Set(words.map((word) => stemOf(word, language))).size).toBe(1);
  });

  it('leave alone what has no stemmer, and names of products', () => {
    expect([stemOf('companies', null), stemOf('ideoita', 'fi'), stemOf('cm13s', 'en')]).toEqual(['companies', 'ideoita', 'cm13s']);
  });
});

describe('termsOf', () => {
  it('counts stems without stop words, in code-unit order', () => {
    expect([...termsOf('Our companies and the Company want ideas, many ideas; an idea!', 'en')]).toEqual([['compani', 2], ['idea', 3], ['want', 1]]);
    expect([...termsOf('Die Ideen der Unternehmen und eine Idee', 'de')]).toEqual([['ide', 2], ['unternehm', 1]]);
    expect([...termsOf('As ideias das empresas são ótimas', 'pt').keys()]).toEqual(['empres', 'ide', 'ótim']);
    expect([...termsOf("L'entreprise et l'idée", 'fr').keys()]).toEqual(['entrepris', 'idé']);
  });

  it('leaves pseudonyms out, whole', () => {
    expect([...termsOf('Thanks @m-4f21 and m-4f21, and 9f86d081884c; P7 likes pumps', 'en', { leaveOut: new Set(['m-4f21', 'p7']) }).keys()]).toEqual(['like', 'pump', 'thank']);
  });

  it('has none in an empty text', () => {
    expect(termsOf('', 'en').size).toBe(0);
  });

  it('shows the form that people write', () => {
    const forms = surfaceForms([{ text: 'companies companies company', language: 'en' }, { text: 'pumps pump', language: 'en' }]);
    expect([...forms]).toEqual([['compani', 'companies'], ['pump', 'pump']]);
  });
});

describe('tfidf', () => {
  const doc = (id: string, platform: string, terms: Record<string, number>): { id: string; platform: string; thread: string; terms: Map<string, number> } => ({ id, platform, thread: id[0] ?? '', terms: new Map(Object.entries(terms)) });
  const docs = [doc('a1', 'A', { pump: 3, idea: 1 }), doc('a2', 'A', { idea: 1 }), doc('b1', 'B', { idea: 2, oil: 1 }), doc('b2', 'B', { idea: 1 })];

  it('is (1 + ln tf) · ln(N/df), meant over the platform', () => {
    const [pump, idea] = tfidf(docs).get('A') ?? [];
    expect(pump).toMatchObject({ term: 'pump', documents: 1, occurrences: 3 });
    expect(pump?.weight).toBeCloseTo(((1 + Math.log(3)) * Math.log(4)) / 2, 12);
    expect(idea).toMatchObject({ term: 'idea', weight: 0 });
    expect(tfidf([]).size).toBe(0);
  });

  it('counts occurrences and posts', () => {
    expect(countTerms(docs.map((d) => d.terms))).toEqual({ total: 9, posts: 4, terms: new Map([['idea', { occurrences: 5, posts: 4 }], ['oil', { occurrences: 1, posts: 1 }], ['pump', { occurrences: 3, posts: 1 }]]) });
  });
});
