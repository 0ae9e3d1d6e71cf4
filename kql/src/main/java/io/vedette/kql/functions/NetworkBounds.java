package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses and the ends of networks as texts of one length whose order is that of the addresses,
 * so that the engine can join by ranges. What is no address or network is null.
 */
public final class NetworkBounds {
  private static final JavaFunction ADDRESS = bound("kql_network_address", ip -> ip);

  private static final JavaFunction FIRST =
      bound("kql_network_first", ip -> ip.masked(ip.prefix()));

  private static final JavaFunction LAST = bound("kql_network_last", IpAddress::last);

  private NetworkBounds() {}

  /** One address of a network. */
  @FunctionalInterface
  private interface Bound {
    IpAddress of(IpAddress network);
  }

  private static JavaFunction bound(String name, Bound bound) {
    return new JavaFunction(
        name,
        List.of(STRING, BOOL),
        STRING,
        a -> {
          String text = JavaFunction.text(a[0]);
          IpAddress ip = Boolean.TRUE.equals(a[1]) ? IpAddress.v4(text) : IpAddress.v6(text);
          return ip == null ? null : text(bound.of(ip));
        });
  }

  private static String text(IpAddress ip) {
    StringBuilder out = new StringBuilder(32);
    append(out, ip.high());
    append(out, ip.low());
    return out.toString();
  }

  private static void append(StringBuilder out, long bits) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out.append(Character.forDigit((int) (bits >>> shift) & 15, 16));
    }
  }

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(ADDRESS, FIRST, LAST);
  }

  /** An address; its prefix, if it has one, does not count. */
  public static SqlExpr address(SqlExpr text, boolean onlyV4) {
    return call(ADDRESS, text, onlyV4);
  }

  /** The first address of a network. */
  public static SqlExpr first(SqlExpr text, boolean onlyV4) {
    return call(FIRST, text, onlyV4);
  }

  /** The last address of a network. */
  public static SqlExpr last(SqlExpr text, boolean onlyV4) {
    return call(LAST, text, onlyV4);
  }

  private static SqlExpr call(JavaFunction function, SqlExpr text, boolean onlyV4) {
    return Sql.call(function.sqlName(), text, Sql.bool(onlyV4));
  }
}
