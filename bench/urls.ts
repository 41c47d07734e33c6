/**
 * URL canonicalisation on recorded cases of w3lib and IIPC's urlcanon.
 *
 * The suites encode different policies, so no function satisfies all. Ours is w3lib's `canonicalize_url`: its cases are the
 * gate; the other suites are reported beside it (`suites`), not counted.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { z } from 'zod';
import { NetnoError } from '../core/errors.ts';
import { canonicalUrl } from '../core/url.ts';

const GATE = 'scrapy/w3lib canonicalize_url';

const file = z.object({
  cases: z.array(z.object({ suite: z.string(), name: z.string(), input: z.string(), options: z.record(z.string(), z.unknown()), expected: z.string().nullable() })),
  idempotence: z.array(z.string()),
});

/** Why a case of the gate is not followed; null if it should pass. */
function decidedException(input: string, options: Readonly<Record<string, unknown>>, expected: string): string | null {
  if ('query_separator' in options || 'keep_blank_values' in options || 'keep_fragments' in options) {
    return 'an option of w3lib that a crawl has no use for (another separator, blank values or fragments kept)';
  }
  if (options['encoding'] === 'iso2022jp') return 'an encoding that iconv-lite lacks; a query in it is sent as UTF-8';
  if (/%25[0-9A-Fa-f]{2}/.test(input)) return 'w3lib turns %25 into a bare %, so that a second pass would read another escape; %25 before two hexadecimal digits stays';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(input)) return 'a relative reference: links are resolved before they are canonicalised';
  if (/[^\0-\x7f]/.test(expected)) return 'w3lib leaves a host that its IDNA refuses; the URL standard encodes it';
  return null;
}

/** Some cases were recorded as the text of Python's ParseResult; this gives the URL it stands for. */
function inputUrl(input: string): string {
  if (!input.startsWith('ParseResult(')) return input;
  const part = (name: string): string => new RegExp(`${name}='([^']*)'`).exec(input)?.[1] ?? '';
  const params = part('params');
  const query = part('query');
  return `${part('scheme')}://${part('netloc')}${part('path')}${params && `;${params}`}${query && `?${query}`}${part('fragment') && `#${part('fragment')}`}`;
}

function optionsOf(options: Readonly<Record<string, unknown>>): Parameters<typeof canonicalUrl>[1] {
  const encoding = options['encoding'];
  if (typeof encoding !== 'string' || /^utf-?8$/.test(encoding)) return {};
  const name = encoding === 'iso2022jp' ? 'iso-2022-jp' : encoding;
  if (!iconv.encodingExists(name)) return {};
  // What the encoding lacks is sent as UTF-8 (w3lib's rule; browsers send a character reference).
  return { encodeQuery: (text) => (iconv.decode(iconv.encode(text, name), name) === text ? iconv.encode(text, name) : Buffer.from(text, 'utf8')) };
}

export async function run(args: { data: string; quick: boolean }): Promise<object> {
  const source = path.join(args.data, 'urlcanon.json');
  if (!existsSync(source)) throw new NetnoError(`There is no ${source}; give the folder of the crawl data with --data.`);
  const { cases, idempotence } = file.parse(JSON.parse(readFileSync(source, 'utf8')));
  const failures: { suite: string; name: string; input: string; expected: string | null; got: string; decided: string | null }[] = [];
  const suites: Record<string, { cases: number; passed: number }> = {};
  for (const { suite, name, input, options, expected } of cases) {
    const got = canonicalUrl(inputUrl(input), optionsOf(options));
    const tally = (suites[suite] ??= { cases: 0, passed: 0 });
    tally.cases++;
    if (got === expected) tally.passed++;
    else if (suite === GATE) failures.push({ suite, name, input, expected, got, decided: decidedException(inputUrl(input), options, expected ?? '') });
  }
  const again = [...idempotence, ...cases.map((one) => one.input)].filter((url) => canonicalUrl(canonicalUrl(url)) !== canonicalUrl(url));
  const gate = suites[GATE] ?? { cases: 0, passed: 0 };
  return {
    suite: GATE,
    cases: gate.cases,
    passed: gate.passed,
    undecided: failures.filter((one) => one.decided === null).length,
    notIdempotent: again,
    suites,
    failures,
  };
}
