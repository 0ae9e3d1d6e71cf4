package io.vedette.fuzz;

import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Values at the ends of each type, and common ones, as KQL and as SQL of stored cells. */
final class Values {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "ann",
          "Grüße, 日本 \ud83d\ude00",
          "1",
          "-9223372036854775808",
          "1e400",
          "NaN",
          "10.1.2.3",
          "10.0.0.0/8",
          "fe80::1/64",
          "{\"a\":{\"b\":[1,\"x\",null]},\"k\":\"v\"}",
          "[1,2.5,\"x\",null]",
          "not json {",
          "https://u:p@[::1]:99999/a%2/b?x=1&y=%zz#f",
          "a b  c; A=1,B='2' C:\"x\"",
          "%_\\'\"",
          "(a+",
          "[a-z]+(\\d*)",
          "2024-02-29T23:59:59.9999999Z",
          "9999-12-31",
          "1.02:03:04.5",
          "10675199.02:48:05.4775807",
          "74be27de-1e4e-49d9-b579-fe0b331d3642",
          "<r><e a='1'>t</e><e/></r>",
          "8a2a1072b59ffff",
          "u4pruydqqvj",
          "eJwDAAAAAAE=",
          "SGVsbG8=",
          "/a/../b//c.txt",
          "C:\\x\\y.exe",
          "line\nnext\ttab");

  private static final List<String> JSON =
      List.of(
          "null",
          "1",
          "-1.5",
          "true",
          "\"x\"",
          "[]",
          "{}",
          "[1,2,3]",
          "[3,1,2,null]",
          "[1.5,-2.5,1e308,1e-300]",
          "[\"a\",\"b\",null,\"\"]",
          "[true,false]",
          "[[1,2],[3,4]]",
          "[1,\"a\",null,true,{\"k\":[1]}]",
          "{\"a\":1,\"b\":\"x\",\"c\":null}",
          "{\"a\":{\"b\":{\"c\":[1,{\"d\":2}]}}}",
          "{\"a\":1,\"a\":2}",
          "9223372036854775807",
          "1e400",
          "[9223372036854775807,9223372036854775807]",
          "\"2024-01-01T00:00:00Z\"",
          "[\"2024-01-01T00:00:00Z\",\"2024-01-02T00:00:00Z\"]",
          "[0,0,0,0,0,0,0,0,0,0,0,0]",
          "[1,2,4,8,16,32,64,128,256,512,1024]",
          "{\"type\":\"Point\",\"coordinates\":[10,20]}",
          "{\"type\":\"LineString\",\"coordinates\":[[0,0],[10,10],[20,0]]}",
          "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[10,0],[10,10],[0,0]]]}",
          "{\"type\":\"Polygon\",\"coordinates\":[[[181,0],[10,91]]]}",
          "[".repeat(60) + "]".repeat(60));

  private Values() {}

  /** Literals as KQL writes them. */
  static List<String> literals(ScalarType type) {
    return switch (type) {
      case BOOL -> List.of("true", "false", "bool(null)");
      case INT ->
          List.of(
              "int(0)", "int(1)", "int(-1)", "int(2147483647)", "int(-2147483648)", "int(null)");
      case LONG ->
          List.of(
              "0",
              "1",
              "-1",
              "2",
              "3",
              "7",
              "63",
              "64",
              "100",
              "1000",
              "2147483648",
              "9223372036854775807",
              "(-9223372036854775807 - 1)",
              "long(null)");
      case REAL ->
          List.of(
              "0.0",
              "-0.0",
              "1.0",
              "0.5",
              "-1.5",
              "45.0",
              "1e308",
              "-1e308",
              "5e-324",
              "1e18",
              "1e19",
              "real(nan)",
              "real(+inf)",
              "real(-inf)",
              "real(null)");
      case DECIMAL ->
          List.of(
              "decimal(0)",
              "decimal(1.5)",
              "decimal(-0.00000000000000001)",
              "decimal(999999999999999999999.99999999999999999)",
              "decimal(-999999999999999999999)",
              "decimal(null)");
      case STRING -> TEXTS.stream().map(Values::quoted).toList();
      case DATETIME ->
          List.of(
              "datetime(2024-02-29 12:34:56.7891234)",
              "datetime(2026-01-15)",
              "datetime(0001-01-01)",
              "datetime(9999-12-31 23:59:59.9999999)",
              "datetime(1970-01-01)",
              "datetime(null)",
              "now()",
              "ago(1d)");
      case TIMESPAN ->
          List.of(
              "0s",
              "1d",
              "1h",
              "7m",
              "-1s",
              "1tick",
              "365d",
              "10675199d",
              "time(-10675199.02:48:05.4775808)",
              "timespan(10675199.02:48:05.4775807)",
              "timespan(null)");
      case GUID -> List.of("guid(74be27de-1e4e-49d9-b579-fe0b331d3642)", "guid(null)");
      case DYNAMIC -> JSON.stream().map(json -> "dynamic(" + json + ")").toList();
    };
  }

  /** Cells of a stored table as SQL writes them. */
  static List<String> stored(ScalarType type) {
    return switch (type) {
      case BOOL -> List.of("true", "false", "NULL");
      case INT -> List.of("0", "1", "-1", "7", "2147483647", "-2147483648", "NULL");
      case LONG ->
          List.of(
              "0", "1", "-1", "7", "1000", "9223372036854775807", "-9223372036854775808", "NULL");
      case REAL ->
          List.of(
              "0",
              "'-0.0'",
              "1.5",
              "-2.25",
              "45",
              "1e308",
              "-1e308",
              "5e-324",
              "1e19",
              "'NaN'",
              "'Infinity'",
              "'-Infinity'",
              "NULL");
      case DECIMAL ->
          List.of(
              "0",
              "1.5",
              "-0.00000000000000001",
              "999999999999999999999.99999999999999999",
              "-999999999999999999999.99999999999999999",
              "NULL");
      case STRING -> {
        List<String> texts = new ArrayList<>(TEXTS.stream().map(Values::sql).toList());
        texts.add("repeat('long text ', 500)");
        texts.add("NULL");
        yield texts;
      }
      case DATETIME ->
          List.of(
              "'2026-01-15 11:00:00'",
              "'2026-01-15 11:30:00.123456'",
              "'2026-01-14 12:00:00'",
              "'2024-02-29 12:34:56.789123'",
              "'0001-01-01 00:00:00'",
              "'9999-12-31 23:59:59.999999'",
              "'1969-12-31 23:59:59.999999'",
              "NULL");
      case TIMESPAN ->
          List.of(
              "0",
              "1",
              "-1",
              "36000000000",
              "864000000000",
              "9223372036854775807",
              "-9223372036854775808",
              "NULL");
      case GUID ->
          List.of(
              "'74be27de-1e4e-49d9-b579-fe0b331d3642'",
              "'00000000-0000-0000-0000-000000000000'",
              "NULL");
      case DYNAMIC -> {
        List<String> values = new ArrayList<>(JSON.stream().map(Values::sql).toList());
        values.add("NULL");
        yield values;
      }
    };
  }

  private static String sql(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }
}
