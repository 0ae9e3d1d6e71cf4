package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes. Source: Kusto documentation, "hash()" and its siblings. The 64-bit hash is xxHash64 of a
 * string's UTF-8 bytes, or of the eight bytes of a whole number or of a datetime's ticks.
 */
final class HashFunctions {
  private HashFunctions() {}

  private static final JavaFunction OF_TEXT =
      JavaFunction.ofText(
          "kql_hash_text", LONG, text -> XxHash64.hash(text.getBytes(StandardCharsets.UTF_8), 0));

  private static final JavaFunction OF_WHOLE =
      JavaFunction.of("kql_hash_long", LONG, a -> ofWhole(a[0]), LONG);

  private static final JavaFunction COMBINE =
      JavaFunction.of("kql_hash_combine", LONG, HashFunctions::combine, LONG, LONG);

  private static final Parameter SOURCE = Parameter.of("source", TypeSets.NOT_DYNAMIC);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
                "hash",
                "The 64-bit hash of the value, or its remainder of a division.",
                Signature.of(
                    LONG,
                    HashFunctions::hash,
                    SOURCE,
                    Parameter.of("mod", TypeSets.INTEGER).orAbsent()))
            .aliased("hash_xxhash64")
            .using(OF_TEXT, OF_WHOLE),
        digest("hash_md5", "md5", "MD5"),
        digest("hash_sha1", "sha1", "SHA-1"),
        digest("hash_sha256", "sha256", "SHA-256"),
        ScalarFunction.of(
                "hash_combine",
                "One hash of several hashes; which one is not documented.",
                Signature.of(LONG, call -> combined(call.allSql()), any("source").anyTimes()))
            .using(COMBINE),
        ScalarFunction.of(
                "hash_many",
                "One hash of several values; which one is not documented.",
                Signature.of(
                    LONG,
                    call -> combined(call.arguments().stream().map(HashFunctions::hash).toList()),
                    Parameter.of("source", TypeSets.NOT_DYNAMIC).anyTimes()))
            .using(COMBINE, OF_TEXT, OF_WHOLE));
  }

  private static ScalarFunction digest(String name, String engine, String algorithm) {
    return ScalarFunction.of(
        name,
        "The " + algorithm + " hash of the value as a string, in hexadecimal digits.",
        Signature.of(
            STRING,
            call -> Sql.call(engine, Conversions.toText(call.type(0), call.sql(0))),
            SOURCE));
  }

  private static SqlExpr hash(Invocation call) {
    SqlExpr hash = hash(call.argument(0));
    if (!call.has(1)) {
      return hash;
    }
    return WrappingArithmetic.isSafeDivisor(call.sql(1))
        ? Sql.template("abs({0} % {1})", hash, call.sql(1))
        : Sql.template(
            "CAST(abs(CAST({0} AS HUGEINT) % nullif({1}, 0)) AS BIGINT)", hash, call.sql(1));
  }

  private static SqlExpr hash(Argument value) {
    return switch (value.type()) {
      case LONG, INT, BOOL, TIMESPAN ->
          Sql.call(OF_WHOLE.sqlName(), Sql.cast(value.sql(), "BIGINT"));
      case DATETIME ->
          Sql.call(
              OF_WHOLE.sqlName(),
              Sql.template("{0} + {1}", value.sql(), Sql.number(Times.SINCE_YEAR_ONE)));
      case REAL, DECIMAL, STRING, GUID, DYNAMIC ->
          Sql.call(OF_TEXT.sqlName(), Conversions.toText(value.type(), value.sql()));
    };
  }

  private static SqlExpr combined(List<SqlExpr> hashes) {
    List<SqlExpr> rest = new ArrayList<>(hashes);
    SqlExpr combined = Sql.tryCast(rest.removeFirst(), ScalarType.LONG.expressionType());
    for (SqlExpr hash : rest) {
      combined =
          Sql.call(
              COMBINE.sqlName(), combined, Sql.tryCast(hash, ScalarType.LONG.expressionType()));
    }
    return combined;
  }

  private static @Nullable Long ofWhole(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    byte[] bytes =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong((Long) value).array();
    return XxHash64.hash(bytes, 0);
  }

  private static @Nullable Long combine(@Nullable Object[] a) {
    if (a[0] == null || a[1] == null) {
      return null;
    }
    long first = (Long) a[0];
    long second = (Long) a[1];
    return first ^ (second + 0x9E3779B97F4A7C15L + (first << 6) + (first >>> 2));
  }
}
