package io.vedette.connectors.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The kinds of files that can be imported. */
enum FileFormat {
  EVTX,
  ZIP,
  GZIP,
  JSON,
  CSV,
  UNKNOWN;

  /** How many bytes of a file's beginning are looked at. */
  static final int PREFIX = 4096;

  private static final byte[] EVTX_MAGIC = "ElfFile\0".getBytes(StandardCharsets.US_ASCII);

  /** The kind, by the file's beginning first and its name second. */
  static FileFormat of(String name, byte[] prefix) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (begins(prefix, EVTX_MAGIC) || lower.endsWith(".evtx")) {
      return EVTX;
    }
    if (begins(prefix, new byte[] {'P', 'K', 3, 4})
        || begins(prefix, new byte[] {'P', 'K', 5, 6})) {
      return ZIP;
    }
    if (begins(prefix, new byte[] {0x1F, (byte) 0x8B})) {
      return GZIP;
    }
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      return CSV;
    }
    for (byte b : prefix) {
      if (b == '{' || b == '[') {
        return JSON;
      }
      boolean skipped = b <= ' ' || b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
      if (!skipped && b != (byte) 0xFF && b != (byte) 0xFE) {
        break;
      }
    }
    return lower.matches(".*\\.(json|jsonl|ndjson)") ? JSON : UNKNOWN;
  }

  private static boolean begins(byte[] prefix, byte[] magic) {
    return prefix.length >= magic.length
        && Arrays.equals(prefix, 0, magic.length, magic, 0, magic.length);
  }
}
