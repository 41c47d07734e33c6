-- The queue of site visits (docs/decisions/queue.md). Neither table says anything about the platforms.

CREATE TABLE visit_job (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  spec TEXT NOT NULL,
  priority INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued','running','finished','failed')),
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  slice INTEGER NOT NULL DEFAULT 0,
  fence INTEGER NOT NULL DEFAULT 0,
  worker TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  result TEXT,
  reason TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;
CREATE INDEX visit_job_due ON visit_job(state, priority DESC, run_at);
CREATE INDEX visit_job_site ON visit_job(site, state);

-- The rows of a visit are taken over in the transaction that writes its parcel; the visit may come after the parcel in it.
CREATE TABLE visit_parcel (
  site_visit_id TEXT NOT NULL REFERENCES site_visit(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  seq INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  base INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (site_visit_id, seq)
) STRICT;
