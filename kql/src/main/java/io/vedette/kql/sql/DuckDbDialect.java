package io.vedette.kql.sql;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** DuckDB 2. */
public final class DuckDbDialect implements SqlDialect {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  @Override
  public String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String string(String value) {
    if (value.indexOf('\0') < 0) {
      return '\'' + value.replace("'", "''") + '\'';
    }
    return "concat('" + value.replace("'", "''").replace("\0", "', chr(0), '") + "')";
  }

  @Override
  public String timestamp(long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000L);
    int nanos = (int) Math.floorMod(micros, 1_000_000L) * 1_000;
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
    return "TIMESTAMP '" + TIMESTAMP.format(time) + '\'';
  }

  @Override
  public String ticks(String timestamp) {
    return "(epoch_us(" + timestamp + ") * 10)";
  }

  @Override
  public String lambda(String parameters, String body) {
    return "lambda " + parameters + ": " + body;
  }
}
