package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.running.Interruption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/**
 * How {@code reduce} takes texts apart and puts patterns together. Source: Kusto documentation,
 * "reduce operator", and the paper that it names: R. Vaarandi, "A Data Clustering Algorithm for
 * Mining Patterns From Event Logs", 2003. As its examples show, numbers are never a part of
 * patterns, and letters or digits that part words give way to the star beside them.
 */
public final class TextReduction {
  private TextReduction() {}

  private static final JavaFunction WORDS =
      new JavaFunction(
          "kql_reduce_words",
          List.of(STRING, STRING),
          DYNAMIC,
          a -> {
            String text = JavaFunction.text(a[0]);
            List<String> words = new ArrayList<>();
            for (Word word : words(text, JavaFunction.text(a[1]))) {
              words.add(word.isNumber(text) ? "" : text.substring(word.start(), word.end()));
            }
            return JsonValue.texts(words).write();
          });

  private static final JavaFunction PATTERN =
      new JavaFunction(
          "kql_reduce_pattern",
          List.of(STRING, STRING, STRING, LONG),
          STRING,
          a ->
              pattern(
                  JavaFunction.text(a[0]),
                  JavaFunction.text(a[1]),
                  places(JavaFunction.text(a[2])),
                  JavaFunction.whole(a[3], 0)));

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(WORDS, PATTERN);
  }

  private record Word(int start, int end) {
    boolean isNumber(String text) {
      Interruption.check();
      return text.substring(start, end).chars().allMatch(c -> c >= '0' && c <= '9');
    }
  }

  /**
   * The words of a text.
   *
   * @param separators the characters between words; when empty all that are not letters and digits
   *     of ASCII
   */
  private static List<Word> words(String text, String separators) {
    List<Word> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean between = i == text.length() || isSeparator(text.charAt(i), separators);
      if (!between && start < 0) {
        start = i;
      } else if (between && start >= 0) {
        Interruption.check();
        words.add(new Word(start, i));
        start = -1;
      }
    }
    return words;
  }

  private static boolean isSeparator(char c, String separators) {
    return separators.isEmpty() ? !isAlphanumeric(c) : separators.indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static BitSet places(String text) {
    BitSet places = new BitSet();
    StringTokenizer numbers = new StringTokenizer(text, ",");
    while (numbers.hasMoreTokens()) {
      places.set(Integer.parseInt(numbers.nextToken()));
    }
    return places;
  }

  /**
   * A text with stars in the place of words.
   *
   * @param kept the numbers of the words that stay, from 0
   * @param most how many words the longest text of the pattern has
   */
  private static String pattern(String text, String separators, BitSet kept, long most) {
    List<Word> words = words(text, separators);
    StringBuilder pattern = new StringBuilder();
    int at = 0;
    boolean star = false;
    int last = kept.length() - 1;
    for (int i = 0; i <= last && i < words.size(); i++) {
      boolean isStar = !kept.get(i);
      Interruption.check();
      pattern.append(between(text.substring(at, words.get(i).start()), star || isStar));
      pattern.append(isStar ? "*" : text.substring(words.get(i).start(), words.get(i).end()));
      at = words.get(i).end();
      star = isStar;
    }
    if (words.size() > last + 1) {
      pattern.append(between(text.substring(at, words.get(last + 1).start()), true)).append('*');
    } else {
      pattern.append(text.substring(at)).append(most > words.size() ? "*" : "");
    }
    return pattern.toString();
  }

  private static String between(String separators, boolean besideStar) {
    if (!besideStar) {
      return separators;
    }
    StringBuilder kept = new StringBuilder();
    separators.chars().filter(c -> !isAlphanumeric((char) c)).forEach(c -> kept.append((char) c));
    return kept.toString();
  }
}
