package io.vedette.http;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;

/** Reads {@code Accept-Encoding} (RFC 9110, section 12.5.3). */
final class AcceptedEncodings {
  private AcceptedEncodings() {}

  /** Whether gzip is named, or everything is, and not with the weight 0. */
  static boolean gzip(Enumeration<String> headers) {
    boolean any = false;
    for (String header : Collections.list(headers)) {
      for (String element : header.toLowerCase(Locale.ROOT).split(",", -1)) {
        int end = element.indexOf(';');
        String coding = (end < 0 ? element : element.substring(0, end)).strip();
        boolean wanted = end < 0 || weight(element.substring(end + 1)) > 0;
        if (coding.equals("gzip") || coding.equals("x-gzip")) {
          return wanted;
        }
        any |= coding.equals("*") && wanted;
      }
    }
    return any;
  }

  private static double weight(String parameter) {
    String text = parameter.strip();
    if (!text.startsWith("q=")) {
      return 1;
    }
    try {
      return Double.parseDouble(text.substring(2).strip());
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
