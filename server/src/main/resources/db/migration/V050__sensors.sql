-- Sensors on other machines. Times are milliseconds since 1970-01-01T00:00Z.
CREATE TABLE sensor (
  name          TEXT PRIMARY KEY,
  token_hash    TEXT NOT NULL UNIQUE,
  created_at    BIGINT NOT NULL,
  last_heard_at BIGINT
);
