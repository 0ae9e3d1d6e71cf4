package io.vedette.kql.syntax;

import io.vedette.kql.Diagnostic;
import io.vedette.kql.Diagnostic.Severity;
import io.vedette.kql.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a text: at most one problem per place, and not endlessly many. */
final class Problems {
  private static final int MOST = 20;

  /** Offsets at which lines begin, ascending. */
  private final int[] lineStarts;

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Set<Integer> places = new HashSet<>();

  Problems(String text) {
    this.lineStarts = lineStarts(text);
  }

  void error(String code, Span span, String message, @Nullable String hint) {
    if (diagnostics.size() < MOST && places.add(span.start())) {
      diagnostics.add(
          new Diagnostic(code, Severity.ERROR, span, sentence(message), sentenceOrNull(hint)));
    }
  }

  void warning(String code, Span span, String message, String hint) {
    if (diagnostics.size() < MOST && places.add(span.start())) {
      diagnostics.add(
          new Diagnostic(code, Severity.WARNING, span, sentence(message), sentence(hint)));
    }
  }

  private static @Nullable String sentenceOrNull(@Nullable String text) {
    return text == null ? null : sentence(text);
  }

  /** With a capital letter and a full stop. */
  private static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return text.matches("(?s).*[.?;]") ? first : first + ".";
  }

  /** Whether there are errors. */
  boolean any() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** In the order of their places. */
  List<Diagnostic> all() {
    return diagnostics.stream().sorted(Comparator.comparingInt(d -> d.span().start())).toList();
  }

  /** Line and column of an offset, both from 1, as {@code line:column}. */
  String place(int offset) {
    int index = Arrays.binarySearch(lineStarts, offset);
    int line = index >= 0 ? index : -index - 2;
    return (line + 1) + ":" + (offset - lineStarts[line] + 1);
  }

  private static int[] lineStarts(String text) {
    IntStream.Builder starts = IntStream.builder();
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        starts.add(i + 1);
      }
    }
    return starts.build().toArray();
  }
}
