package io.vedette.incidents;

import io.vedette.analytics.MappedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names by which an entity is known again. Strong names mean one thing everywhere; a weak name
 * (a host without its domain) does so only while one thing bears it.
 *
 * <p>Source: Microsoft Sentinel documentation, "Microsoft Sentinel entity types reference", strong
 * identifiers. Accounts without a domain stay apart from those with one: every machine has an
 * Administrator.
 */
record EntityKeys(List<String> strong, @Nullable String weak) {
  /** Nobody, and identities that are one and the same on no two machines. */
  private static final Set<String> MEANINGLESS_SIDS =
      Set.of("s-1-0-0", "s-1-5-18", "s-1-5-19", "s-1-5-20");

  EntityKeys {
    strong = List.copyOf(strong);
  }

  static EntityKeys of(MappedEntity entity) {
    return switch (entity.type()) {
      case ACCOUNT -> account(entity);
      case HOST -> host(entity);
      case IP,
          URL,
          FILE_HASH,
          FILE,
          PROCESS,
          REGISTRY_KEY,
          REGISTRY_VALUE,
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
          new EntityKeys(List.of(entity.comparisonKey()), null);
    };
  }

  private static EntityKeys account(MappedEntity entity) {
    List<String> keys = new ArrayList<>();
    String name = entity.get("Name");
    String directoryId = entity.get("AadUserId");
    String sid = entity.get("Sid");
    String suffix = entity.get("UPNSuffix");
    String domain = entity.get("NTDomain");
    if (directoryId != null) {
      keys.add("account:aad:" + lower(directoryId));
    }
    if (sid != null && !MEANINGLESS_SIDS.contains(lower(sid))) {
      keys.add("account:sid:" + lower(sid));
    }
    if (name != null && suffix != null) {
      keys.add("account:upn:" + lower(name) + "@" + lower(suffix));
    }
    if (name != null && domain != null) {
      keys.add("account:nt:" + lower(domain) + "\\" + lower(name));
    }
    if (keys.isEmpty()) {
      keys.add("account:name:" + lower(entity.label()));
    }
    return new EntityKeys(keys, null);
  }

  private static EntityKeys host(MappedEntity entity) {
    List<String> keys = new ArrayList<>();
    String name = entity.get("HostName");
    String azureId = entity.get("AzureID");
    String domain = entity.get("DnsDomain");
    if (azureId != null) {
      keys.add("host:azure:" + lower(azureId));
    }
    if (name != null && domain != null) {
      keys.add("host:dns:" + lower(name) + "." + lower(domain));
    }
    if (name == null && keys.isEmpty()) {
      keys.add("host:other:" + lower(entity.label()));
    }
    return new EntityKeys(keys, name == null ? null : "host:name:" + lower(name));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
