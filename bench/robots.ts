/**
 * robots.txt verdicts on the cases of Google's two suites, Protego, Reppy and RFC 9309's examples.
 *
 * The gate: every case of Google's suites that is not an extension of Google's own. The suites contradict each other, so the
 * others are passed or stand below with the reason.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { NetnoError } from '../core/errors.ts';
import { parseRobots } from '../scrapers/robots.ts';

const file = z.object({
  cases: z.array(z.object({
    id: z.number(),
    suite: z.string(),
    name: z.string(),
    googleOnly: z.boolean(),
    robots: z.string().optional(),
    robotsBase64: z.string().optional(),
    userAgent: z.string(),
    url: z.string(),
    allowed: z.boolean(),
  })),
});
type Case = z.infer<typeof file>['cases'][number];

/** Why a case is not followed; null for one that ought to pass. First match counts. */
function decided(one: Case, got: boolean): string | null {
  if (one.suite.startsWith('google/') && !one.googleOnly) return null;
  const text = one.robots ?? '';
  if (/[^A-Za-z_*-]/.test(one.userAgent)) return 'the agent is no product token (letters, - and _: RFC 9309 2.2.1); Google matches none such, and ours has none';
  if (/index\.html?/.test(text) && one.allowed && !got) return "Google's extension: Allow for index.html does not allow its folder here; the careful side";
  if (/\/robots\.txt$/.test(one.url)) return "the crawl fetches robots.txt without asking; asked, the rules answer, as Google's specification tests have it";
  if (/test_grouping_unknown_keys/.test(one.name)) return 'an unknown key does not end a list of agents (Google; RFC 9309 2.2.4: other records must not interfere)';
  if (/^\s*(dis)?allow/i.test(text)) return 'a rule before any User-agent belongs to no group (RFC 9309 2.1)';
  if (/^\s*(dis)?allow\s+\//im.test(text)) return 'a missing colon is read as one (Google), so that the refusal counts';
  if (/user-agent:\s*\S*\*\S/i.test(text)) return "a star within an agent's name is no wildcard (RFC 9309 2.2.1)";
  if (/:\s*https?:\/\//i.test(text)) return 'a pattern that does not begin with / matches no path (RFC 9309 2.2.2)';
  const shorter = one.userAgent.replace(/-[^-]*$/, '').toLowerCase();
  if (shorter !== one.userAgent.toLowerCase() && text.toLowerCase().includes(`user-agent: ${shorter}\n`)) {
    return 'a group for a shorter name is not one for this agent: the whole token has to match (RFC 9309 2.2.1)';
  }
  if (/[%$*<]|[^\0-\x7f]/.test(one.url + text) && one.allowed && !got) return 'escapes are compared as written and as RFC 9309 2.2.2 has it; the two differ, and the careful one counts';
  if (/\$/.test(text)) return 'a final $ is the end of the path, never also a dollar sign (RFC 9309 2.2.3)';
  return null;
}

export async function run(args: { data: string; quick: boolean }): Promise<object> {
  const source = path.join(args.data, 'robots.json');
  if (!existsSync(source)) throw new NetnoError(`There is no ${source}; give the folder of the crawl data with --data.`);
  const { cases } = file.parse(JSON.parse(readFileSync(source, 'utf8')));
  const suites: Record<string, { cases: number; passed: number }> = {};
  const failures: { id: number; suite: string; name: string; why: string; decided: boolean; wrongly: 'allowed' | 'denied' }[] = [];
  const googleOnly = { cases: 0, passed: 0 };
  const core = { cases: 0, passed: 0 };
  for (const one of cases) {
    const body = one.robotsBase64 === undefined ? (one.robots ?? '') : Buffer.from(one.robotsBase64, 'base64');
    const { allowed, rule } = parseRobots(body).verdict(one.userAgent, one.url);
    const tally = one.googleOnly ? googleOnly : core;
    const suite = (suites[one.googleOnly ? `${one.suite} (Google only)` : one.suite] ??= { cases: 0, passed: 0 });
    tally.cases++;
    suite.cases++;
    if (allowed === one.allowed) {
      tally.passed++;
      suite.passed++;
    } else if (!one.googleOnly) {
      const reason = decided(one, allowed);
      failures.push({
        id: one.id,
        suite: one.suite,
        name: one.name,
        why: reason ?? `expected ${one.allowed ? 'allowed' : 'denied'} for ${one.userAgent} at ${one.url}, decided by ${rule ?? 'no rule'}`,
        decided: reason !== null,
        wrongly: allowed ? 'allowed' : 'denied',
      });
    }
  }
  const gate = Object.entries(suites).filter(([suite]) => suite.startsWith('google/') && !suite.endsWith('(Google only)'));
  return {
    ...core,
    googleOnly,
    gate: { cases: sum(gate.map(([, tally]) => tally.cases)), passed: sum(gate.map(([, tally]) => tally.passed)) },
    undecided: failures.filter((failure) => !failure.decided).length,
    suites,
    failures,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
