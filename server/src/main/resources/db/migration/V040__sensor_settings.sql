-- Settings of the RDP sensor that people saved over those of the file; the newest version holds.
CREATE TABLE sensor_settings (
  version  BIGINT PRIMARY KEY,
  saved_at BIGINT NOT NULL,      -- milliseconds since 1970-01-01T00:00Z
  saved_by TEXT NOT NULL,
  changes  TEXT NOT NULL,        -- in words, without passwords
  sealed   TEXT                  -- JSON, encrypted under the sensor's key; NULL: those of the file
);
