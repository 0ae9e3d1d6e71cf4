package io.vedette.platform;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the part {@code rdp} of the settings' file. */
final class RdpSettingsReader {
  private static final Set<String> KEYS =
      Set.of("bind", "port", "computer", "domain", "windows", "security", "decoys", "passwords");
  private static final Pattern COMPUTER = Pattern.compile("[A-Za-z0-9-]{1,15}");
  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");
  private static final List<RdpSettings.Security> SECURITY = List.of(RdpSettings.Security.values());
  private static final List<RdpSettings.Passwords> PASSWORDS =
      List.of(RdpSettings.Passwords.values());
  private static final List<RdpSettings.State> STATES = List.of(RdpSettings.State.values());
  private static final List<RdpSettings.Windows> WINDOWS = List.of(RdpSettings.Windows.values());

  private final SettingsValues values;

  RdpSettingsReader(SettingsValues values) {
    this.values = values;
  }

  @Nullable RdpSettings read(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Map<?, ?> map = values.map(value, "rdp", KEYS);
    String computer = values.text(map.get("computer"), "rdp.computer", "SRV01");
    if (!COMPUTER.matcher(computer).matches()) {
      values.problem("'rdp.computer' is a name of at most 15 letters, digits and '-'");
    }
    return new RdpSettings(
        values.text(map.get("bind"), "rdp.bind", "127.0.0.1"),
        values.port(map.get("port"), RdpSettings.DEFAULT_PORT),
        computer,
        domain(map.get("domain")),
        oneOf("rdp.windows", WINDOWS, RdpSettings.Windows.SERVER_2022, map.get("windows")),
        security(map.get("security")),
        decoys(map.get("decoys")),
        oneOf("rdp.passwords", PASSWORDS, RdpSettings.Passwords.ENCRYPTED, map.get("passwords")));
  }

  private String domain(@Nullable Object value) {
    String domain = values.text(value, "rdp.domain", "");
    if (!domain.isEmpty() && !DOMAIN.matcher(domain).matches()) {
      values.problem("'rdp.domain' is a DNS name such as corp.example");
    }
    return domain;
  }

  /** One of some words; the usual one where there is none, or another. */
  private <E extends Enum<E>> E oneOf(String key, List<E> all, E usual, @Nullable Object value) {
    E read = value == null ? usual : named(all, value);
    if (read == null) {
      values.problem("'" + key + "' is one of " + String.join(", ", names(all)));
      return usual;
    }
    return read;
  }

  /** The constant that a file names so: in small letters, with hyphens. */
  private static <E extends Enum<E>> @Nullable E named(List<E> all, Object name) {
    return all.stream().filter(one -> RdpSettings.word(one).equals(name)).findFirst().orElse(null);
  }

  private static <E extends Enum<E>> List<String> names(List<E> all) {
    return all.stream().map(RdpSettings::word).toList();
  }

  private Set<RdpSettings.Security> security(@Nullable Object value) {
    if (value == null) {
      return RdpSettings.DEFAULT_SECURITY;
    }
    Set<RdpSettings.Security> security = EnumSet.noneOf(RdpSettings.Security.class);
    for (Object name : value instanceof List<?> list ? list : List.of()) {
      RdpSettings.Security one = named(SECURITY, name);
      if (one != null) {
        security.add(one);
      }
    }
    if (!(value instanceof List<?> list) || security.isEmpty() || security.size() < list.size()) {
      values.problem("'rdp.security' is a list of some of " + String.join(", ", names(SECURITY)));
    }
    return security;
  }

  private Map<String, RdpSettings.Decoy> decoys(@Nullable Object value) {
    Map<String, RdpSettings.Decoy> decoys = new HashMap<>();
    if (value instanceof Map<?, ?> accounts) {
      accounts.forEach(
          (name, account) -> decoys.put(name + "", decoy("rdp.decoys." + name, account)));
    } else if (value != null) {
      values.problem("'rdp.decoys' gives accounts their passwords, such as {backup: Summer2024!}");
    }
    return decoys;
  }

  /** A password, or a mapping with more than that. */
  private RdpSettings.Decoy decoy(String key, @Nullable Object value) {
    if (!(value instanceof Map<?, ?>)) {
      return RdpSettings.Decoy.of(password(value, key));
    }
    Map<?, ?> map = values.map(value, key, Set.of("password", "state", "acceptAfter"));
    RdpSettings.State state = oneOf(key + ".state", STATES, RdpSettings.State.OK, map.get("state"));
    Object after = map.get("acceptAfter");
    if (after != null && !(after instanceof Integer tries && tries > 0)) {
      values.problem("'" + key + ".acceptAfter' is a number of wrong passwords");
    }
    return new RdpSettings.Decoy(
        password(map.get("password"), key + ".password"),
        state,
        after instanceof Integer tries ? tries : 0);
  }

  /** Any plain value: passwords often look like numbers. */
  private String password(@Nullable Object value, String key) {
    if (value == null || value instanceof List<?>) {
      values.problem("'" + key + "' is a password");
    }
    return value + "";
  }
}
