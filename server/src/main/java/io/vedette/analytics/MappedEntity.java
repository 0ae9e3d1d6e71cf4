package io.vedette.analytics;

import static java.util.Objects.requireNonNullElse;

import io.vedette.analytics.rules.EntityType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing that an alert names.
 *
 * @param properties identifiers and their values, never blank; names that held several identifiers
 *     ( {@code DOMAIN\name}) are split into them
 */
public record MappedEntity(EntityType type, Map<String, String> properties) {
  public MappedEntity {
    if (properties.isEmpty()) {
      throw new IllegalArgumentException("an entity without identifiers");
    }
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** The value of an identifier, or null. */
  public @Nullable String get(String identifier) {
    return properties.get(identifier);
  }

  /** What people call it, such as {@code CONTOSO\alice} or {@code ws1.contoso.com}. */
  public String label() {
    return switch (type) {
      case ACCOUNT -> accountLabel();
      case HOST -> hostLabel();
      case FILE -> joined("Directory", "\\", "Name");
      case FILE_HASH -> joined("Algorithm", ":", "Value");
      case REGISTRY_KEY -> joined("Hive", "\\", "Key");
      case PROCESS -> requireNonNullElse(get("CommandLine"), first());
      case REGISTRY_VALUE -> joined("Name", "=", "Value");
      case IP,
          URL,
          DNS,
          MALWARE,
          MAILBOX,
          MAIL_CLUSTER,
          MAIL_MESSAGE,
          SUBMISSION_MAIL,
          CLOUD_APPLICATION,
          AZURE_RESOURCE,
          SECURITY_GROUP,
          IOT_DEVICE ->
          first();
    };
  }

  /** Type and label in lower case, and what else sets it apart: equal for two spellings of one. */
  public String comparisonKey() {
    String more = type == EntityType.PROCESS ? processKey() : "";
    return type.alertName() + ":" + label().toLowerCase(Locale.ROOT) + more;
  }

  /** A number alone is not a process: the same one comes again and again. */
  private String processKey() {
    return ":" + get("ProcessId") + ":" + get("CreationTimeUtc");
  }

  private String accountLabel() {
    String name = get("Name");
    if (name == null) {
      return first();
    }
    String suffix = get("UPNSuffix");
    String domain = get("NTDomain");
    if (domain != null) {
      return domain + "\\" + name;
    }
    return suffix == null ? name : name + "@" + suffix;
  }

  private String hostLabel() {
    String name = get("HostName");
    if (name == null) {
      return first();
    }
    String domain = get("DnsDomain");
    return domain == null ? name : name + "." + domain;
  }

  private String joined(String left, String separator, String right) {
    String before = get(left);
    String after = get(right);
    return before != null && after != null ? before + separator + after : first();
  }

  private String first() {
    return properties.values().iterator().next();
  }
}
