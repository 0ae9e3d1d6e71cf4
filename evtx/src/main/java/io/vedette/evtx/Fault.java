package io.vedette.evtx;

import java.util.Locale;

/**
 * Something wrong in an event log file.
 *
 * @param kind what
 * @param offset where, in bytes from the beginning of the file
 * @param detail why, in words
 */
public record Fault(FaultKind kind, long offset, String detail) {
  @Override
  public String toString() {
    return "offset 0x%x: %s: %s"
        .formatted(offset, kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), detail);
  }
}
