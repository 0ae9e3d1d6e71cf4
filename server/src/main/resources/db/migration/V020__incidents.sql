-- Times are microseconds since 1970-01-01T00:00Z.

CREATE TABLE incident (
  number                 BIGINT PRIMARY KEY,
  id                     TEXT NOT NULL UNIQUE,
  title                  TEXT NOT NULL,
  description            TEXT NOT NULL,
  severity               TEXT NOT NULL,
  severity_set_by_hand   INTEGER NOT NULL DEFAULT 0,
  status                 TEXT NOT NULL,
  owner                  TEXT,
  classification         TEXT,
  classification_reason  TEXT,
  classification_comment TEXT,
  labels                 TEXT NOT NULL,
  tactics                TEXT NOT NULL,
  techniques             TEXT NOT NULL,
  rule_id                TEXT NOT NULL,
  grouping_reason        TEXT NOT NULL,
  created_at             BIGINT NOT NULL,
  first_modified_at      BIGINT,
  updated_at             BIGINT NOT NULL,
  acknowledged_at        BIGINT,
  closed_at              BIGINT,
  first_activity_at      BIGINT NOT NULL,
  last_activity_at       BIGINT NOT NULL,
  alert_count            INTEGER NOT NULL,
  event_count            BIGINT NOT NULL,
  comment_count          INTEGER NOT NULL,
  modified_by            TEXT NOT NULL,
  version                BIGINT NOT NULL
);

CREATE INDEX incident_by_update ON incident (updated_at);
CREATE INDEX incident_by_creation ON incident (created_at);
CREATE INDEX incident_by_status ON incident (status, updated_at);

-- grouping_key: what must agree with another alert of the rule to share its incident; NULL: nothing shares.
CREATE TABLE incident_alert (
  number       BIGINT NOT NULL REFERENCES incident (number) ON DELETE CASCADE,
  alert_id     TEXT NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  rule_id      TEXT NOT NULL,
  grouping_key TEXT,
  added_at     BIGINT NOT NULL,
  PRIMARY KEY (number, alert_id)
);

CREATE INDEX incident_alert_by_key ON incident_alert (rule_id, grouping_key, added_at);

CREATE INDEX incident_alert_by_alert ON incident_alert (alert_id);

-- One row for each real thing, however many alerts name it.
CREATE TABLE entity (
  id         TEXT PRIMARY KEY,
  type       TEXT NOT NULL,
  label      TEXT NOT NULL,
  properties TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen  BIGINT NOT NULL
);

-- The names a thing goes by. A weak name (an account without its domain) may belong to several.
CREATE TABLE entity_key (
  entity_key TEXT NOT NULL,
  entity_id  TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
  weak       INTEGER NOT NULL,
  PRIMARY KEY (entity_key, entity_id)
);

CREATE TABLE alert_entity (
  alert_id  TEXT NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  entity_id TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
  PRIMARY KEY (alert_id, entity_id)
);

CREATE INDEX alert_entity_by_entity ON alert_entity (entity_id);

CREATE TABLE incident_entity (
  number      BIGINT NOT NULL REFERENCES incident (number) ON DELETE CASCADE,
  entity_id   TEXT NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
  alert_count INTEGER NOT NULL,
  PRIMARY KEY (number, entity_id)
);

CREATE INDEX incident_entity_by_entity ON incident_entity (entity_id);

CREATE TABLE incident_comment (
  id         TEXT PRIMARY KEY,
  number     BIGINT NOT NULL REFERENCES incident (number) ON DELETE CASCADE,
  author     TEXT NOT NULL,
  message    TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX incident_comment_by_incident ON incident_comment (number, created_at);

CREATE TABLE incident_activity (
  number   BIGINT NOT NULL REFERENCES incident (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at       BIGINT NOT NULL,
  actor    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (number, position)
);
