package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions, which are RE2's in Kusto and in the engine. Source: Kusto documentation,
 * "Regex syntax".
 */
public final class Regexes {
  /** What to do about a {@link #problem}. */
  public static final String HINT =
      "See the syntax of RE2; a character is taken literally after a backslash.";

  private static final String NOTHING_TO_REPEAT =
      "The regular expression has a * or + with nothing before it to repeat.";

  private Regexes() {}

  /** Why a pattern is not one of RE2's, for the commonest reason; null when nothing is found. */
  public static @Nullable String problem(String pattern) {
    int at = 0;
    int open = 0;
    boolean inClass = false;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        if (!inClass && at + 1 < pattern.length() && isBackReference(pattern.charAt(at + 1))) {
          return "The regular expression refers back to a group, which RE2 cannot do.";
        }
        if (at + 1 == pattern.length()) {
          return "The regular expression ends with a lone backslash.";
        }
        int end = pattern.startsWith("\\Q", at) ? pattern.indexOf("\\E", at) : at + 1;
        at = end < 0 ? pattern.length() : end + (pattern.startsWith("\\E", end) ? 1 : 0);
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        if (pattern.startsWith("^]", at + 1)) {
          at += 2;
        } else if (pattern.startsWith("]", at + 1)) {
          at++;
        }
      } else if (isLookAround(pattern, at)) {
        return "The regular expression looks ahead or behind, which RE2 cannot do.";
      } else if (c == '(') {
        open++;
        if (at + 1 < pattern.length() && "*+".indexOf(pattern.charAt(at + 1)) >= 0) {
          return NOTHING_TO_REPEAT;
        }
      } else if (c == ')' && --open < 0) {
        return "The regular expression closes a parenthesis that it never opens.";
      } else if (at == 0 && "*+?".indexOf(c) >= 0) {
        return NOTHING_TO_REPEAT;
      }
      at++;
    }
    return inClass
        ? "The regular expression opens a '[' that it never closes."
        : open > 0 ? "The regular expression opens a '(' that it never closes." : null;
  }

  private static boolean isBackReference(char c) {
    return c >= '1' && c <= '9';
  }

  private static boolean isLookAround(String pattern, int at) {
    return pattern.startsWith("(?=", at)
        || pattern.startsWith("(?!", at)
        || pattern.startsWith("(?<=", at)
        || pattern.startsWith("(?<!", at);
  }

  /** A rewrite in which a backslash before anything but the number of a group is one. */
  static String rewrite(String text, int groups) {
    StringBuilder rewrite = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (c != '\\') {
        rewrite.append(c);
      } else if (next == '\\') {
        rewrite.append("\\\\");
        at++;
      } else if (next >= '0' && next <= '9') {
        rewrite.append(next - '0' <= groups ? "\\" + next : "");
        at++;
      } else {
        rewrite.append("\\\\");
      }
    }
    return rewrite.toString();
  }

  /** A call whose pattern a row gives: null where that is no regular expression. */
  public static SqlExpr attempted(SqlExpr pattern, SqlExpr call) {
    return pattern instanceof SqlExpr.Literal ? call : Sql.template("TRY({0})", call);
  }

  /** The names of a pattern's capturing groups in order, null for those without one. */
  static List<@Nullable String> groups(String pattern) {
    List<@Nullable String> groups = new ArrayList<>();
    boolean inClass = false;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        at++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        if (pattern.startsWith("]", at + 1)) {
          at++;
        }
      } else if (c == '(') {
        int name =
            pattern.startsWith("(?P<", at) ? at + 4 : pattern.startsWith("(?<", at) ? at + 3 : -1;
        int end = name < 0 ? -1 : pattern.indexOf('>', name);
        if (end > 0) {
          groups.add(pattern.substring(name, end));
        } else if (!pattern.startsWith("(?", at)) {
          groups.add(null);
        }
      }
    }
    return groups;
  }

  /** The pattern with {@code (?<name>} as the engine writes it, {@code (?P<name>}. */
  public static String namedAsRe2(String pattern) {
    if (!pattern.contains("(?<")) {
      return pattern;
    }
    StringBuilder written = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      written.append(c);
      if (c == '\\' && at + 1 < pattern.length()) {
        written.append(pattern.charAt(++at));
      } else if (pattern.startsWith("(?<", at) && !isLookAround(pattern, at)) {
        written.append("?P");
        at++;
      }
    }
    return written.toString();
  }

  /** The pattern of an argument with text around it; refuses what RE2 cannot do. */
  static SqlExpr pattern(Invocation call, int index, String before, String after) {
    String literal = call.argument(index).text();
    if (literal == null) {
      return before.isEmpty() && after.isEmpty()
          ? call.sql(index)
          : Sql.call("concat", Sql.text(before), call.sql(index), Sql.text(after));
    }
    String problem = problem(literal);
    if (problem != null) {
      call.surroundings().refuse("VK020", call.argument(index).span(), problem, HINT);
      return Sql.EMPTY;
    }
    return Sql.text(before + namedAsRe2(literal) + after);
  }
}
