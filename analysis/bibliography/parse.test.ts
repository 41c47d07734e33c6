import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NetnoError } from '../../core/errors.ts';
import type { BibEntry, ParsedExport } from '../../core/types.ts';
import { parseExport } from './parse.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (text: string): ParsedExport => parseExport(bytes(text), 'export.txt');
const only = (text: string): BibEntry => {
  const { entries, problems } = parse(text);
  expect(problems).toEqual([]);
  const [entry, ...more] = entries;
  if (entry === undefined || more.length > 0) throw new Error(`${entries.length} entries instead of one`);
  return entry;
};

describe('BibTeX as databases write it', () => {
  it('reads ACM: LaTeX accents, en dashes, a trailing comma', () => {
    const entry = only(String.raw`@inproceedings{Par:2014:C,
 author = {Par\'{a}k, Boris and \v{S}ustr, Zdenek and {\O}st, Jo{\~a}o},
 title = {Ideas \& Crowds},
 booktitle = {Proceedings of a Conference},
 year = {2014},
 isbn = {978-1-4799-7881-6},
 pages = {62:1--62:7},
 doi = {10.1109/UCC.2014.51},
 keywords = {OCCI, cloud, cloud},
}`);
    expect(entry).toMatchObject({
      key: 'Par:2014:C', kind: 'conference', title: 'Ideas & Crowds', authors: ['Parák, Boris', 'Šustr, Zdenek', 'Øst, João'], year: 2014, pages: '62:1-62:7', doi: '10.1109/ucc.2014.51',
      isbn: '9781479978816', keywords: ['OCCI', 'cloud'], line: 1,
    });
  });

  it('reads IEEE Xplore: a space after the key, names with the given name first, empty values', () => {
    const entry = only('@INBOOK{7090259, \nauthor={Nelson L. S. da Fonseca and Raouf Boutaba}, \ntitle={Virtualization}, \nbooktitle={Services}, \nyear={2015}, \nvolume={}, \npages={432-}, \nkeywords={a;b c}, \nISSN={}, \nurl={http://ieeexplore.example/x?arnumber=7090259},}');
    expect(entry).toMatchObject({ key: '7090259', kind: 'chapter', authors: ['da Fonseca, Nelson L. S.', 'Boutaba, Raouf'], volume: null, pages: '432', keywords: ['a', 'b c'], issn: null });
  });

  it('reads ScienceDirect: quoted values, repeated keywords, a DOI as an address, escaped braces around acronyms', () => {
    const entry = only('@article{G201761,\ntitle = "Of \\{WSDL\\} and "crowds" ",\npages = "61 - 74",\nyear = "2017",\nnote = "",\ndoi = "https://doi.org/10.1016/j.x.2017.04.013",\nauthor = "Souad Ghazouani and , and Yahya Slimani",\nkeywords = "One, two",\nkeywords = "Three",\nkeywords = "One, two"\n}\n');
    expect(entry).toMatchObject({ title: 'Of WSDL and "crowds"', pages: '61-74', doi: '10.1016/j.x.2017.04.013', authors: ['Ghazouani, Souad', 'Slimani, Yahya'], keywords: ['One, two', 'Three'], note: null });
  });

  it('reads Web of Science: a space before the key, double braces, values over lines', () => {
    const entry = only('\ufeff\n@article{ ISI:000411,\nAuthor = {Slimani, Yahya},\nTitle = {{Towards a\n   description}},\nJournal = {{JOURNAL OF X}},\nLanguage = {{English}},\n}\n');
    expect(entry).toMatchObject({ key: 'ISI:000411', title: 'Towards a description', venue: 'JOURNAL OF X', language: 'English', line: 2 });
    expect(entry.raw.startsWith('@article{ ISI:000411,')).toBe(true);
  });

  it('reads strings, months, concatenation, crossref, institutions, parentheses', () => {
    const { entries } = parse('@string{j = "Journal"}\n@article(a, title = {One}, journal = j # { of Y}, month = jan, year = 2001, author = {{Crowd and Sons} and van der Berg, Jan})\n@inproceedings{b, title={Two}, crossref={p}}\n@proceedings{p, title={Proc}, year={1999}}');
    expect(entries[0]).toMatchObject({ venue: 'Journal of Y', authors: ['Crowd and Sons', 'van der Berg, Jan'], year: 2001 });
    expect(entries[1]).toMatchObject({ venue: 'Proc', year: 1999 });
  });

  it('loses no other record, and no other field, to a broken one', () => {
    const { entries, problems } = parse('@article{a,\n title = {No end,\n year = {2001},\n}\n@article{b,\n title = {Two}},\n year = {2002}\n}\n@article{c, title = {Three}, year = {2003\n@article{d, title = {Four}, year = {2004}}\n');
    expect(entries.map(({ title, year }) => [title, year])).toEqual([['No end', 2001], ['Two', 2002], ['Three', 2003], ['Four', 2004]]);
    expect(problems.map(({ line }) => line)).toEqual([1, 5, 9]);
    expect(problems.every(({ message }) => message.includes('was imported'))).toBe(true);
  });

  it('reports a record whose head is lost, and no comment', () => {
    const { entries, problems } = parse('% made by hand\n@comment{jabref}\narticle{a,\n title = {Lost}}\n@article{b, title = {Kept}}');
    expect(entries.map(({ title }) => title)).toEqual(['Kept']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line: 3 });
  });
});

describe('RIS as publishers write it', () => {
  it('reads SAGE: T1, JO, Y1, the DOI in M3', () => {
    expect(only('TY  - JOUR\r\nT1  - Crowds\r\nAU  - Doe, Jane\r\nY1  - 2013/01/01\r\nN1  - doi: 10.1177/0001\r\nJO  - Calif. Rev.\r\nJF  - California Review\r\nSP  - 5\r\nEP  - 20\r\nSN  - 0008-1256\r\nM3  - doi: 10.1177/0001\r\nN2  - Text.\r\nER  - \r\n')).toMatchObject({
      title: 'Crowds', year: 2013, venue: 'California Review', pages: '5-20', doi: '10.1177/0001', abstract: 'Text.', issn: '0008-1256', note: null,
    });
  });

  it('reads values over several lines, keywords a line each, a record without an end tag', () => {
    const { entries, problems } = parse('TY  - JOUR\nTI  - One\nAB  - First\nsecond.\n\nThird\nKW  - a\nb, c\nPY  - 2001\nTY  - CONF\nTI  - Two\nT2  - Conf\nER  -\n');
    expect(entries).toMatchObject([{ title: 'One', abstract: 'First second. Third', keywords: ['a', 'b, c'] }, { title: 'Two', kind: 'conference', venue: 'Conf' }]);
    expect(problems).toMatchObject([{ line: 1 }]);
  });

  it('keeps a record whose type line is damaged', () => {
    const { entries, problems } = parse('TY  - JOUR\nTI  - One\nER  - \n\nTX  - JOUR\nTI  - Two\nER  - \n');
    expect(entries.map(({ title, kind }) => [title, kind])).toEqual([['One', 'article'], ['Two', 'other']]);
    expect(problems).toHaveLength(1);
  });
});

describe('tables', () => {
  it('reads IEEE Xplore with the search above the header', () => {
    const entry = only(
      '"http://ieeexplore.example/search?q=crowd"\n"Document Title",Authors,"Publication Title","Publication Year",Volume,Issue,"Start Page","End Page",Abstract,ISSN,ISBNs,DOI,"PDF Link","Author Keywords","IEEE Terms","Document Identifier"\n' +
        '"Crowds, ""open""","A. B. Doe; J. van Roe","Proc. X","2012","","","10","19","Text\nof two lines","","978-1-4799-7881-6","10.1109/X.1","http://ieeexplore.example/stamp.jsp?arnumber=6380053","a;b","b;c","IEEE Conferences"\n',
    );
    expect(entry).toMatchObject({ key: '6380053', kind: 'conference', title: 'Crowds, "open"', authors: ['Doe, A. B.', 'van Roe, J.'], pages: '10-19', keywords: ['a', 'b', 'c'], year: 2012, line: 3 });
  });

  it('reads Scopus names, semicolons, tabs, UTF-16', () => {
    expect(only('Authors,Title,Year,Source title,Page start,Page end,DOI,EID\n"Smith J.A., Doe K.",T,2015,S,1,5,10.1/x,2-s2.0-1\n').authors).toEqual(['Smith, J.A.', 'Doe, K.']);
    expect(only('Titel;Autoren;Jahr\nÜber Ideen;Müller, A.;2010\n')).toMatchObject({ title: 'Über Ideen', authors: ['Müller, A.'], year: 2010 });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('title\tauthors\tyear\nÉtude\tDoe, J.\t2001\n', 'utf16le')]);
    expect(parseExport(utf16, 'x').entries).toMatchObject([{ title: 'Étude' }]);
  });

  it('gives up a row whose quotation mark is not closed, and nothing after it', () => {
    const rows = Array.from({ length: 6 }, (_, i) => `"Title ${i}","Doe, J.","200${i}","Abstract\nin lines"`);
    rows[2] = '"Title 2","Doe, J.","2002,"Abstract\nin lines"';
    rows[4] = '"Title 4,"Doe, J.","2004","Abstract';
    const { entries, problems } = parse(`"title","authors","year","abstract"\n${rows.join('\n')}\n`);
    expect(entries.map(({ title }) => title.slice(0, 7))).toEqual(rows.map((_, i) => `Title ${i}`));
    expect(problems.length).toBeGreaterThanOrEqual(2);
  });
});

describe('EndNote XML', () => {
  it('reads styled text and reports a record that breaks off', () => {
    const { format, entries, problems } = parse('<?xml version="1.0"?><xml><records><record><ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Doe, J.</style></author></authors></contributors><titles><title><style>A &amp; B</style></title></titles><keywords><keyword>x, y</keyword><keyword>z</keyword></keywords></record><record><titles><title>Two</title>');
    expect(format).toBe('endnote-xml');
    expect(entries).toMatchObject([{ title: 'A & B', authors: ['Doe, J.'], kind: 'article', keywords: ['x, y', 'z'] }, { title: 'Two' }]);
    expect(problems).toHaveLength(1);
  });
});

describe('files that are something else', () => {
  const cases: [string, Uint8Array, RegExp][] = [
    ['nothing', bytes(''), /empty/],
    ['white space', bytes(' \n\n'), /empty/],
    ['a web page', bytes('<!DOCTYPE html><html><head><title>Sign in</title></head><body>@article{a, title={b}}</body></html>'), /web page \("Sign in"\)/],
    ['a PDF', bytes('%PDF-1.4 …'), /PDF/],
    ['a zip', bytes('PK\x03\x04……'), /zip/],
    ['an XML of another kind', bytes('<?xml version="1.0"?><feed><entry/></feed>'), /XML/],
    ['JSON', bytes('[{"title":"x"}]'), /JSON/],
    ['a table without a title', bytes('name,age\nA,3\nB,4\n'), /columns \(name, age\)/],
    ['prose', bytes('Dear all,\nplease find the export attached.\n'), /neither BibTeX/],
  ];
  it.each(cases)('%s gets a sentence', (_, file, sentence) => {
    expect(() => parseExport(file, 'export.bib')).toThrow(NetnoError);
    expect(() => parseExport(file, 'export.bib')).toThrow(sentence);
    expect(() => parseExport(file, 'export.bib')).toThrow(/^export\.bib: /);
  });

  it('says that an export without hits is one', () => {
    expect(parse('title,authors,year\n')).toMatchObject({ entries: [], problems: [{ line: 1 }] });
  });

  it('reads gzip, and a broken one as far as it goes', () => {
    const text = Array.from({ length: 400 }, (_, i) => `@article{k${i}, title = {Title number ${i} ${(i * 7919) % 1009}}, year = {${1900 + (i % 100)}}}\n`).join('');
    const packed = gzipSync(bytes(text));
    expect(parseExport(packed, 'x.gz').entries).toHaveLength(400);
    const cut = parseExport(packed.subarray(0, Math.floor(packed.length / 2)), 'x.gz');
    expect(cut.entries.length).toBeGreaterThan(50);
    expect(cut.problems.some(({ message }) => message.includes('gzip'))).toBe(true);
  });

  it('does not garble a UTF-8 file for one wrong byte', () => {
    const file = Buffer.from('@article{a, title = {Über Ideen für Räume}, author = {Müller, Jürgen and Østergård, Åse}}\n@article{b, title = {X?Y}}');
    file[file.indexOf('?')] = 0xff;
    const { encoding, entries, problems } = parseExport(file, 'x');
    expect(encoding).toBe('utf-8');
    expect(entries[0]?.authors).toEqual(['Müller, Jürgen', 'Østergård, Åse']);
    expect(problems).toMatchObject([{ line: 2 }]);
  });
});

describe('damage', () => {
  const formats: Readonly<Record<string, (i: number) => string>> = {
    bibtex: (i) => `@article{key${i},\n  title = {Title of number ${i}},\n  author = {Doe, Jane and Roe, Rick},\n  year = {2001},\n  journal = {Journal},\n}\n`,
    ris: (i) => `TY  - JOUR\nTI  - Title of number ${i}\nAU  - Doe, Jane\nPY  - 2001\nJO  - Journal\nER  - \n`,
    csv: (i) => `${i === 0 ? '"title","authors","year","journal"\n' : ''}"Title of number ${i}","Doe, Jane; Roe, Rick","2001","Journal"\n`,
  };
  it.each(Object.entries(formats))('never costs a %s file more than what is damaged', (_, make) => {
    const text = Array.from({ length: 20 }, (_, i) => make(i)).join('');
    fc.assert(
      fc.property(fc.integer({ min: 40, max: text.length - 1 }), fc.constantFrom('{', '}', '"', ',', '\n', '@', '-', ' ', 'é', ''), (at, put) => {
        const { entries, problems } = parse(text.slice(0, at) + put + text.slice(at + 1));
        expect(entries.length).toBeGreaterThanOrEqual(19);
        if (entries.length < 20) expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

const shared = fileURLToPath(new URL('../../../shared/data/exports/', import.meta.url));
describe.skipIf(!existsSync(shared))('real exports (skipped where ../shared is missing)', () => {
  it.each([
    ['cloud-acm.bib.gz', /^\s*@\w+\s*\{/gm], ['cloud-ieeexplore-abstract.bib.gz', /^\s*@\w+\s*\{/gm], ['cloud-science-direct.bib.gz', /^\s*@\w+\s*\{/gm], ['cloud-web-of-science.bib.gz', /^\s*@\w+\s*\{/gm],
    ['same-library-zotero_export.bib.gz', /^\s*@\w+\s*\{/gm], ['same-library-zotero_export.ris.gz', /^TY {2}-/gm], ['same-library-ris_export.txt.gz', /^\ufeff?TY {2}-/gm], ['same-library-zotero_export.xml.gz', /<record>/g],
  ] as const)('%s: as many records as the file has', (file, head) => {
    const packed = readFileSync(`${shared}${file}`);
    const { entries, problems } = parseExport(packed, file);
    expect(problems).toEqual([]);
    expect(entries).toHaveLength(gunzipSync(packed).toString('utf8').match(head)?.length ?? 0);
  });
});
