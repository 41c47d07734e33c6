import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from './open.ts';
import { startRun } from './provenance.ts';
import { addJob, claimJob, nextParcel, putParcel, settleJob } from './queue.ts';

let db: Store;
let runId: number;
beforeEach(() => {
  db = openStore(':memory:');
  runId = startRun(db, { stage: 'test', arguments: '', codeVersion: '', configHash: '', inputsHash: '', startedAt: '' });
});
afterEach(() => db.close());

const claim = (now: number): ReturnType<typeof claimJob> => claimJob(db, { worker: 'w', now, until: now + 100, attempts: 3 });

describe('the table of the queue', () => {
  it('takes the settlement of a lease once, and none of a lease before', () => {
    addJob(db, { id: 'w1/a', site: 'a.test', spec: '{}', priority: 0 }, false, 0, runId);
    const first = claim(0);
    const second = claim(200);
    expect([first?.fence, second?.fence, second?.slice]).toEqual([1, 2, 0]);
    const goesOn = (): Parameters<typeof settleJob>[3] => () => ({ state: 'queued', runAt: 0, attempts: 0, result: null, reason: null });
    expect([settleJob(db, 'w1/a', 1, goesOn()), settleJob(db, 'w1/a', 2, goesOn()), settleJob(db, 'w1/a', 2, goesOn())]).toEqual([false, true, true]);
    expect(claim(300)).toMatchObject({ fence: 3, slice: 1 });
  });

  it('counts the parcels of each visit, which stand or fall with the rows of their transaction', () => {
    expect(nextParcel(db, 'w1/a')).toBe(0);
    const parcel = { site_visit_id: 'w1/a', seq: 0, fence: 1, base: 0, bytes: 10, digest: 'd' };
    expect(() => db.transaction(() => putParcel(db, parcel, runId))()).toThrow(/FOREIGN KEY/);
    expect(nextParcel(db, 'w1/a')).toBe(0);
    db.transaction(() => {
      putParcel(db, parcel, runId);
      db.exec(`
        INSERT INTO wave (id, number, run_id) VALUES ('w1', 1, 1);
        INSERT INTO platform (id, name, known_since, run_id) VALUES ('a', 'A', 'study', 1);
        INSERT INTO site_visit (id, wave_id, platform_id, outcome, pages, bytes, started_at, run_id) VALUES ('w1/a', 'w1', 'a', 'interrupted', 0, 0, '', 1);`);
    })();
    expect(nextParcel(db, 'w1/a')).toBe(1);
    expect(() => putParcel(db, parcel, runId)).toThrow(/UNIQUE/);
  });
});
