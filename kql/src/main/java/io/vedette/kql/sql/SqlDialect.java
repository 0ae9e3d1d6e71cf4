package io.vedette.kql.sql;

/** What engines write differently. */
public interface SqlDialect {
  /** A name in quotes. */
  String identifier(String name);

  /** A string constant. */
  String string(String value);

  /** A TIMESTAMP constant of microseconds since 1970. */
  String timestamp(long micros);

  /** A TIMESTAMP expression as ticks of 100 ns since 1970. */
  String ticks(String timestamp);

  /** A lambda with the given parameters and body. */
  String lambda(String parameters, String body);
}
