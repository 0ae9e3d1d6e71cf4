package io.vedette.analytics.check;

/**
 * Something about a rule that its author should know.
 *
 * @param file where the rule is
 * @param line from 1
 * @param level how bad it is
 * @param message what it is, and what would be right
 */
public record Finding(String file, int line, Level level, String message) {

  /** How bad a finding is. */
  public enum Level {
    /** The rule cannot run here. */
    ERROR,
    /** The rule cannot be, or does not do the same, in Microsoft Sentinel. */
    SENTINEL,
    /** The rule runs, and may not do what it is meant to. */
    WARNING
  }

  /** {@code file:line: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
