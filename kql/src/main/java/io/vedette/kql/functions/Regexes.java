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
  private Regexes() {}

  /** Why a pattern is not one of RE2's, for the commonest reason; null when nothing is found. */
  public static @Nullable String problem(String pattern) {
    int at = 0;
    boolean inClass = false;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        if (!inClass && at + 1 < pattern.length() && isBackReference(pattern.charAt(at + 1))) {
          return "The regular expression refers back to a group, which RE2 cannot do";
        }
        at++;
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
        return "The regular expression looks ahead or behind, which RE2 cannot do";
      }
      at++;
    }
    return null;
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
      call.refuse(index, problem, "Write it without; see the syntax of RE2.");
      return Sql.EMPTY;
    }
    return Sql.text(before + namedAsRe2(literal) + after);
  }
}
