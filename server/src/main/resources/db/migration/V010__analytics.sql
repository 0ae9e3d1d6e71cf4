-- Times are microseconds since 1970-01-01T00:00Z: windows are as fine as ingestion time.

-- Where each analytics rule stands. A rule has a row from its first evaluation on.
CREATE TABLE rule_state (
  rule_id          TEXT PRIMARY KEY,
  switched_on      INTEGER,                    -- by hand: 1 on, 0 off; NULL: as the rule says
  watermark        BIGINT NOT NULL,            -- rows up to this _Sequence have been evaluated
  window_end       BIGINT,                     -- end of the last scheduled window
  suppressed_until BIGINT,
  failures         INTEGER NOT NULL DEFAULT 0, -- in a row
  last_run_at      BIGINT,
  last_run_status  TEXT,
  last_error       TEXT,
  last_match_at    BIGINT
);

-- Runs of rules. Quiet runs of near-real-time rules share one row per minute (runs > 1).
CREATE TABLE rule_run (
  rule_id          TEXT NOT NULL,
  started_at       BIGINT NOT NULL,
  status           TEXT NOT NULL,
  duration_micros  BIGINT NOT NULL,
  result_rows      BIGINT NOT NULL,
  alerts           INTEGER NOT NULL,
  runs             INTEGER NOT NULL,
  window_from      BIGINT NOT NULL,
  window_to        BIGINT NOT NULL,
  after_sequence   BIGINT NOT NULL,
  through_sequence BIGINT NOT NULL,
  message          TEXT,
  PRIMARY KEY (rule_id, started_at, window_from)
);

-- Alerts, in full; entities as in SecurityAlert's Entities, without $id.
CREATE TABLE alert (
  id             TEXT PRIMARY KEY,
  rule_id        TEXT NOT NULL,
  rule_name      TEXT NOT NULL,
  name           TEXT NOT NULL,
  severity       TEXT NOT NULL,
  description    TEXT NOT NULL,
  tactics        TEXT NOT NULL,
  techniques     TEXT NOT NULL,
  start_time     BIGINT NOT NULL,
  end_time       BIGINT NOT NULL,
  entities       TEXT NOT NULL,
  custom_details TEXT NOT NULL,
  properties     TEXT NOT NULL,
  event_count    BIGINT NOT NULL,
  query          TEXT NOT NULL,
  query_start    BIGINT NOT NULL,
  query_end      BIGINT NOT NULL,
  event_time     BIGINT,
  received_at    BIGINT,
  stored_at      BIGINT,
  evaluated_at   BIGINT NOT NULL,
  created_at     BIGINT NOT NULL,
  note           TEXT
);

CREATE INDEX alert_by_rule ON alert (rule_id, created_at);
CREATE INDEX alert_by_time ON alert (created_at);

-- Rows on their way to the event store, in the order of their transactions. A batch is named before it
-- is sent and kept until it is stored, so that it can be sent again unchanged under the same key.
CREATE TABLE outbox (
  id         BIGINT PRIMARY KEY,
  table_name TEXT NOT NULL,
  row_json   TEXT NOT NULL,
  batch      TEXT
);

CREATE INDEX outbox_by_batch ON outbox (batch);
