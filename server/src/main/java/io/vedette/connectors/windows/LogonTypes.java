package io.vedette.connectors.windows;

import org.jspecify.annotations.Nullable;

/** Logon types in words. Source: Windows security auditing, event 4624. */
final class LogonTypes {
  private LogonTypes() {}

  /** Number and name, such as {@code 10 - RemoteInteractive}; null when there is no type. */
  static @Nullable String name(@Nullable String logonType) {
    return switch (logonType) {
      case null -> null;
      case "0" -> "0 - System";
      case "2" -> "2 - Interactive";
      case "3" -> "3 - Network";
      case "4" -> "4 - Batch";
      case "5" -> "5 - Service";
      case "6" -> "6 - Proxy";
      case "7" -> "7 - Unlock";
      case "8" -> "8 - NetworkCleartext";
      case "9" -> "9 - NewCredentials";
      case "10" -> "10 - RemoteInteractive";
      case "11" -> "11 - CachedInteractive";
      case "12" -> "12 - CachedRemoteInteractive";
      case "13" -> "13 - CachedUnlock";
      default -> logonType;
    };
  }
}
