package io.vedette.api.kusto;

import io.vedette.query.KustoText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request under way.
 *
 * @param activityId ours for it
 * @param clientRequestId the client's, under which it can be cancelled
 */
record KustoQuery(Instant now, String activityId, String clientRequestId) {
  private static final int LONGEST_ID = 200;

  static KustoQuery begin(Instant now, @Nullable String clientRequestId) {
    String id = UUID.randomUUID().toString();
    return clientRequestId == null
            || clientRequestId.isBlank()
            || clientRequestId.length() > LONGEST_ID
        ? new KustoQuery(now, id, "unspecified;" + id)
        : new KustoQuery(now, id, clientRequestId);
  }

  /** When it began, in ticks of 100 ns since 1970. */
  long ticks() {
    return KustoText.ticks(now);
  }
}
