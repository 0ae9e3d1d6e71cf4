package io.vedette.bench;

import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Measures the lookup of addresses among networks: {@code ipv4_lookup} and {@code ipv6_lookup},
 * with and without a further key.
 *
 * <p>Arguments: addresses (1,000,000); networks (100,000).
 */
public final class LookupSpeed {
  private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

  private static final String V4 =
      "strcat(H / 16777216, \".\", H / 65536 % 256, \".\", H / 256 % 256, \".\", H % 256)";

  private static final String V6 =
      "strcat(\"2001:db8:\", tohex(H / 65536), \":\", tohex(H % 65536), \"::1\")";

  private LookupSpeed() {}

  /** Runs it and prints the times. */
  public static void main(String... args) {
    int addresses = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int networks = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
    try (EventDatabase database = EventDatabase.inMemory(DatabaseSettings.forThisMachine());
        QueryEngine engine =
            new QueryEngine(database, Workspace.inMemory(TableCatalog.of(List.of()))::schema, 1)) {
      for (String call :
          List.of(
              "ipv4_lookup(Networks, Address, Network)",
              "ipv4_lookup(Networks, Address, Network, return_unmatched = true)",
              "ipv4_lookup(Networks, Address, Network, Site)",
              "ipv6_lookup(Networks, Address, Network)")) {
        boolean v6 = call.startsWith("ipv6");
        String kql =
            """
      let Networks = range I from 1 to %2$d step 1
      | extend H = hash(strcat("n", I), 4294967296)
      | project Network = strcat(%3$s, "/", %4$s + hash(strcat("p", I), 17)), Site = I %% 10, I;
      range I from 1 to %1$d step 1
      | extend H = hash(I, 4294967296)
      | project Address = %3$s, Site = I %% 10
      | evaluate %5$s
      | summarize count(), sum(I)
      """
                .formatted(addresses, networks, v6 ? V6 : V4, v6 ? "40" : "16", call);
        long began = System.nanoTime();
        QueryOutcome outcome = engine.run(QueryRequest.of(kql, NOW));
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%6.1f s  %s  %s%n",
            seconds,
            call,
            outcome instanceof QueryOutcome.Completed completed
                ? java.util.Arrays.toString(completed.primary().rows().getFirst())
                : outcome);
      }
    }
  }
}
