import { z } from 'zod';
import { candidates, keyOf } from '../../analysis/mentions/candidates.ts';
import { findAllMentions } from '../../analysis/mentions/find-all.ts';
import { fieldText, type Mention, type MentionDocument } from '../../analysis/mentions/find.ts';
import { findNames } from '../../analysis/mentions/names.ts';
import { slug } from '../../core/url.ts';
import { includedDocuments } from '../../store/literature.ts';
import { dropUnnamed, platforms, putAliases, putMentions, putPlatform, putProgrammes, setAddress, type MentionRow } from '../../store/platforms.ts';
import { ensureCoder, standingDecisions, type Decision } from '../../store/provenance.ts';
import { stage, type StageContext } from '../stage.ts';
import { anyText, readSheet, takeDecisions, writeSheet, type Check, type Sheet, type SheetRow } from '../to-decide.ts';

const detector = 'mention rules';
/** What a person writes for a name that is not a platform. */
const none = '-';

export const mentionsSheet: Sheet = {
  name: 'mentions',
  columns: ['candidate', 'seen', 'example', 'platform', 'coder', 'reason'],
  key: ['candidate'],
  decide: { platform: anyText },
  reason: 'reason',
};

export const webAddress: Check = (cell) => {
  if (cell === none) return null;
  try {
    if (/^https?:$/.test(new URL(cell).protocol)) return null;
  } catch {
    // The sentence below says what is wrong.
  }
  return `is not a web address; write it in full, for example http://www.example.org/, or "${none}" if none is known.`;
};

export const addressesSheet: Sheet = {
  name: 'addresses',
  columns: ['platform', 'programme', 'address', 'hints', 'answers', 'note', 'coder'],
  key: ['platform', 'programme'],
  decide: { address: webAddress },
  reason: 'note',
};

export const literatureMentions = stage({
  name: 'literature mentions',
  phase: 'literature',
  title: 'Find the platforms that the included documents mention',
  about:
    'Names that may be platforms are found in titles, abstracts and keywords by how texts speak of platforms, without any list of names. A person says in to-decide/mentions.csv which platform a name means ' +
    `("${none}" for none), and gives each platform its address in to-decide/addresses.csv: literature yields names, a crawl needs addresses.`,
  inPhase: true,
  options: z.object({}),
  reads: ['document', 'screening', 'decision'],
  writes: ['mention', 'platform', 'programme', 'platform_alias', 'decision'],
  run: async (context) => {
    const { study, runId } = context;
    const { db } = study;
    const mentionRows = readSheet(study.dir, mentionsSheet);
    const addressRows = readSheet(study.dir, addressesSheet);
    takeDecisions(context, mentionsSheet, mentionRows);
    takeDecisions(context, addressesSheet, addressRows);

    const documents = includedDocuments(db);
    const decisions = new Map(standingDecisions(db, mentionsSheet.name).map((d) => [d.item, d]));
    const found = findAllMentions(documents);
    const groups = candidates(found);
    const groupOf = new Map(groups.flatMap((g) => [g.name, ...g.aliases].map((name) => [name, g])));
    const decisionOn = (name: string): Decision | undefined => {
      const group = groupOf.get(name);
      return decisions.get(name) ?? (group && [group.name, ...group.aliases].map((n) => decisions.get(n)).find((d) => d !== undefined));
    };
    const known = [...decisions.values()].filter((d) => d.value !== none).map((d) => d.item);
    const mentions = documents.flatMap((d) => mentionsIn(d, found.get(d.id) ?? [], known, decisionOn));

    const named = new Map<string, string>();
    for (const m of mentions) if (m.platform !== null) named.set(m.platform, decisionOn(m.candidate)?.value ?? m.candidate);
    db.transaction(() => {
      ensureCoder(db, detector, 'detector', '1', runId);
      dropUnnamed(db, [...named.keys()]);
      for (const [id, name] of named) putPlatform(db, { id, name, knownSince: 'literature', label: study.config.label ?? null }, runId);
      putMentions(db, mentions, runId);
      const aliases = new Map(mentions.flatMap((m) => (m.platform === null ? [] : [[m.candidate, { alias: m.candidate, platform: m.platform, coder: m.coder }] as const])));
      putAliases(db, [...aliases.values()], runId);
    })();
    const waitingAddresses = addresses(context, documents, mentions, named, addressRows);
    const open = groups.filter((g) => [g.name, ...g.aliases].every((name) => decisionOn(name) === undefined));
    const waiting = writeSheet(
      study.dir, mentionsSheet,
      open.map((g) => ({
        candidate: g.name,
        seen: `${g.documents.length} document${g.documents.length === 1 ? '' : 's'}${g.aliases.length > 0 ? `, also as ${g.aliases.join(', ')}` : ''}`,
        example: exampleOf(documents, found, [g.name, ...g.aliases]),
      })),
      mentionRows,
    );
    return {
      lines: [`${documents.length} documents name ${named.size} platforms in ${mentions.filter((m) => m.platform !== null).length} places; ${open.length} names are undecided.`],
      waiting: [{ sheet: mentionsSheet.name, rows: waiting }, { sheet: addressesSheet.name, rows: waitingAddresses }],
      data: { documents: documents.length, platforms: named.size, mentions: mentions.length, undecided: open.length },
    };
  },
});

/** Decided names with every place they stand in, and the other candidates where they do not overlap with one. */
function mentionsIn(document: MentionDocument, candidatesFound: readonly Mention[], known: readonly string[], decisionOn: (name: string) => Decision | undefined): MentionRow[] {
  const decided = findNames(document, known);
  const free = candidatesFound.filter((m) => !decided.some((d) => d.field === m.field && d.start < m.end && m.start < d.end));
  return [...decided, ...free].map((m) => {
    const decision = decisionOn(m.candidate);
    return {
      document: document.id, field: m.field, start: m.start, end: m.end, text: m.text, candidate: m.candidate, rule: m.rule,
      platform: decision && decision.value !== none ? slug(decision.value) : null, coder: decision?.coder ?? detector,
    };
  });
}

function exampleOf(documents: readonly MentionDocument[], found: ReadonlyMap<string, readonly Mention[]>, names: readonly string[]): string {
  for (const d of documents) {
    const m = found.get(d.id)?.find((x) => names.includes(x.candidate));
    if (!m) continue;
    const text = fieldText(d, m.field);
    return `${m.start > 60 ? '…' : ''}${text.slice(Math.max(0, m.start - 60), m.end + 60)}${m.end + 60 < text.length ? '…' : ''}`.replace(/\s+/g, ' ');
  }
  return '';
}

/** Domains and URLs as texts write them. */
const domain = /\b(?:https?:\/\/)?(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|biz|io|co|eu|[a-z]{2})(?:\/[^\s),;]*)?/gi;

function addresses({ study, runId }: StageContext, documents: readonly MentionDocument[], mentions: readonly MentionRow[], named: ReadonlyMap<string, string>, rows: readonly SheetRow[]): number {
  const { db } = study;
  const decided = standingDecisions(db, addressesSheet.name);
  const byId = new Map(documents.map((d) => [d.id, d]));
  const waiting: Record<string, string>[] = [];
  db.transaction(() => {
    for (const p of platforms(db)) {
      const name = named.get(p.id);
      if (name === undefined) continue;
      const own = decided.filter((d) => slug(d.item.split(' | ')[0] ?? '') === p.id);
      const address = own.find((d) => d.item.endsWith(' | '));
      if (address) setAddress(db, p.id, address.value === none ? null : address.value, address.reason);
      const programmes = own.filter((d) => !d.item.endsWith(' | ')).map((d) => {
        const programme = d.item.split(' | ')[1] ?? '';
        return { id: `${p.id}/${slug(programme)}`, name: programme, address: d.value };
      });
      putProgrammes(db, p.id, programmes.length > 0 ? programmes : [{ id: `${p.id}/${p.id}`, name: p.name, address: address === undefined || address.value === none ? null : address.value }], runId);
      if (address) continue;
      const places = mentions.filter((m) => m.platform === p.id);
      const texts = [...new Set(places.map((m) => m.document))].flatMap((id) => byId.get(id) ?? []).flatMap((d) => [d.title, d.abstract ?? '']);
      const keys = [...new Set([name, ...places.map((m) => m.candidate)].map(keyOf))];
      const hints = [...new Set(texts.flatMap((t) => t.match(domain) ?? []).filter((url) => keys.some((k) => keyOf(url).includes(k) || url.toLowerCase().replace(/[^a-z0-9]/g, '').includes(k.replace(/[^a-z0-9]/g, '')))))];
      waiting.push({ platform: name, programme: '', address: '', hints: [...hints, `named in ${[...new Set(places.map((m) => m.document))].slice(0, 3).join(', ')}`].join('; '), answers: p.answers === 'unknown' ? '' : p.answers, note: '' });
    }
  })();
  return writeSheet(study.dir, addressesSheet, waiting, rows);
}
