/**
 * Whether business customers' companies use a platform: companies named as clients, sponsors,
 * seekers, hosts or operators, with what they make and for whom, from the platform's own pages and
 * from secondary sources. A suggestion that a person confirms; nothing is decided here.
 */
import type { Region } from '../core/types.ts';
import type { PageReading } from './features/observe.ts';

export interface BusinessUse {
  readonly suggestion: 'yes' | 'no' | 'unsure';
  readonly companies: readonly { readonly name: string; readonly reason: string; readonly region: Region }[];
}

export function businessUse(readings: readonly Pick<PageReading, 'id' | 'secondary' | 'findings' | 'companies'>[]): BusinessUse {
  const sorted = [...readings].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const mentions = sorted.flatMap((r) => r.companies);
  const operators = sorted.filter((r) => !r.secondary).flatMap((r) => r.findings.filter((f) => f.feature === 'site_operator'));
  const named = new Map<string, { name: string; part: string; region: Region }>();
  for (const m of mentions) if (m.as === 'named' && m.name !== null && !named.has(key(m.name))) named.set(key(m.name), { name: m.name, part: 'named as client, sponsor, seeker or host', region: m.region });
  for (const f of operators) {
    const name = String(f.details?.['company'] ?? '');
    if (name !== '' && !named.has(key(name))) named.set(key(name), { name, part: 'runs the site', region: f.region });
  }

  const companies: { name: string; reason: string; region: Region }[] = [];
  let consumers = 0;
  for (const company of named.values()) {
    const about = mentions.filter((m) => m.as !== 'named' && speaksOf(m.region.quote, m.name, company.name));
    const business = about.find((m) => m.as === 'makes-for-business');
    if (business !== undefined) companies.push({ name: company.name, reason: `${company.part}: “${business.region.quote}”`, region: business.region });
    else if (about.length > 0) consumers += 1;
  }
  if (companies.length > 0) return { suggestion: 'yes', companies };
  // Statements on business customers that name nobody known leave it open.
  const open = mentions.filter((m) => m.as === 'makes-for-business');
  if (open.length > 0) return { suggestion: 'unsure', companies: open.slice(0, 5).map((m) => ({ name: m.name ?? 'not named', reason: `“${m.region.quote}”`, region: m.region })) };
  const unknown = named.size - consumers;
  return { suggestion: readings.length === 0 || unknown > 0 && mentions.some((m) => m.as === 'named') ? 'unsure' : 'no', companies: [] };
}

function key(name: string): string {
  return name.toLowerCase().replace(/\b(?:inc|ltd|llc|gmbh|ag|corp|corporation|co|oyj?|plc|s\.?a|ltda|kg|limited|company)\b\.?/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function speaksOf(quote: string, subject: string | null, company: string): boolean {
  const wanted = key(company);
  if (wanted.length < 2) return false;
  return ` ${key(quote)} `.includes(` ${wanted} `) || (subject !== null && key(subject) === wanted);
}
