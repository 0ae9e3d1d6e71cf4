package io.vedette.query;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The event database cannot be opened or used; the message is meant for a person. */
public final class EventDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern HOLDER = Pattern.compile("PID (\\d+)");

  /** With a message that names the remedy where there is one. */
  public EventDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  static EventDatabaseException cannotOpen(@Nullable Path file, SQLException cause) {
    String text = String.valueOf(cause.getMessage());
    if (text.contains("lock")) {
      Matcher holder = HOLDER.matcher(text);
      String who = holder.find() ? "process " + holder.group(1) : "another process";
      return new EventDatabaseException(
          file + " is in use by " + who + ". Stop it first, or use another folder with --data DIR.",
          cause);
    }
    return new EventDatabaseException(file + " cannot be opened: " + text, cause);
  }
}
