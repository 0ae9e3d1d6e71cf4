package io.vedette.testing;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Events that the shipped rules find, sent to a running server. */
public final class Attack {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Attack() {}

  /** Somebody clears the security log of a computer: an incident of severity High. */
  public static void clearLog(RunningServer server, String computer, String by) {
    store(server, Map.of("EventID", 1102, "Computer", computer, "SubjectAccount", "CORP\\" + by));
  }

  /** Somebody signs in over RDP: an incident of severity Informational. */
  public static void signInOverRdp(
      RunningServer server, String computer, String user, String address) {
    store(
        server,
        Map.of(
            "EventID",
            4624,
            "LogonType",
            10,
            "Computer",
            computer,
            "TargetUserName",
            user,
            "TargetAccount",
            "CORP\\" + user,
            "IpAddress",
            address));
  }

  private static void store(RunningServer server, Map<String, Object> values) {
    Map<String, Object> row = new LinkedHashMap<>(values);
    row.put("TimeGenerated", Instant.now().toString());
    IngestionOutcome outcome =
        server
            .part(Ingestion.class)
            .ingest(new IngestionRequest("test", "SecurityEvent", List.of(row)));
    if (!(outcome instanceof IngestionOutcome.Stored)) {
      throw new AssertionError(outcome);
    }
  }

  /** Waits until it is so; fails after a long time. */
  public static void await(String what, Callable<Boolean> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (condition.call()) {
          return;
        }
        Thread.sleep(50);
      }
    } catch (Exception e) {
      throw new AssertionError(what, e);
    }
    throw new AssertionError("waited in vain: " + what);
  }
}
