package io.vedette.kql.types;

import java.util.Locale;

/**
 * Kusto's scalar types and how their values travel through SQL.
 *
 * <p>Tables store {@code datetime} as TIMESTAMP (microseconds). In expressions and results a {@code
 * datetime} is a BIGINT of 100 ns ticks since 1970-01-01T00:00:00Z and a {@code timespan} a BIGINT
 * of 100 ns ticks, so that no documented digit is lost. {@code dynamic} is VARCHAR holding JSON
 * text (SQL NULL is Kusto's null), {@code guid} is VARCHAR in lower case with hyphens, {@code
 * string} is VARCHAR where SQL NULL never leaves a table scan (Kusto strings are empty, not null).
 *
 * <p>Source: Kusto documentation, "Scalar data types".
 */
public enum ScalarType {
  BOOL("BOOLEAN", "BOOLEAN", "System.SByte"),
  INT("INTEGER", "INTEGER", "System.Int32"),
  LONG("BIGINT", "BIGINT", "System.Int64"),
  REAL("DOUBLE", "DOUBLE", "System.Double"),
  DECIMAL("DECIMAL(38,17)", "DECIMAL(38,17)", "System.Data.SqlTypes.SqlDecimal"),
  STRING("VARCHAR", "VARCHAR", "System.String"),
  DATETIME("TIMESTAMP", "BIGINT", "System.DateTime"),
  TIMESPAN("BIGINT", "BIGINT", "System.TimeSpan"),
  GUID("VARCHAR", "VARCHAR", "System.Guid"),
  DYNAMIC("VARCHAR", "VARCHAR", "System.Object");

  /** All digits that a decimal has. */
  public static final int DECIMAL_DIGITS = 38;

  /** Its digits behind the point. */
  public static final int DECIMAL_SCALE = 17;

  private final String storageType;
  private final String expressionType;
  private final String dotNetName;

  ScalarType(String storageType, String expressionType, String dotNetName) {
    this.storageType = storageType;
    this.expressionType = expressionType;
    this.dotNetName = dotNetName;
  }

  /** The DuckDB type of a table's column that holds such values. */
  public String storageType() {
    return storageType;
  }

  /** The DuckDB type of such values in expressions and results. */
  public String expressionType() {
    return expressionType;
  }

  /** The name as Kusto writes it, in lower case, such as {@code datetime}. */
  public String kustoName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The .NET type that Kusto names beside its own, in getschema and in the schema as JSON. */
  public String dotNetName() {
    return dotNetName;
  }
}
