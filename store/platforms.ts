import { NetnoError } from '../core/errors.ts';
import type { Store } from './open.ts';
import { all, get, insert, run, upsert } from './sql.ts';

export interface PlatformRow {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly known_since: 'literature' | 'observation' | 'study';
  readonly answers: 'yes' | 'no' | 'unknown';
  readonly label: string | null;
  readonly note: string | null;
}

/** Adds a platform, or updates its name; who knew of it first stays as it is. */
export function putPlatform(db: Store, platform: { id: string; name: string; knownSince: PlatformRow['known_since']; label: string | null }, runId: number): void {
  upsert(db, 'platform', ['id'], { id: platform.id, name: platform.name, known_since: platform.knownSince, label: platform.label, run_id: runId }, ['known_since', 'run_id']);
}

export function setAddress(db: Store, id: string, address: string | null, note: string | null): void {
  run(db, `UPDATE platform SET address = ?, note = ? WHERE id = ?`, address, note, id);
}

export function setAnswers(db: Store, id: string, answers: PlatformRow['answers']): void {
  run(db, `UPDATE platform SET answers = ? WHERE id = ?`, answers, id);
}

export function platforms(db: Store): PlatformRow[] {
  return all(db, `SELECT id, name, address, known_since, answers, label, note FROM platform ORDER BY id`);
}

/** Platforms that were taken from the literature by a decision since withdrawn go, unless they have been observed. */
export function dropUnnamed(db: Store, named: readonly string[]): void {
  for (const { id } of all<{ id: string }>(db, `SELECT id FROM platform WHERE known_since = 'literature' AND NOT EXISTS (SELECT 1 FROM site_visit AS v WHERE v.platform_id = platform.id)`)) {
    if (!named.includes(id)) run(db, `DELETE FROM platform WHERE id = ?`, id);
  }
}

export interface ProgrammeRow {
  readonly id: string;
  readonly platform_id: string;
  readonly name: string;
  readonly address: string | null;
}

export function putProgrammes(db: Store, platformId: string, programmes: readonly { id: string; name: string; address: string | null }[], runId: number): void {
  const present = programmes.map((p) => p.id);
  for (const p of programmes) upsert(db, 'programme', ['id'], { id: p.id, platform_id: platformId, name: p.name, address: p.address, run_id: runId });
  for (const { id } of all<{ id: string }>(db, `SELECT id FROM programme WHERE platform_id = ?`, platformId)) {
    if (!present.includes(id)) run(db, `DELETE FROM programme WHERE id = ?`, id);
  }
}

export function programmes(db: Store): ProgrammeRow[] {
  return all(db, `SELECT id, platform_id, name, address FROM programme ORDER BY id`);
}

export function putAliases(db: Store, aliases: readonly { alias: string; platform: string; coder: string }[], runId: number): void {
  run(db, `DELETE FROM platform_alias`);
  for (const a of aliases) insert(db, 'platform_alias', { alias: a.alias, platform_id: a.platform, coder_id: a.coder, run_id: runId }, 'OR REPLACE');
}

export interface MentionRow {
  readonly document: string;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly candidate: string;
  readonly rule: string;
  readonly platform: string | null;
  readonly coder: string;
}

/** Replaces all mentions: they are derived from the documents' text and the decisions on names. */
export function putMentions(db: Store, mentions: readonly MentionRow[], runId: number): void {
  run(db, `DELETE FROM mention`);
  for (const m of mentions) {
    insert(db, 'mention', {
      id: `${m.document}#${m.field}:${m.start}-${m.end}`, document_id: m.document, field: m.field, start_at: m.start, end_at: m.end, text: m.text,
      candidate: m.candidate, rule: m.rule, platform_id: m.platform, coder_id: m.coder, run_id: runId,
    }, 'OR REPLACE');
  }
}

/** Replaces the decisions of one coder on one criterion. */
export function putPlatformScreening(
  db: Store,
  criterion: string,
  kind: 'person' | 'detector',
  rows: readonly { platform: string; decision: 'yes' | 'no' | 'unsure'; coder: string; reason: string | null }[],
  runId: number,
): void {
  run(db, `DELETE FROM platform_screening WHERE criterion = ? AND coder_id IN (SELECT id FROM coder WHERE kind = ?)`, criterion, kind);
  for (const r of rows) {
    insert(db, 'platform_screening', { platform_id: r.platform, criterion, decision: r.decision, coder_id: r.coder, reason: r.reason, run_id: runId }, 'OR REPLACE');
  }
}

export function platformByName(db: Store, name: string): PlatformRow | undefined {
  return get(db, `SELECT id, name, address, known_since, answers, label, note FROM platform WHERE name = ? COLLATE NOCASE OR id = ?`, name, name);
}

/** @throws NetnoError naming those that are known */
export function requirePlatform(db: Store, name: string): PlatformRow {
  const found = platformByName(db, name);
  if (!found) throw new NetnoError(`There is no platform "${name}". Known: ${platforms(db).map((p) => p.name).slice(0, 12).join(', ') || 'none yet; name some in study.yaml'}.`);
  return found;
}

/** What a detector suggests on a platform; replaces its earlier suggestion. */
export function putSuggestion(db: Store, s: { platform: string; criterion: string; decision: 'yes' | 'no' | 'unsure'; coder: string; reason: string | null }, runId: number): void {
  upsert(db, 'platform_screening', ['platform_id', 'criterion', 'coder_id'], { platform_id: s.platform, criterion: s.criterion, decision: s.decision, coder_id: s.coder, reason: s.reason, run_id: runId });
}

export function suggestions(db: Store, criterion: string): { platform: string; decision: string; reason: string | null }[] {
  return all(
    db,
    `SELECT s.platform_id AS platform, s.decision, s.reason FROM platform_screening AS s JOIN coder AS c ON c.id = s.coder_id AND c.kind = 'detector'
     WHERE s.criterion = ? ORDER BY s.platform_id`,
    criterion,
  );
}
