package io.vedette.connectors.windows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Takes single fields from a JSON object, leniently: what does not fit counts as absent. */
final class JsonFields {
  private static final JsonMapper JSON = new JsonMapper();

  /** The keyword of a successful audit. */
  static final long AUDIT_SUCCESS = 0x8020000000000000L;

  /** The keyword of a failed audit. */
  static final long AUDIT_FAILURE = 0x8010000000000000L;

  private JsonFields() {}

  /** A value as text; objects and arrays as JSON. */
  static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      default -> JSON.writeValueAsString(value);
    };
  }

  static @Nullable String text(Map<?, ?> object, String key) {
    return text(object.get(key));
  }

  static String textOrEmpty(Map<?, ?> object, String key) {
    String text = text(object, key);
    return text == null ? "" : text;
  }

  static long number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof String text) {
      try {
        return text.startsWith("0x")
            ? Long.parseUnsignedLong(text, 2, text.length(), 16)
            : Long.parseLong(text.strip());
      } catch (NumberFormatException e) {
        return 0;
      }
    }
    return 0;
  }

  /** A time in ISO form, with or without an offset; one without is UTC. */
  static @Nullable Instant time(@Nullable Object value) {
    if (!(value instanceof String text) || text.length() < 19) {
      return null;
    }
    String iso = text.strip().replace(' ', 'T');
    try {
      return hasOffset(iso)
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static boolean hasOffset(String iso) {
    return iso.endsWith("Z") || iso.indexOf('+', 19) > 0 || iso.indexOf('-', 19) > 0;
  }

  /** Keywords as a number, or as the words Audit Success and Audit Failure. */
  static long keywords(@Nullable Object value) {
    if (value instanceof Collection<?> several) {
      long all = 0;
      for (Object one : several) {
        all |= keywords(one);
      }
      return all;
    }
    if ("Audit Success".equals(value)) {
      return AUDIT_SUCCESS;
    }
    return "Audit Failure".equals(value) ? AUDIT_FAILURE : number(value);
  }

  /** A level from its name. */
  static int level(@Nullable String name) {
    return switch (name == null ? "" : name.toLowerCase(java.util.Locale.ROOT)) {
      case "critical" -> 1;
      case "error" -> 2;
      case "warning" -> 3;
      case "information", "info" -> 4;
      case "verbose" -> 5;
      default -> 0;
    };
  }
}
