package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of IPv6, which take those of IPv4 too. Source: Kusto documentation, "IPv4/IPv6
 * functions".
 */
final class Ipv6Functions {
  private Ipv6Functions() {}

  private static final JavaFunction COMPARE =
      JavaFunction.of("kql_ipv6_compare", LONG, Ipv6Functions::compare, STRING, STRING, LONG);

  private static final JavaFunction IN_RANGE =
      JavaFunction.of(
          "kql_ipv6_is_in_range",
          BOOL,
          a -> {
            IpAddress ip = IpAddress.v6(JavaFunction.text(a[0]));
            IpAddress range = IpAddress.v6(JavaFunction.text(a[1]));
            return ip == null || range == null ? null : (Object) ip.isIn(range);
          },
          STRING,
          STRING);

  private static final JavaFunction PARSE =
      JavaFunction.of("kql_parse_ipv6", STRING, Ipv6Functions::parse, STRING, LONG);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.java(
            "parse_ipv6",
            "The IPv6 or IPv4 address in full, empty for what is none.",
            PARSE,
            string("ip")),
        ScalarFunction.java(
            "parse_ipv6_mask",
            "The IPv6 or IPv4 address in full under a mask, empty for what is none.",
            PARSE,
            string("ip"),
            integer("prefix")),
        ScalarFunction.java(
            "ipv6_compare",
            "0 when two IPv6 or IPv4 addresses are equal under their prefixes, else -1 or 1.",
            COMPARE,
            string("ip1"),
            string("ip2"),
            integer("prefix").orAbsent()),
        Ipv4Functions.matching(
            "ipv6_is_match",
            "Whether two IPv6 or IPv4 addresses are equal under their prefixes.",
            COMPARE),
        ScalarFunction.java(
            "ipv6_is_in_range",
            "Whether an IPv6 or IPv4 address lies in a range, given with its prefix.",
            IN_RANGE,
            string("ip"),
            string("ip_range")),
        IpSearch.inAnyRange("ipv6_is_in_any_range", "IPv6", IpAddress::v6));
  }

  private static @Nullable Long compare(@Nullable Object[] a) {
    IpAddress first = IpAddress.v6(JavaFunction.text(a[0]));
    IpAddress second = IpAddress.v6(JavaFunction.text(a[1]));
    long prefix = JavaFunction.whole(a[2], 128);
    if (first == null || second == null || prefix < 0 || prefix > 128) {
      return null;
    }
    int bits = Math.min((int) prefix, Math.min(first.prefix(), second.prefix()));
    return (long) Integer.signum(IpAddress.compare(first, second, bits));
  }

  private static @Nullable String parse(@Nullable Object[] a) {
    IpAddress ip = IpAddress.v6(JavaFunction.text(a[0]));
    long prefix = JavaFunction.whole(a[1], 128);
    return ip == null || prefix < 0 || prefix > 128
        ? null
        : ip.masked(Math.min(ip.prefix(), (int) prefix)).v6Text();
  }
}
