package io.vedette.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text: the parser answers, and every span lies within the text. */
class ParserPropertyTest {
  /** Pieces of which texts are put together that are nearly KQL. */
  private static final List<String> PIECES =
      List.of(
          "T",
          "a",
          "| where ",
          "| summarize ",
          "count()",
          " by ",
          "==",
          "=",
          " has ",
          " in ",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "\"x\"",
          "'y",
          "@\"z\"",
          "```",
          "1",
          "1d",
          "1.5",
          "0x1F",
          "..",
          ",",
          ";",
          "let ",
          "dynamic(",
          "datetime(",
          "typeof(",
          "| join kind=inner ",
          " on ",
          "$left.",
          "| union ",
          "*",
          "-",
          "--",
          ">",
          "<",
          "!in~",
          "between",
          " and ",
          " or ",
          "\n",
          "// c\n",
          "| parse a with ",
          "| mv-expand ",
          " to ",
          "| make-series ",
          " from ",
          " step ",
          "| scan with (step s: ",
          "=>",
          "| render ",
          "| evaluate ",
          "| fork ",
          "search ",
          "find ",
          "print ",
          "range ",
          "externaldata(",
          "| graph-match ",
          "-[e*1..2]->",
          ":",
          "string",
          "#",
          "\u201c",
          "\u00e9",
          "\ud83d\ude00",
          "\u0000",
          "\\",
          "h'",
          "view",
          "set ",
          "declare ",
          "declare query_parameters(",
          ".show",
          "| top-nested ",
          " of ",
          "| project-away ");

  /** Real queries when they lie beside the repository, else these few. */
  private static final List<String> TEXTS = texts();

  private static List<String> texts() {
    if (Files.isDirectory(Path.of(System.getProperty("vedette.shared", "../shared"), "rules"))) {
      List<String> texts = new ArrayList<>();
      SharedQueries.rules().stream()
          .map(SharedQueries.Text::kql)
          .filter(text -> text.length() < 4_000)
          .forEach(texts::add);
      SharedQueries.documented().forEach(text -> texts.add(text.kql()));
      return texts;
    }
    return List.of(
        "let t = 1d; T | where a has \"x\" and b in (1, 2) | summarize n = count() by bin(c, t)",
        "datatable (a:long, b:string) [1, \"x\"] | join kind=inner (U) on $left.a == $right.c",
        "T | mv-expand a to typeof(string) | parse b with * \"=\" c:long ',' * | project-away d*",
        "T | scan declare (n:long = 0) with (step s: true => n = s.n + 1;) | render timechart");
  }

  @Provide
  Arbitrary<String> nearlyKql() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60).map(list -> String.join("", list));
  }

  /** Real texts with a stretch cut out, doubled, or replaced by a piece. */
  @Provide
  Arbitrary<String> damaged() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 1_000_000);
    return Combinators.combine(
            Arbitraries.of(TEXTS), numbers, numbers, Arbitraries.of(PIECES), numbers)
        .as(ParserPropertyTest::damage);
  }

  private static String damage(String text, int at, int length, String piece, int kind) {
    int start = text.isEmpty() ? 0 : at % text.length();
    int end = Math.min(text.length(), start + length % 12);
    String middle =
        switch (kind % 3) {
          case 0 -> "";
          case 1 -> text.substring(start, end) + text.substring(start, end);
          default -> piece;
        };
    return text.substring(0, start) + middle + text.substring(end);
  }

  @Property(tries = 2_000)
  void answersForAnyCharacters(@ForAll String text) {
    check(text);
  }

  @Property(tries = 4_000)
  void answersForAnyPieces(@ForAll("nearlyKql") String text) {
    check(text);
  }

  @Property(tries = 3_000)
  void answersForDamagedQueries(@ForAll("damaged") String text) {
    check(text);
  }

  private static void check(String text) {
    ParseResult<Script> script = Parser.parse(text);
    check(text, script);
    check(text, Parser.parseExpression(text));
    ParseResult<FunctionDeclaration> function = Parser.parseFunction("(a:long)", text);
    check("(a:long)" + text, function);
    boolean unread = !Nodes.all(script.tree(), ParserPropertyTest::unread).isEmpty();
    assertThat(script.failed() || !unread).as("unread parts need an error: <<%s>>", text).isTrue();
  }

  private static boolean unread(Node node) {
    return node instanceof Expr.Missing || node instanceof Operator.Unreadable;
  }

  private static void check(String text, ParseResult<?> result) {
    result.diagnostics().forEach(d -> checkSpan(text, d.span()));
    for (Node node : Nodes.all(result.tree(), any -> true)) {
      checkSpan(text, node.span());
    }
  }

  private static void checkSpan(String text, Span span) {
    assertThat(span.end()).as("span %s in <<%s>>", span, text).isLessThanOrEqualTo(text.length());
  }
}
