-- The spine of a study. Keys are natural (text that means the same in every copy of a study),
-- so that two runs on the same inputs give the same rows whatever the clock, the port or the order.

-- provenance ------------------------------------------------------------------
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  arguments TEXT NOT NULL,
  code_version TEXT NOT NULL,
  config_hash TEXT NOT NULL,
  inputs_hash TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT
) STRICT;

CREATE TABLE study_fact (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE coder (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person','detector')),
  version TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  sheet TEXT NOT NULL,
  item TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  coder_id TEXT NOT NULL REFERENCES coder(id),
  reason TEXT,
  decided_at TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;
CREATE INDEX decision_item ON decision(sheet, item, field);

-- literature ------------------------------------------------------------------
CREATE TABLE source (
  id TEXT PRIMARY KEY,
  database TEXT NOT NULL,
  query TEXT,
  searched_on TEXT,
  hits_reported INTEGER,
  export_file TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  label TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE record (
  id TEXT PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  authors TEXT NOT NULL,
  year INTEGER,
  venue TEXT,
  volume TEXT,
  issue TEXT,
  pages TEXT,
  doi TEXT,
  isbn TEXT,
  issn TEXT,
  url TEXT,
  abstract TEXT,
  keywords TEXT NOT NULL,
  language TEXT,
  note TEXT,
  raw TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;
CREATE INDEX record_source ON record(source_id);
CREATE INDEX record_doi ON record(doi);

CREATE TABLE import_problem (
  id TEXT PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  message TEXT NOT NULL,
  raw TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  authors TEXT NOT NULL,
  year INTEGER,
  venue TEXT,
  doi TEXT,
  url TEXT,
  abstract TEXT,
  keywords TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE document_record (
  record_id TEXT PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;
CREATE INDEX document_record_document ON document_record(document_id);

CREATE TABLE duplicate_decision (
  record_a TEXT NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  record_b TEXT NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  verdict TEXT NOT NULL CHECK (verdict IN ('same','different','in doubt')),
  score REAL NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  coder_id TEXT NOT NULL REFERENCES coder(id),
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (record_a, record_b, coder_id),
  CHECK (record_a < record_b)
) STRICT;

CREATE TABLE criterion (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('include','exclude')),
  definition TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE screening (
  record_id TEXT NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  criterion_id TEXT NOT NULL REFERENCES criterion(id),
  decision TEXT NOT NULL CHECK (decision IN ('include','exclude','unsure')),
  coder_id TEXT NOT NULL REFERENCES coder(id),
  reason TEXT,
  decided_at TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (record_id, criterion_id, coder_id)
) STRICT;

CREATE TABLE ranking (
  record_id TEXT NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  method TEXT NOT NULL,
  seed INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  score REAL NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (method, seed, record_id)
) STRICT;

-- platforms -------------------------------------------------------------------
CREATE TABLE platform (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT,
  answers TEXT NOT NULL DEFAULT 'unknown' CHECK (answers IN ('yes','no','unknown')),
  known_since TEXT NOT NULL CHECK (known_since IN ('literature','observation','study')),
  label TEXT,
  note TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE programme (
  id TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  address TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE platform_alias (
  alias TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  coder_id TEXT NOT NULL REFERENCES coder(id),
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE mention (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field IN ('title','abstract','keywords','fulltext')),
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  text TEXT NOT NULL,
  candidate TEXT NOT NULL,
  rule TEXT NOT NULL,
  platform_id TEXT REFERENCES platform(id) ON DELETE CASCADE,
  coder_id TEXT NOT NULL REFERENCES coder(id),
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;
CREATE INDEX mention_platform ON mention(platform_id);
CREATE INDEX mention_document ON mention(document_id);

CREATE TABLE classification (
  programme_id TEXT NOT NULL REFERENCES programme(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  type TEXT CHECK (type IN ('competition','marketplace','event','community')),
  compensation TEXT CHECK (compensation IN ('monetary','non-monetary')),
  reasons TEXT NOT NULL,
  coder_id TEXT NOT NULL REFERENCES coder(id),
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (programme_id, wave_id, coder_id)
) STRICT;

CREATE TABLE platform_screening (
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  criterion TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('yes','no','unsure')),
  coder_id TEXT NOT NULL REFERENCES coder(id),
  reason TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (platform_id, criterion, coder_id)
) STRICT;

-- observation -----------------------------------------------------------------
CREATE TABLE wave (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  moment TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE site_visit (
  id TEXT PRIMARY KEY,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  outcome TEXT NOT NULL CHECK (outcome IN ('done','budget','refused','gone','unreachable','interrupted')),
  reason TEXT,
  pages INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  logged_in INTEGER NOT NULL DEFAULT 0,
  rendering TEXT NOT NULL DEFAULT 'off',
  started_at TEXT NOT NULL,
  ended_at TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id),
  UNIQUE (wave_id, platform_id)
) STRICT;

CREATE TABLE page_visit (
  id TEXT PRIMARY KEY,
  site_visit_id TEXT NOT NULL REFERENCES site_visit(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  canonical_url TEXT NOT NULL,
  referrer TEXT,
  depth INTEGER NOT NULL,
  secondary INTEGER NOT NULL DEFAULT 0,
  page_kind TEXT,
  title TEXT,
  status INTEGER NOT NULL,
  content_type TEXT,
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('live','render','browse','past','import')),
  session TEXT,
  captured_at TEXT NOT NULL,
  archive_file TEXT NOT NULL,
  archive_offset INTEGER NOT NULL,
  archive_length INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;
CREATE INDEX page_visit_site ON page_visit(site_visit_id, canonical_url);

CREATE TABLE fetch_failure (
  site_visit_id TEXT NOT NULL REFERENCES site_visit(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (site_visit_id, url)
) STRICT;

CREATE TABLE link (
  page_visit_id TEXT NOT NULL REFERENCES page_visit(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  url TEXT NOT NULL,
  text TEXT NOT NULL,
  rel TEXT,
  leads TEXT NOT NULL CHECK (leads IN ('inside','outside')),
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (page_visit_id, ordinal)
) STRICT;

CREATE TABLE field_note (
  id INTEGER PRIMARY KEY,
  observer TEXT NOT NULL,
  noted_at TEXT NOT NULL,
  platform_id TEXT REFERENCES platform(id),
  page_visit_id TEXT REFERENCES page_visit(id),
  kind TEXT NOT NULL CHECK (kind IN ('descriptive','reflexive','method')),
  text TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE feature (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('role','type','trait')),
  role INTEGER CHECK (role BETWEEN 1 AND 5),
  counts TEXT NOT NULL,
  counts_not TEXT NOT NULL,
  page_kinds TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE detector (
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (name, version)
) STRICT;

CREATE TABLE observation (
  id TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  feature_id TEXT NOT NULL REFERENCES feature(id),
  actor TEXT NOT NULL CHECK (actor IN ('member','operator')),
  value TEXT NOT NULL CHECK (value IN ('present','absent','unknown')),
  mode TEXT CHECK (mode IN ('afforded','performed')),
  reach TEXT CHECK (reach IN ('inside','outside')),
  traces INTEGER NOT NULL,
  reason TEXT,
  detector TEXT NOT NULL,
  detector_version TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  UNIQUE (platform_id, wave_id, feature_id, actor)
) STRICT;

CREATE TABLE role (
  id TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  c INTEGER NOT NULL CHECK (c BETWEEN 1 AND 5),
  lenient TEXT NOT NULL CHECK (lenient IN ('present','absent','unknown')),
  strict TEXT NOT NULL CHECK (strict IN ('present','absent','unknown')),
  rule_version TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  UNIQUE (platform_id, wave_id, c)
) STRICT;

-- evidence --------------------------------------------------------------------
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  page_visit_id TEXT REFERENCES page_visit(id) ON DELETE CASCADE,
  record_id TEXT REFERENCES record(id) ON DELETE CASCADE,
  selector TEXT,
  start_at INTEGER,
  end_at INTEGER,
  matches INTEGER NOT NULL DEFAULT 1,
  quote TEXT NOT NULL,
  screenshot TEXT,
  publishable INTEGER NOT NULL DEFAULT 0 CHECK (publishable IN (0,1)),
  run_id INTEGER NOT NULL REFERENCES run(id),
  CHECK ((page_visit_id IS NULL) <> (record_id IS NULL))
) STRICT;
CREATE INDEX evidence_page ON evidence(page_visit_id);

CREATE TABLE support (
  target_kind TEXT NOT NULL CHECK (target_kind IN ('observation','role','classification','platform_screening','case_attribute','coding')),
  target_id TEXT NOT NULL,
  use TEXT NOT NULL CHECK (use IN ('for','against','coverage')),
  evidence_id TEXT REFERENCES evidence(id) ON DELETE CASCADE,
  page_visit_id TEXT REFERENCES page_visit(id) ON DELETE CASCADE,
  details TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id),
  CHECK ((evidence_id IS NULL) <> (page_visit_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX support_key ON support(target_kind, target_id, use, ifnull(evidence_id,''), ifnull(page_visit_id,''), ifnull(details,''));
CREATE INDEX support_evidence ON support(evidence_id);
CREATE INDEX support_page ON support(page_visit_id);

-- discourse -------------------------------------------------------------------
CREATE TABLE author (
  id TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE thread (
  id TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  wave_id TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  page_visit_id TEXT NOT NULL REFERENCES page_visit(id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE post (
  id TEXT PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES thread(id) ON DELETE CASCADE,
  author_id TEXT REFERENCES author(id),
  reply_to TEXT REFERENCES post(id),
  evidence_id TEXT REFERENCES evidence(id) ON DELETE CASCADE,
  posted_at TEXT,
  text TEXT NOT NULL,
  votes INTEGER,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE INDEX post_evidence ON post(evidence_id);

CREATE TABLE post_term (
  post_id TEXT NOT NULL REFERENCES post(id) ON DELETE CASCADE,
  term TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (post_id, term)
) STRICT;

-- change ----------------------------------------------------------------------
CREATE TABLE change (
  id TEXT PRIMARY KEY,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  feature_id TEXT REFERENCES feature(id),
  actor TEXT CHECK (actor IN ('member','operator')),
  from_wave TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  to_wave TEXT NOT NULL REFERENCES wave(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('came','went','unseen','seen','gone','returned')),
  cause TEXT NOT NULL CHECK (cause IN ('platform','instrument','coverage','gone')),
  before TEXT,
  after TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

-- cases -----------------------------------------------------------------------
CREATE TABLE case_study (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  company TEXT NOT NULL,
  platform_id TEXT NOT NULL REFERENCES platform(id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE case_attribute (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_study(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  quote TEXT,
  supported INTEGER NOT NULL CHECK (supported IN (0,1)),
  coder_id TEXT NOT NULL REFERENCES coder(id),
  run_id INTEGER NOT NULL REFERENCES run(id),
  UNIQUE (case_id, name, coder_id)
) STRICT;

CREATE TABLE selection (
  case_id TEXT NOT NULL,
  method TEXT NOT NULL,
  seed INTEGER NOT NULL,
  chosen INTEGER NOT NULL CHECK (chosen IN (0,1)),
  score REAL,
  reason TEXT,
  coder_id TEXT NOT NULL REFERENCES coder(id),
  run_id INTEGER NOT NULL REFERENCES run(id),
  PRIMARY KEY (case_id, method, coder_id)
) STRICT;

CREATE TABLE codebook (
  id TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE code (
  id TEXT PRIMARY KEY,
  codebook_id TEXT NOT NULL REFERENCES codebook(id) ON DELETE CASCADE,
  c INTEGER NOT NULL CHECK (c BETWEEN 1 AND 5),
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  tools TEXT NOT NULL,
  purpose TEXT NOT NULL,
  examples TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE coding (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_study(id) ON DELETE CASCADE,
  code_id TEXT NOT NULL REFERENCES code(id),
  evidence_id TEXT REFERENCES evidence(id) ON DELETE CASCADE,
  value TEXT NOT NULL CHECK (value IN ('present','absent','unknown')),
  quote TEXT,
  coder_id TEXT NOT NULL REFERENCES coder(id),
  memo TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id),
  UNIQUE (case_id, code_id, coder_id, quote)
) STRICT;

CREATE INDEX coding_evidence ON coding(evidence_id);

CREATE TABLE adjudication (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_study(id) ON DELETE CASCADE,
  code_id TEXT NOT NULL REFERENCES code(id),
  value TEXT NOT NULL CHECK (value IN ('present','absent','unknown')),
  coder_id TEXT NOT NULL REFERENCES coder(id),
  reason TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;

CREATE TABLE agreement (
  id TEXT PRIMARY KEY,
  code_id TEXT NOT NULL REFERENCES code(id),
  statistic TEXT NOT NULL,
  value REAL,
  units INTEGER NOT NULL,
  reason TEXT,
  run_id INTEGER NOT NULL REFERENCES run(id)
) STRICT;
