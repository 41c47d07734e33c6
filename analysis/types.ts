/**
 * The type of a crowdsourcing programme and its primary compensation (paper, section 2, after
 * Vukovic 2009, Erickson 2011, Zwass 2010): competition logic, market logic, a time-limited event
 * without prize or pay, or an ongoing community whose members start the call too.
 */
import type { Compensation, CrowdsourcingType, Finding } from '../core/types.ts';
import type { PageReading } from './features/observe.ts';
import { mentions } from './features/words/index.ts';

export interface Classification {
  readonly type: CrowdsourcingType | null;
  readonly compensation: Compensation | null;
  /** In words, the deciding one first. */
  readonly reasons: readonly string[];
  /** All findings on which the type rests: without them it would not be said. */
  readonly findings: readonly Finding[];
}

/** How much a kind of evidence says for a type; what the page itself is says more than a link to elsewhere. */
const WEIGHTS = {
  contestPage: 2, contestLink: 0.5, prize: 1.5, criteria: 1, logic: 1.9,
  marketPage: 2, marketLink: 0.5, pledge: 3, pay: 1.5,
  limited: 2.5, memberMade: 1,
} as const;
/** Less than this says nothing. */
const ENOUGH = 1;

export function classifyProgramme(readings: readonly Pick<PageReading, 'secondary' | 'findings'>[]): Classification {
  const own = readings.filter((r) => !r.secondary);
  const all = own.flatMap((r) => r.findings);
  const of = (feature: string, by?: string): Finding[] => all.filter((f) => f.feature === feature && (by === undefined || f.details?.['by'] === by));

  const contestPage = of('challenge_or_contest', 'page');
  const contestLink = of('challenge_or_contest', 'link');
  const prize = of('rewards_prizes', 'prize');
  const pay = of('rewards_prizes', 'pay');
  const tier = of('rewards_prizes', 'tier');
  const criteria = of('judging_criteria');
  const deadline = of('time_limited', 'deadline');
  const selects = of('seeker_selects');
  const marketPage = of('marketplace_listing', 'page');
  const marketLink = of('marketplace_listing', 'link');
  const pledge = all.filter((f) => f.feature === 'funding_pledge' && f.details?.['by'] !== 'donate');
  // That a contest elsewhere closes does not limit this programme.
  const limited = of('time_limited', 'span').filter((f) => !mentions('contest', f.region.quote));
  const memberMade = all.filter((f) => f.actor === 'member' && ['idea_submission', 'discussion_forum', 'comments', 'groups_or_teams'].includes(f.feature));

  const weight = (found: readonly Finding[], w: number): number => (found.length > 0 ? w : 0);
  const contest = weight(contestPage, WEIGHTS.contestPage) + weight(contestLink, WEIGHTS.contestLink);
  // A prize for the best of many contributions, judged or due by a day, is competition logic whatever it is called.
  const logic = contest === 0 && prize.length > 0 && [criteria, deadline, selects].some((f) => f.length > 0) ? WEIGHTS.logic : 0;
  const competition = contest + logic + (contest > 0 ? weight(prize, WEIGHTS.prize) + weight(criteria, WEIGHTS.criteria) : 0);
  const marketplace = weight(marketPage, WEIGHTS.marketPage) + weight(marketLink, WEIGHTS.marketLink) + weight(pledge, WEIGHTS.pledge) + (contestPage.length === 0 && marketPage.length + marketLink.length > 0 ? weight(pay, WEIGHTS.pay) : 0);
  const paid = prize.length + pay.length + pledge.length > 0;
  const event = limited.length > 0 && !paid && contestPage.length === 0 && marketPage.length === 0 ? WEIGHTS.limited : 0;
  const community = weight(memberMade, WEIGHTS.memberMade);

  const scored: { type: CrowdsourcingType; score: number; reasons: string[]; findings: Finding[] }[] = [
    {
      type: 'marketplace', score: marketplace, findings: [...marketPage, ...marketLink, ...pledge, ...pay, ...tier],
      reasons: [said('offers, tasks or requests', marketPage), said('a link to offers', marketLink), said('pledges of money', pledge), said('pay for what is done', pay)],
    },
    {
      type: 'competition', score: competition, findings: [...contestPage, ...contestLink, ...prize, ...criteria, ...(logic > 0 ? [...deadline, ...selects] : [])],
      reasons: [said('a contest that one can enter', contestPage), said('a link to contests', contestLink), said('prizes', prize), said('criteria by which entries are judged', criteria)],
    },
    { type: 'event', score: event, findings: [...limited], reasons: [said('a limit in time', limited), 'neither prize nor pay nor a contest was found.'] },
    { type: 'community', score: community, findings: [...memberMade], reasons: [said('contributions that members start themselves', memberMade), 'it is not organised as a competition, an event or a market.'] },
  ];
  // Of equals the first: what moves money says more than what invites.
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score < ENOUGH) return { type: null, compensation: null, reasons: ['No feature was found that tells the type.'], findings: [] };
  const compensation: Compensation = best.type === 'competition' || best.type === 'marketplace' ? 'monetary' : 'non-monetary';
  return { type: best.type, compensation, reasons: best.reasons.filter((r) => r !== ''), findings: best.findings };
}

function said(what: string, found: readonly Finding[]): string {
  const [first] = found;
  if (first === undefined) return '';
  const pages = new Set(found.map((f) => f.region.page)).size;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} on ${pages} ${pages === 1 ? 'page' : 'pages'}: “${first.region.quote.slice(0, 120)}”.`;
}
