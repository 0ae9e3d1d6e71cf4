package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.IpLocations;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses of IPv4. Source: Kusto documentation, "IPv4/IPv6 functions". */
final class Ipv4Functions {
  private Ipv4Functions() {}

  private static final List<IpAddress> PRIVATE =
      List.of(
          IpAddress.ofV4(0x0A000000L, 8),
          IpAddress.ofV4(0xAC100000L, 12),
          IpAddress.ofV4(0xC0A80000L, 16));

  private static final JavaFunction COMPARE =
      JavaFunction.of("kql_ipv4_compare", LONG, Ipv4Functions::compare, STRING, STRING, LONG);

  private static final JavaFunction FORMAT =
      JavaFunction.of("kql_format_ipv4", STRING, a -> format(a, false), STRING, LONG);

  private static final JavaFunction FORMAT_MASK =
      JavaFunction.of("kql_format_ipv4_mask", STRING, a -> format(a, true), STRING, LONG);

  private static final JavaFunction IN_RANGE =
      JavaFunction.of("kql_ipv4_is_in_range", BOOL, Ipv4Functions::isInRange, STRING, STRING);

  private static final JavaFunction CIDR_LIST =
      JavaFunction.of(
          "kql_ipv4_range_to_cidr_list", DYNAMIC, Ipv4Functions::cidrList, STRING, STRING);

  private static final JavaFunction PARSE_MASK =
      JavaFunction.of(
          "kql_parse_ipv4_mask",
          LONG,
          a -> {
            IpAddress ip = IpAddress.v4(JavaFunction.text(a[0]));
            int mask = Math.clamp(JavaFunction.whole(a[1], 32), -1, 33);
            return ip == null || mask < 0 || mask > 32
                ? null
                : (Object) ip.masked(Math.min(ip.prefix(), 96 + mask)).v4Number();
          },
          STRING,
          LONG);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.java(
            "parse_ipv4",
            "The IPv4 address as a number, null for what is none.",
            JavaFunction.ofText(
                "kql_parse_ipv4",
                LONG,
                text -> {
                  IpAddress ip = IpAddress.v4(text);
                  return ip == null ? null : (Object) ip.masked(ip.prefix()).v4Number();
                }),
            string("ip")),
        ScalarFunction.java(
            "parse_ipv4_mask",
            "The IPv4 address under a mask as a number, null for what is none.",
            PARSE_MASK,
            string("ip"),
            integer("prefix")),
        ScalarFunction.java(
            "ipv4_is_private",
            "Whether the address belongs to a private network (RFC 1918).",
            JavaFunction.ofText(
                "kql_ipv4_is_private",
                BOOL,
                text -> {
                  IpAddress ip = IpAddress.v4(text);
                  return ip == null ? null : (Object) PRIVATE.stream().anyMatch(ip::isIn);
                }),
            string("ip")),
        ScalarFunction.java(
            "ipv4_netmask_suffix",
            "The length of the prefix of an IPv4 address, 32 when it has none.",
            JavaFunction.ofText(
                "kql_ipv4_netmask_suffix",
                LONG,
                text -> {
                  IpAddress ip = IpAddress.v4(text);
                  return ip == null ? null : (Object) (ip.prefix() - 96L);
                }),
            string("ip")),
        ScalarFunction.java(
            "ipv4_compare",
            "0 when two IPv4 addresses are equal under their prefixes, else -1 or 1.",
            COMPARE,
            string("ip1"),
            string("ip2"),
            integer("prefix").orAbsent()),
        matching(
            "ipv4_is_match", "Whether two IPv4 addresses are equal under their prefixes.", COMPARE),
        ScalarFunction.java(
            "ipv4_is_in_range",
            "Whether an IPv4 address lies in a range, given with its prefix.",
            IN_RANGE,
            string("ip"),
            string("ip_range")),
        IpSearch.inAnyRange("ipv4_is_in_any_range", "IPv4", IpAddress::v4),
        ScalarFunction.java(
            "format_ipv4",
            "The IPv4 address, given as text or number, under a mask.",
            FORMAT,
            any("ip"),
            integer("prefix").orAbsent()),
        ScalarFunction.java(
            "format_ipv4_mask",
            "The IPv4 address, given as text or number, under a mask and with its prefix.",
            FORMAT_MASK,
            any("ip"),
            integer("prefix").orAbsent()),
        ScalarFunction.java(
            "ipv4_range_to_cidr_list",
            "The fewest networks that make up the range between two IPv4 addresses.",
            CIDR_LIST,
            string("start_ip"),
            string("end_ip")),
        IpSearch.has("has_ipv4", "an IPv4 address", false),
        IpSearch.has("has_ipv4_prefix", "an IPv4 address with a prefix", true),
        IpSearch.hasAny("has_any_ipv4", "one of several IPv4 addresses", false),
        IpSearch.hasAny(
            "has_any_ipv4_prefix", "an IPv4 address with one of several prefixes", true),
        ScalarFunction.java(
            "geo_info_from_ip_address",
            "Where an IP address is: country, state, city, latitude, longitude. Null for addresses of"
                + " which nothing is known; without geographic data all fields are empty.",
            IpPlaces.function(IpLocations.NONE),
            Parameter.of("ip", TypeSets.STRING_OR_DYNAMIC)));
  }

  private static @Nullable Long compare(@Nullable Object[] a) {
    IpAddress first = IpAddress.v4(JavaFunction.text(a[0]));
    IpAddress second = IpAddress.v4(JavaFunction.text(a[1]));
    long prefix = JavaFunction.whole(a[2], 32);
    if (first == null || second == null || prefix < 0 || prefix > 32) {
      return null;
    }
    int bits = Math.min(96 + (int) prefix, Math.min(first.prefix(), second.prefix()));
    return (long) Integer.signum(IpAddress.compare(first, second, bits));
  }

  private static @Nullable Boolean isInRange(@Nullable Object[] a) {
    IpAddress ip = IpAddress.v4(JavaFunction.text(a[0]));
    IpAddress range = IpAddress.v4(JavaFunction.text(a[1]));
    return (ip == null || range == null) ? null : (Boolean) ip.isIn(range);
  }

  private static @Nullable String format(@Nullable Object[] a, boolean withMask) {
    String text = JavaFunction.text(a[0]);
    long mask = JavaFunction.whole(a[1], 32);
    if (mask < 0 || mask > 32) {
      return null;
    }
    IpAddress ip = IpAddress.v4(text);
    if (ip == null) {
      Long number = Numbers.parseLong(text);
      if (number == null || number < 0 || number > 0xFFFF_FFFFL) {
        return null;
      }
      ip = IpAddress.ofV4(number, 32);
    }
    IpAddress masked = ip.masked(Math.min(ip.prefix(), 96 + (int) mask));
    return withMask ? masked.v4Text() + "/" + (masked.prefix() - 96) : masked.v4Text();
  }

  private static @Nullable JsonValue cidrList(@Nullable Object[] a) {
    long start = IpAddress.v4Bits(JavaFunction.text(a[0]).strip());
    long end = IpAddress.v4Bits(JavaFunction.text(a[1]).strip());
    if (start < 0 || end < start) {
      return null;
    }
    List<String> networks = new ArrayList<>();
    long at = start;
    while (at <= end) {
      int free = at == 0 ? 32 : Math.min(32, Long.numberOfTrailingZeros(at));
      while (at + (1L << free) - 1 > end) {
        free--;
      }
      networks.add(IpAddress.v4Text(at) + "/" + (32 - free));
      at += 1L << free;
    }
    return JsonValue.texts(networks);
  }

  /** Whether a comparison of two addresses under a prefix gives 0. */
  static ScalarFunction matching(String name, String documentation, JavaFunction compare) {
    return ScalarFunction.of(
            name,
            documentation,
            Signature.of(
                BOOL,
                call ->
                    Sql.template(
                        "{0} = 0",
                        Sql.call(
                            compare.sqlName(),
                            call.sql(0),
                            call.sql(1),
                            call.sql(2, Sql.nullOf("BIGINT")))),
                string("ip1"),
                string("ip2"),
                integer("prefix").orAbsent()))
        .using(compare);
  }
}
