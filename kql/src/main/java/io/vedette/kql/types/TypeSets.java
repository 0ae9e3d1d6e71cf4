package io.vedette.kql.types;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.INT;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The sets of types that Kusto's signatures speak of. */
public final class TypeSets {
  private TypeSets() {}

  /** Every scalar type. */
  public static final Set<ScalarType> ANY = immutable(EnumSet.allOf(ScalarType.class));

  /** Whole numbers. */
  public static final Set<ScalarType> INTEGER = immutable(EnumSet.of(INT, LONG));

  /** All numbers. */
  public static final Set<ScalarType> NUMBER = immutable(EnumSet.of(INT, LONG, REAL, DECIMAL));

  /** Numbers and times: what can be added up. */
  public static final Set<ScalarType> SUMMABLE =
      immutable(EnumSet.of(INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN));

  /** What has an order. */
  public static final Set<ScalarType> ORDERABLE =
      immutable(EnumSet.complementOf(EnumSet.of(DYNAMIC)));

  /** Everything but dynamic. */
  public static final Set<ScalarType> NOT_DYNAMIC = ORDERABLE;

  /** Text, as such or in a dynamic value. */
  public static final Set<ScalarType> STRING_OR_DYNAMIC = immutable(EnumSet.of(STRING, DYNAMIC));

  /** Numbers and truth values. */
  public static final Set<ScalarType> NUMBER_OR_BOOL =
      immutable(EnumSet.of(INT, LONG, REAL, DECIMAL, BOOL));

  private static Set<ScalarType> immutable(EnumSet<ScalarType> set) {
    return Collections.unmodifiableSet(set);
  }
}
