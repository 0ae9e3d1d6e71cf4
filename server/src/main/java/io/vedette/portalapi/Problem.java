package io.vedette.portalapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error answer: {@code application/problem+json} of RFC 9457, with a code and places in a text.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String code,
    @Nullable List<Mistake> errors,
    @Nullable List<Field> fields) {

  /** The media type of the answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One thing that is wrong in a text.
   *
   * @param start offset of its first character, {@code end} of the one behind its last
   * @param line from 1, as {@code column}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Mistake(
      String code,
      String message,
      @Nullable String hint,
      int start,
      int end,
      int line,
      int column) {}

  /**
   * A value of a form that does not do.
   *
   * @param field such as {@code decoys[0].name}
   * @param message a sentence for people
   */
  public record Field(String field, String message) {}

  /** An answer without places. */
  public static Problem of(int status, @Nullable String code, @Nullable String detail) {
    return new Problem("about:blank", title(status), status, detail, code, null, null);
  }

  /** An answer about a text. */
  public static Problem of(int status, String code, String detail, List<Mistake> mistakes) {
    return new Problem(
        "about:blank", title(status), status, detail, code, List.copyOf(mistakes), null);
  }

  /** 400 about the values of a form. */
  public static Problem ofFields(String detail, List<Field> fields) {
    return new Problem(
        "about:blank", title(400), 400, detail, "Unusable", null, List.copyOf(fields));
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 406 -> "Not acceptable";
      case 408 -> "Timed out";
      case 409 -> "Conflict";
      case 413 -> "Too large";
      case 415 -> "Unsupported media type";
      case 421 -> "Misdirected request";
      case 429 -> "Too many requests";
      case 503 -> "Not ready";
      default -> status >= 500 ? "Server error" : "Refused";
    };
  }
}
