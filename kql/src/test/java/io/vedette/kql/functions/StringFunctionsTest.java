package io.vedette.kql.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.DuckDb;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StringFunctionsTest {
  private final DuckDb duckDb = open();

  private static DuckDb open() {
    try {
      return new DuckDb();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  void close() throws SQLException {
    duckDb.close();
  }

  /** Kusto documentation, "substring()": examples. */
  @Test
  void substringCountsFromEitherEnd() throws SQLException {
    assertThat(FunctionCalls.call(duckDb, "substring", "123456", 1L)).isEqualTo("23456");
    assertThat(FunctionCalls.call(duckDb, "substring", "123456", 2L, 2L)).isEqualTo("34");
    assertThat(FunctionCalls.call(duckDb, "substring", "ABCD", 0L, 2L)).isEqualTo("AB");
    assertThat(FunctionCalls.call(duckDb, "substring", "123456", -2L, 2L)).isEqualTo("56");
  }

  /** Kusto documentation, "split()": examples. */
  @Test
  void splitGivesAnArray() throws SQLException {
    assertThat(FunctionCalls.call(duckDb, "split", "aa_bb", "_")).isEqualTo("[\"aa\",\"bb\"]");
    assertThat(FunctionCalls.call(duckDb, "split", "aaa_bbb_ccc", "_", 1L)).isEqualTo("[\"bbb\"]");
    assertThat(FunctionCalls.call(duckDb, "split", "", "_")).isEqualTo("[\"\"]");
    assertThat(FunctionCalls.call(duckDb, "split", "a__b", "_")).isEqualTo("[\"a\",\"\",\"b\"]");
  }

  /** Kusto documentation, "translate()": examples. */
  @Test
  void translateRepeatsTheLastReplacement() throws SQLException {
    assertThat(FunctionCalls.call(duckDb, "translate", "krasp", "otsku", "spark"))
        .isEqualTo("kusto");
    assertThat(FunctionCalls.call(duckDb, "translate", "abc", "x", "abc")).isEqualTo("xxx");
    assertThat(FunctionCalls.call(duckDb, "translate", "abc", "", "ab")).isEqualTo("");
  }

  @Test
  void strcatWritesEveryTypeAsText() throws SQLException {
    Argument noon = FunctionCalls.datetime(12 * Times.HOUR);
    Argument day = FunctionCalls.timespan(Times.DAY + Times.MINUTE);
    Argument text = FunctionCalls.dynamic("\"t\"");
    assertThat(FunctionCalls.call(duckDb, "strcat", "a", 1L, true, 1.5, noon, day, text))
        .isEqualTo("a1true1.51970-01-01T12:00:00.0000000Z1.00:01:00t");
  }
}
