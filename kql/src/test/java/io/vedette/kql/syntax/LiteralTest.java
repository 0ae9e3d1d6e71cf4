package io.vedette.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.types.DateTimeText;
import io.vedette.kql.types.TimespanText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Literals and what they mean. Source: Kusto documentation, "Scalar data types". */
class LiteralTest {
  private static Expr read(String text) {
    ParseResult<Expr> result = Parser.parseExpression(text);
    assertThat(result.diagnostics()).as(text).isEmpty();
    return result.tree();
  }

  private static String shown(String text) {
    return switch ((Literal) read(text)) {
      case Literal.BoolValue v -> "bool " + v.value();
      case Literal.IntValue v -> "int " + v.value();
      case Literal.LongValue v -> "long " + v.value();
      case Literal.RealValue v -> "real " + v.value();
      case Literal.DecimalValue v -> "decimal " + v.value();
      case Literal.StringValue v -> (v.obfuscated() ? "hidden " : "string ") + v.value();
      case Literal.DateTimeValue v -> {
        Long ticks = v.ticks();
        yield "datetime " + (ticks == null ? null : DateTimeText.text(ticks));
      }
      case Literal.TimespanValue v -> {
        Long ticks = v.ticks();
        yield "timespan " + (ticks == null ? null : TimespanText.text(ticks));
      }
      case Literal.GuidValue v -> "guid " + v.value();
      case Literal.DynamicValue v -> "dynamic " + v.json();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "true | bool true",
        "False | bool false",
        "bool(1) | bool true",
        "bool(null) | bool null",
        "1 | long 1",
        "-9223372036854775808 | long -9223372036854775808",
        "0x1F | long 31",
        "long(0xff) | long 255",
        "long(null) | long null",
        "int(-5) | int -5",
        "int(null) | int null",
        "1.5 | real 1.5",
        "1e3 | real 1000.0",
        "-.5e0x | ",
        "real(nan) | real NaN",
        "real(+inf) | real Infinity",
        "real(-inf) | real -Infinity",
        "double(2) | real 2.0",
        "decimal(1.50) | decimal 1.50",
        "decimal(null) | decimal null",
        "1d | timespan 1.00:00:00",
        "-1.5h | timespan -01:30:00",
        "10ms | timespan 00:00:00.0100000",
        "3ticks | timespan 00:00:00.0000003",
        "7microseconds | timespan 00:00:00.0000070",
        "timespan(2) | timespan 2.00:00:00",
        "time(1.02:03:04.5) | timespan 1.02:03:04.5000000",
        "timespan(15 seconds) | timespan 00:00:15",
        "timespan(0.12:34:56.7) | timespan 12:34:56.7000000",
        "timespan(null) | timespan null",
        "datetime(2024-01-31) | datetime 2024-01-31T00:00:00.0000000Z",
        "datetime(2024-01-31 10:00) | datetime 2024-01-31T10:00:00.0000000Z",
        "datetime(2014-05-25T08:20:03.1234567Z) | datetime 2014-05-25T08:20:03.1234567Z",
        "datetime(2014-05-25T08:20:03+02:00) | datetime 2014-05-25T06:20:03.0000000Z",
        "datetime(0001-01-01) | datetime 0001-01-01T00:00:00.0000000Z",
        "datetime(9999-12-31 23:59:59.9999999) | datetime 9999-12-31T23:59:59.9999999Z",
        "datetime(Sat, 8 Nov 14 15:05:02 GMT) | datetime 2014-11-08T15:05:02.0000000Z",
        "datetime(Saturday, 08-Nov-14 15:05) | datetime 2014-11-08T15:05:00.0000000Z",
        "datetime(1/31/2024 3:04 PM) | datetime 2024-01-31T15:04:00.0000000Z",
        "date(2015) | datetime 2015-01-01T00:00:00.0000000Z",
        "datetime(null) | datetime null",
        "guid(74BE27DE-1e4e-49d9-b579-fe0b331d3642) | guid 74be27de-1e4e-49d9-b579-fe0b331d3642",
        "74be27de-1e4e-49d9-b579-fe0b331d3642 | guid 74be27de-1e4e-49d9-b579-fe0b331d3642",
        "guid(null) | guid null",
        "dynamic(null) | dynamic null",
        "dynamic({'a': 1, \"b\" : [true, null, 1.50, -2]}) | dynamic {\"a\":1,\"b\":[true,null,1.50,-2]}",
        "dynamic([1, 2,]) | dynamic [1,2]",
        "dynamic([datetime(2024-01-01), 1d]) | dynamic [\"2024-01-01T00:00:00.0000000Z\",\"1.00:00:00\"]",
        "dynamic({\"a\" : dynamic([1])}) | dynamic {\"a\":[1]}",
        "dynamic('a' 'b') | dynamic \"ab\"",
        "\"a\\\"b\\\\c\\td\" | string a\"b\\c\td",
        "'it\\'s' | string it's",
        "@'a\\b''c' | string a\\b'c",
        "'\\u0041\\x42\\103' | string ABC",
        "h'secret' | hidden secret",
        "h@'a\\b' | hidden a\\b",
        "'a' \"b\" @'c' | string abc",
        "```a\"b``` | string a\"b",
      })
  void meansWhatIsWritten(String text, @org.jspecify.annotations.Nullable String meaning) {
    if (meaning == null) {
      assertThat(Parser.parseExpression(text).failed()).isTrue();
    } else {
      assertThat(shown(text)).isEqualTo(meaning);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int(3000000000)",
        "datetime(2024-02-30)",
        "timespan(25:00:00)",
        "guid(1)",
        "bool(maybe)",
        "dynamic({)",
        "dynamic([1 2])",
        "'\\q'",
        "'\\u12'",
        "99999999999999999999",
        "100000000000d"
      })
  void isRefused(String text) {
    assertThat(Parser.parseExpression(text).failed()).isTrue();
  }
}
