package io.vedette.analytics;

import io.vedette.analytics.rules.EntityType;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an entity from raw column values: blanks and Windows' placeholders go, and combined names
 * are split, so that {@code CONTOSO\alice} in one rule and Name with NTDomain in another mean the
 * same.
 */
final class EntityIdentifiers {
  private EntityIdentifiers() {}

  /** The entity, or nothing when no identifier holds a usable value. */
  static Optional<MappedEntity> entity(EntityType type, Map<String, String> raw) {
    Map<String, String> usable = new LinkedHashMap<>();
    raw.forEach(
        (identifier, value) -> {
          String stripped = value.strip();
          if (!stripped.isEmpty() && !stripped.equals("-")) {
            usable.put(identifier, stripped);
          }
        });
    Map<String, String> properties =
        switch (type) {
          case ACCOUNT -> account(usable);
          case HOST -> host(usable);
          case IP -> ip(usable);
          case URL,
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
              usable;
        };
    return properties.isEmpty()
        ? Optional.empty()
        : Optional.of(new MappedEntity(type, properties));
  }

  private static Map<String, String> account(Map<String, String> usable) {
    Map<String, String> properties = new LinkedHashMap<>();
    usable.forEach(
        (identifier, value) -> {
          switch (identifier) {
            case "FullName", "Name" -> accountName(value, properties);
            case "NTDomain" -> {
              if (!value.equals(".")) {
                properties.putIfAbsent("NTDomain", value);
              }
            }
            default -> properties.putIfAbsent(identifier, value);
          }
        });
    boolean onlyDomain =
        properties.keySet().stream()
            .allMatch(name -> name.equals("NTDomain") || name.equals("UPNSuffix"));
    return onlyDomain ? Map.of() : properties;
  }

  private static void accountName(String value, Map<String, String> properties) {
    int backslash = value.indexOf('\\');
    int at = value.lastIndexOf('@');
    if (backslash >= 0) {
      String domain = value.substring(0, backslash).strip();
      String name = value.substring(backslash + 1).strip();
      if (!name.isEmpty() && !name.equals("-")) {
        properties.putIfAbsent("Name", name);
        if (!domain.isEmpty() && !domain.equals(".") && !domain.equals("-")) {
          properties.putIfAbsent("NTDomain", domain);
        }
      }
    } else if (at > 0 && at < value.length() - 1) {
      properties.putIfAbsent("Name", value.substring(0, at));
      properties.putIfAbsent("UPNSuffix", value.substring(at + 1));
    } else {
      properties.putIfAbsent("Name", value);
    }
  }

  private static Map<String, String> host(Map<String, String> usable) {
    Map<String, String> properties = new LinkedHashMap<>();
    usable.forEach(
        (identifier, value) -> {
          switch (identifier) {
            case "FullName", "HostName" -> hostName(value, properties);
            default -> properties.putIfAbsent(identifier, value);
          }
        });
    return properties;
  }

  private static void hostName(String value, Map<String, String> properties) {
    String name = value;
    int backslash = name.indexOf('\\');
    if (backslash > 0) {
      properties.putIfAbsent("NTDomain", name.substring(0, backslash));
      name = name.substring(backslash + 1);
    }
    int dot = name.indexOf('.');
    boolean qualified = dot > 0 && dot < name.length() - 1 && canonicalAddress(name).isEmpty();
    if (qualified) {
      properties.putIfAbsent("DnsDomain", name.substring(dot + 1));
      name = name.substring(0, dot);
    }
    if (!name.isEmpty()) {
      properties.putIfAbsent("HostName", name);
    }
  }

  private static Map<String, String> ip(Map<String, String> usable) {
    String address = usable.get("Address");
    if (address == null) {
      return Map.of();
    }
    return canonicalAddress(address)
        .map(
            canonical -> {
              Map<String, String> properties = new LinkedHashMap<>(usable);
              properties.put("Address", canonical);
              return properties;
            })
        .orElse(new LinkedHashMap<>());
  }

  /**
   * The one spelling of an IP address, without zone; IPv4 in IPv6 becomes IPv4. Never asks the
   * network.
   */
  static Optional<String> canonicalAddress(String text) {
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    boolean numeric =
        bare.length() <= 45
            && (bare.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                || (bare.indexOf(':') >= 0 && bare.matches("[0-9a-fA-F:.]+")));
    if (!numeric) {
      return Optional.empty();
    }
    try {
      return Optional.of(compressed(InetAddress.ofLiteral(bare)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** RFC 5952 for IPv6: the longest run of zero groups becomes {@code ::}. */
  private static String compressed(InetAddress address) {
    String text = address.getHostAddress().toLowerCase(Locale.ROOT);
    if (text.indexOf(':') < 0) {
      return text;
    }
    String[] groups = text.split(":", -1);
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < groups.length; start++) {
      int length = 0;
      while (start + length < groups.length && groups[start + length].equals("0")) {
        length++;
      }
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    if (bestStart < 0) {
      return text;
    }
    String before = String.join(":", Arrays.copyOfRange(groups, 0, bestStart));
    String after =
        String.join(":", Arrays.copyOfRange(groups, bestStart + bestLength, groups.length));
    return before + "::" + after;
  }
}
