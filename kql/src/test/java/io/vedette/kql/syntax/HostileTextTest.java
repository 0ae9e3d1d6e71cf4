package io.vedette.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are made to break a parser. */
class HostileTextTest {
  private static final int MANY = 100_000;

  private static List<String> codes(String text) {
    return Parser.parse(text).diagnostics().stream().map(Diagnostic::code).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'print ', '(', '1', ')'",
    "'print ', 'f(', '1', ')'",
    "'print a', '[1', '', ']'",
    "'print ', '-(', '1', ')'",
    "'T | where ', 'a in (', '1', ')'",
    "'T | where a == ', 'toscalar(T | where a == ', '1', ')'",
    "'T', ' | join (T', '', ') on a'",
    "'T | ', 'mv-apply a on (', 'count', ')'",
    "'T | ', 'partition by a (', 'count', ')'",
    "'T | ', 'partition by a { T | ', 'count', '}'",
    "'T | ', 'fork (', 'count', ')'",
    "'', 'let f = () { ', '1', ' };'",
    "'print typeof', '(', '1', ')'",
    "'G | graph-match ', '(a)-[e]->', '(a)', ''",
  })
  void deepNestingIsRefusedOrRead(String before, String open, String inner, String close) {
    String text = before + open.repeat(MANY / 8) + inner + close.repeat(MANY / 8);
    ParseResult<Script> result = Parser.parse(text);
    if (!open.contains("->")) {
      assertThat(result.failed()).isTrue();
      assertThat(codes(text)).containsAnyOf("VK002", "KS005");
    } else {
      assertThat(result.failed()).isFalse();
    }
  }

  @Test
  void nestingOfAHundredIsTaken() {
    assertThat(codes("print " + "(".repeat(100) + "1" + ")".repeat(100))).isEmpty();
    assertThat(codes("print " + "abs(".repeat(100) + "1" + ")".repeat(100))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"' + 1', VK002", "'.a', VK002", "'[0]', VK002", "' has \"x\"', VK002"})
  void endlessChainsThatLeanLeftAreRefused(String link, String code) {
    assertThat(codes("print a" + link.repeat(MANY))).containsExactly(code);
    assertThat(codes("print a" + link.repeat(200))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"or", "and"})
  void longConditionsAreTakenAndNotDeep(String word) {
    String text = "T | where a == 0" + (" " + word + " a == 1").repeat(20_000);
    ParseResult<Script> result = Parser.parse(text);
    assertThat(result.diagnostics()).isEmpty();
    Statement.Query query = (Statement.Query) result.tree().statements().getFirst();
    RowOperator.Where where =
        (RowOperator.Where) ((Tabular.Pipe) query.expression()).operators().getFirst();
    assertThat(height(where.predicate())).isLessThan(30);
  }

  private static int height(Expr expression) {
    return expression instanceof Expr.Binary binary
        ? 1 + Math.max(height(binary.left()), height(binary.right()))
        : 1;
  }

  @Test
  void heightsOfNestedChainsAddUp() {
    StringBuilder text = new StringBuilder("1");
    for (int i = 0; i < 10; i++) {
      text.insert(0, '(').append(')').append(" + 1".repeat(100));
    }
    assertThat(codes("print " + text)).containsExactly("VK002");
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertThat(codes("T" + " ".repeat(Parser.LONGEST))).containsExactly("VK001");
    assertThat(codes("T" + " ".repeat(Parser.LONGEST - 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dynamic(",
    "datetime(",
    "'\"', ''",
    "```",
    "'(', ''",
    "'|', ''",
    "';'",
    "'h@\"'",
    "'T|'",
    "'*'",
    "'--'",
    "'let '",
    "'a.'",
    "'[\"'",
    "'{'",
    "')'",
    "'by '",
    "'1e'",
    "'0x'",
    "'..'",
    "'!'"
  })
  void repeatedPiecesEndSoonAndWithFewComplaints(String piece) {
    String text = piece.repeat(MANY);
    assertThat(codes(text)).hasSizeLessThanOrEqualTo(20);
    assertThat(codes("T | where " + text)).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void manyStatementsAndOperatorsAreTaken() {
    assertThat(codes("let a = 1;".repeat(20_000) + "print a")).isEmpty();
    assertThat(codes("T" + " | where a == 1".repeat(20_000))).isEmpty();
    assertThat(codes("print a in (" + "1,".repeat(100_000) + "1)")).isEmpty();
  }

  @Test
  void aTextOfDeclarationsAloneIsOnlyWarnedOf() {
    ParseResult<Script> result = Parser.parse("let x = 5;");
    assertThat(result.failed()).isFalse();
    assertThat(codes("let x = 5;")).containsExactly("VK004");
  }

  @Test
  void anyBlankMayStandBeforeTheBracketOfALiteral() {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      String text = "print datetime" + c + "(2020-01-01)";
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        assertThat(Parser.parse(text).tree()).as("U+%04X", (int) c).isNotNull();
      }
    }
    assertThat(Parser.parse("print datetime\u00a0(2020-01-01)").failed()).isFalse();
  }
}
