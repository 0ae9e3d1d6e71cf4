package io.vedette.kql.binder;

import io.vedette.kql.syntax.ParseOperator;
import io.vedette.kql.syntax.ParseOperator.Part;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The regular expression that a pattern of {@code parse} stands for. Its first group is the whole
 * match, the others are the captures in their order.
 *
 * <p>Source: Kusto documentation, "parse operator". It must match from the start of the text; after
 * its last constant anything may follow.
 */
record ParsePattern(String regex, List<ParseOperator.Capture> captures) {
  /** How strictly constants and types are taken. */
  enum Kind {
    SIMPLE,
    REGEX,
    RELAXED
  }

  ParsePattern {
    captures = List.copyOf(captures);
  }

  static ParsePattern of(List<Part> pattern, Kind kind, String flags) {
    boolean regex = kind == Kind.REGEX;
    List<ParseOperator.Capture> captures = new ArrayList<>();
    StringBuilder text = new StringBuilder(regex ? flags(flags) : "(?s)").append("^(");
    for (int i = 0; i < pattern.size(); i++) {
      Part next = i + 1 < pattern.size() ? pattern.get(i + 1) : null;
      switch (pattern.get(i)) {
        case ParseOperator.AnyText any -> {
          if (next != null) {
            text.append(regex ? ".*" : ".*?");
          }
        }
        case ParseOperator.Text constant ->
            text.append(
                regex
                    ? "(?:" + withoutGroups(constant.value().value()) + ")"
                    : quoted(constant.value().value()));
        case ParseOperator.Capture capture -> {
          captures.add(capture);
          boolean open = next instanceof ParseOperator.AnyText;
          text.append('(').append(capturing(capture, kind, open)).append(')');
          if (next == null && flags.indexOf('U') >= 0) {
            text.append("(?:\\n|$)");
          } else if (next == null && !regex) {
            text.append('$');
          }
        }
      }
    }
    return new ParsePattern(text.append(')').toString(), captures);
  }

  private static String flags(String flags) {
    StringBuilder known = new StringBuilder();
    for (char flag : new char[] {'i', 'm', 's', 'U'}) {
      if (flags.indexOf(flag) >= 0) {
        known.append(flag);
      }
    }
    return known.isEmpty() ? "" : "(?" + known + ")";
  }

  /**
   * What a capture may hold.
   *
   * @param open whether any text follows, so that the type alone tells where it ends
   */
  private static String capturing(ParseOperator.Capture capture, Kind kind, boolean open) {
    String anything = kind == Kind.REGEX ? ".*" : ".*?";
    ScalarType type = capture.type();
    if (type == null) {
      return anything;
    }
    String typed =
        switch (type) {
          case INT, LONG -> "-?\\d+";
          case REAL, DECIMAL -> "-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?";
          case BOOL -> "(?i:true|false)|[01]";
          case GUID -> "\\{?[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}\\}?";
          case DATETIME -> "\\d[\\d/:.,TZ+ -]*";
          case TIMESPAN -> "-?\\d[\\d:.]*(?:[a-z]+)?";
          case STRING, DYNAMIC -> anything;
        };
    if (type == ScalarType.STRING || type == ScalarType.DYNAMIC) {
      return typed;
    }
    if (kind == Kind.RELAXED) {
      return open ? "(?:" + typed + ")?" : anything;
    }
    boolean number = type == ScalarType.INT || type == ScalarType.LONG;
    return open || number ? typed : anything;
  }

  private static String quoted(String constant) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < constant.length(); i++) {
      char c = constant.charAt(i);
      if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
        text.append('\\');
      }
      text.append(c);
    }
    return text.toString();
  }

  /** The regular expression with its groups made ones that capture nothing. */
  private static String withoutGroups(String regex) {
    StringBuilder text = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      text.append(c);
      if (c == '\\' && i + 1 < regex.length()) {
        text.append(regex.charAt(++i));
      } else if (inClass) {
        inClass = c != ']' || regex.charAt(i - 1) == '[';
      } else if (c == '[') {
        inClass = true;
      } else if (c == '(') {
        i = openGroup(regex, i, text);
      }
    }
    return text.toString();
  }

  /** Takes the start of a group after its parenthesis; gives the place of its last character. */
  private static int openGroup(String regex, int at, StringBuilder text) {
    if (!regex.startsWith("?", at + 1)) {
      text.append("?:");
      return at;
    }
    String start = regex.substring(at + 1, Math.min(regex.length(), at + 4));
    boolean named =
        start.toUpperCase(Locale.ROOT).startsWith("?P<")
            || (start.startsWith("?<") && !start.startsWith("?<=") && !start.startsWith("?<!"));
    int close = regex.indexOf('>', at);
    if (named && close > 0) {
      text.append("?:");
      return close;
    }
    return at;
  }
}
