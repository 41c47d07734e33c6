import { expect, test } from 'vitest';
import { pageOf } from './features/checks.ts';
import { readPage } from './features/observe.ts';
import type { PageReading } from './features/observe.ts';
import { classifyProgramme } from './types.ts';

const read = (path: string, html: string): PageReading => readPage({ ...pageOf(html, `https://crowd.example${path}`), id: path });

const contest = [read('/challenges/9-wear', '<main><h1>Chain wear indicator</h1><p>Prize: $5,000</p><h3>Judging criteria</h3><p>Novelty 40%</p><a class="btn" href="/challenges/9/enter">Enter the challenge</a><p>Closes on 3 May 2012</p></main>')];
const campaign = [read('/projects/printer', '<main><h1>A printer</h1><p><b>$12,000</b> pledged of $100,000 goal</p><h3>Pledge $5 or more</h3><h3>Pledge $10,000 or more</h3><p>24 days left</p></main>')];
const tasks = [read('/assignments', '<main><h2>Open assignments</h2><p>Pays $4 per bug</p><a class="btn" href="/assignments/3/apply">Apply for this assignment</a></main>')];
const session = [read('/sessions/1', '<main><h1>Storm on laptops</h1><p>The session runs 72 hours.</p><a class="btn" href="/sessions/1/new">Post your idea</a></main>')];
const exchange = [read('/ideas', '<nav><a href="/challenges">Challenges</a></nav><main><h1>Idea exchange</h1><a class="btn" href="/ideas/new">Post a new idea</a></main>')];

test.each([
  ['competition', 'monetary', contest], ['marketplace', 'monetary', campaign], ['marketplace', 'monetary', tasks], ['event', 'non-monetary', session], ['community', 'non-monetary', exchange],
] as const)('%s, mainly %s', (type, compensation, readings) => {
  const result = classifyProgramme(readings);
  expect(result).toMatchObject({ type, compensation });
  expect(result.findings.length).toBeGreaterThan(0);
  const rest = new Set(result.findings);
  expect(classifyProgramme(readings.map((r) => ({ ...r, findings: r.findings.filter((f) => !rest.has(f)) }))).type).not.toBe(type);
});

test('the amounts of the tiers are kept as numbers', () => {
  expect(campaign[0]?.findings.find((f) => f.details?.['by'] === 'tier' && f.feature === 'funding_pledge')?.details).toEqual({ by: 'tier', least: 5, most: 10_000, currency: '$' });
});

test('nothing that tells the type gives none', () => {
  expect(classifyProgramme([read('/', '<p>Hello</p>')])).toMatchObject({ type: null, compensation: null, findings: [] });
});
