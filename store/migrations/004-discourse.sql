-- Discourse in full. The tables of before were never written to.

DROP TABLE post_term;
DROP TABLE post;
DROP TABLE thread;

CREATE TABLE thread (
  id TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('forum','question','idea','blog','wiki-talk','mailing-list','contest','comments')),
  title TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  UNIQUE (platform_id, wave_id, address)
) STRICT;

CREATE TABLE thread_page (
  thread_id TEXT NOT NULL REFERENCES thread(id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  page_visit_id TEXT NOT NULL REFERENCES page_visit(id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (thread_id, part)
) STRICT;

CREATE INDEX thread_page_page ON thread_page(page_visit_id);

CREATE TABLE post (
  id TEXT PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES thread(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  opens INTEGER NOT NULL CHECK (opens IN (0, 1)),
  author_id TEXT REFERENCES author(id),
  reply_to TEXT REFERENCES post(id) ON DELETE SET NULL,
  posted_at TEXT,
  time_precision TEXT CHECK (time_precision IN ('second','minute','day','month','year')),
  time_said TEXT,
  language TEXT,
  text TEXT NOT NULL,
  votes INTEGER,
  attachments INTEGER NOT NULL,
  evidence_id TEXT NOT NULL REFERENCES evidence(id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES run(id),
  UNIQUE (thread_id, ordinal)
) STRICT;

CREATE INDEX post_evidence ON post(evidence_id);
CREATE INDEX post_author ON post(author_id);
CREATE INDEX post_reply ON post(reply_to);

CREATE TABLE post_term (
  post_id TEXT NOT NULL REFERENCES post(id) ON DELETE CASCADE,
  term TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (post_id, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE platform_term (
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  term TEXT NOT NULL,
  surface TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  tf_idf REAL NOT NULL,
  log_likelihood REAL,
  log_ratio REAL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (platform_id, wave_id, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE term_pair (
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  posts INTEGER NOT NULL,
  npmi REAL NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (platform_id, wave_id, a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  period TEXT NOT NULL,
  posts INTEGER NOT NULL,
  threads INTEGER NOT NULL,
  authors INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (platform_id, wave_id, period)
) STRICT, WITHOUT ROWID;

-- Numbers about a platform's discourse; those with a criterion are what a site is chosen by.
CREATE TABLE site_measure (
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  measure TEXT NOT NULL,
  criterion TEXT CHECK (criterion IN ('relevant','active','interactive','substantial','heterogeneous','data-rich')),
  headline INTEGER NOT NULL CHECK (headline IN (0, 1)),
  value REAL,
  unit TEXT NOT NULL,
  better TEXT CHECK (better IN ('higher','lower','neither')),
  definition TEXT NOT NULL,
  reason TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (platform_id, wave_id, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE site_measure_row (
  platform_id TEXT NOT NULL,
  wave_id TEXT NOT NULL,
  measure TEXT NOT NULL,
  row_kind TEXT NOT NULL CHECK (row_kind IN ('post','thread')),
  row_id TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (platform_id, wave_id, measure, row_id),
  FOREIGN KEY (platform_id, wave_id, measure) REFERENCES site_measure(platform_id, wave_id, measure) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Which features make a role, by the version of the rules.
CREATE TABLE role_rule (
  version TEXT NOT NULL,
  c INTEGER NOT NULL CHECK (c BETWEEN 1 AND 5),
  feature_id TEXT NOT NULL REFERENCES feature(id),
  surface INTEGER NOT NULL CHECK (surface IN (0, 1)),
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (version, c, feature_id)
) STRICT, WITHOUT ROWID;
