package io.vedette.platform;

import java.util.Map;

/**
 * What somebody did, as a row of SentinelAudit.
 *
 * @param operation what was done, such as {@code Sign in}
 * @param status {@code Success} or {@code Failure}
 * @param description one sentence for people
 * @param resourceType kind of thing it was done to, such as {@code User}
 * @param resourceName name of that thing
 * @param properties further details: caller, address, old and new values; never a secret
 */
public record AuditEntry(
    String operation,
    String status,
    String description,
    String resourceType,
    String resourceName,
    Map<String, String> properties) {
  public AuditEntry {
    properties = Map.copyOf(properties);
  }
}
