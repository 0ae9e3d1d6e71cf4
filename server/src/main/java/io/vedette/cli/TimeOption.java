package io.vedette.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An instant on the command line, as ISO 8601 writes it. */
final class TimeOption implements ITypeConverter<Instant> {
  TimeOption() {}

  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a time such as 2026-11-24T07:00:00Z");
    }
  }
}
