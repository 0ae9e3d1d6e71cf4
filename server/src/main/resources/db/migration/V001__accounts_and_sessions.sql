-- Times are milliseconds since 1970-01-01T00:00Z.
CREATE TABLE account (
  name                TEXT PRIMARY KEY,
  password_hash       TEXT NOT NULL,
  role                TEXT NOT NULL,
  created_at          BIGINT NOT NULL,
  password_changed_at BIGINT NOT NULL
);

CREATE TABLE session (
  token_hash   TEXT PRIMARY KEY,
  account_name TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  created_at   BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  address      TEXT NOT NULL,
  user_agent   TEXT NOT NULL
);

CREATE INDEX session_account ON session (account_name);
