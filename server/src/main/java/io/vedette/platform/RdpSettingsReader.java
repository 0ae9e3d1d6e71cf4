package io.vedette.platform;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of the RDP sensor: the part {@code rdp} of the settings' file, or the same
 * from elsewhere, where decoys may be a list of mappings with names, too.
 */
public final class RdpSettingsReader {
  private static final Set<String> KEYS =
      Set.of(
          "enabled",
          "bind",
          "port",
          "computer",
          "domain",
          "windows",
          "security",
          "decoys",
          "passwords",
          "limits");
  private static final Set<String> DECOY_KEYS = Set.of("password", "state", "acceptAfter");
  private static final Set<String> NAMED_DECOY_KEYS =
      Set.of("name", "password", "state", "acceptAfter");
  private static final Set<String> LIMIT_KEYS =
      Set.of("connections", "perSource", "step", "session", "longest", "tarpit");
  private static final Pattern COMPUTER = Pattern.compile("[A-Za-z0-9-]{1,15}");
  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

  /** Windows refuses these characters in names of accounts. */
  private static final Pattern ACCOUNT =
      Pattern.compile("[^\"/\\\\\\[\\]:;|=,+*?<>@\\p{Cntrl}]{1,64}");

  private static final int MOST_DECOYS = 1_000;
  private static final int LONGEST_PASSWORD = 256;
  private static final int MOST_TRIES = 1_000_000;
  private static final int MOST_CONNECTIONS = 100_000;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_STEP = Duration.ofMinutes(5);
  private static final Duration LONGEST_CONNECTION = Duration.ofHours(1);
  private static final Duration LONGEST_TARPIT = Duration.ofSeconds(30);

  private static final List<RdpSettings.Security> SECURITY = List.of(RdpSettings.Security.values());
  private static final List<RdpSettings.Passwords> PASSWORDS =
      List.of(RdpSettings.Passwords.values());
  private static final List<RdpSettings.State> STATES = List.of(RdpSettings.State.values());
  private static final List<RdpSettings.Windows> WINDOWS = List.of(RdpSettings.Windows.values());

  private final SettingsValues values;

  RdpSettingsReader(SettingsValues values) {
    this.values = values;
  }

  /** What reading gives. */
  public sealed interface Reading {
    record Read(RdpSettings settings) implements Reading {}

    /** Some values do not do; their keys begin with {@code rdp}. */
    record Unusable(List<SettingsProblem> problems) implements Reading {
      public Unusable {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Reads settings that do not come from the file. */
  public static Reading readValues(Map<?, ?> map) {
    SettingsValues values = new SettingsValues();
    RdpSettings read = new RdpSettingsReader(values).read(map);
    return read == null || !values.problems().isEmpty()
        ? new Reading.Unusable(values.problems())
        : new Reading.Read(read);
  }

  @Nullable RdpSettings read(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Map<?, ?> map = values.map(value, "rdp", KEYS);
    String computer = values.text(map.get("computer"), "rdp.computer", "SRV01");
    if (!COMPUTER.matcher(computer).matches()) {
      values.problem("rdp.computer", "is a name of at most 15 letters, digits and '-'");
    }
    return new RdpSettings(
        values.yes(map.get("enabled"), "rdp.enabled", true),
        bind(map.get("bind")),
        values.port(map.get("port"), "rdp.port", RdpSettings.DEFAULT_PORT),
        computer,
        domain(map.get("domain")),
        oneOf("rdp.windows", WINDOWS, RdpSettings.Windows.SERVER_2022, map.get("windows")),
        security(map.get("security")),
        decoys(map.get("decoys")),
        oneOf("rdp.passwords", PASSWORDS, RdpSettings.Passwords.ENCRYPTED, map.get("passwords")),
        limits(map.get("limits")));
  }

  private String bind(@Nullable Object value) {
    String bind = values.text(value, "rdp.bind", "127.0.0.1");
    if (!HostNames.isHostName(bind) || (HostNames.isAddress(bind) && !isLiteral(bind))) {
      values.problem(
          "rdp.bind", "is an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all");
    }
    return bind;
  }

  private static boolean isLiteral(String address) {
    try {
      var _ = InetAddress.ofLiteral(address);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String domain(@Nullable Object value) {
    String domain = values.text(value, "rdp.domain", "");
    if (!domain.isEmpty() && !DOMAIN.matcher(domain).matches()) {
      values.problem("rdp.domain", "is a DNS name such as corp.example");
    }
    return domain;
  }

  /** One of some words; the usual one where there is none, or another. */
  private <E extends Enum<E>> E oneOf(String key, List<E> all, E usual, @Nullable Object value) {
    E read = value == null ? usual : named(all, value);
    if (read == null) {
      values.problem(key, "is one of " + String.join(", ", names(all)));
      return usual;
    }
    return read;
  }

  /** The constant that a file names so: in small letters, with hyphens. */
  private static <E extends Enum<E>> @Nullable E named(List<E> all, @Nullable Object name) {
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
      values.problem("rdp.security", "is a list of some of " + String.join(", ", names(SECURITY)));
    }
    return security;
  }

  private RdpSettings.Limits limits(@Nullable Object value) {
    RdpSettings.Limits usual = RdpSettings.Limits.DEFAULT;
    if (value == null) {
      return usual;
    }
    Map<?, ?> map = values.map(value, "rdp.limits", LIMIT_KEYS);
    RdpSettings.Limits limits =
        new RdpSettings.Limits(
            count(map, "connections", usual.connections()),
            count(map, "perSource", usual.perSource()),
            time(map, "step", SECOND, LONGEST_STEP, usual.step()),
            time(map, "session", SECOND, LONGEST_CONNECTION, usual.session()),
            time(map, "longest", SECOND, LONGEST_CONNECTION, usual.longest()),
            time(map, "tarpit", Duration.ZERO, LONGEST_TARPIT, usual.tarpit()));
    if (limits.longest().compareTo(limits.session()) <= 0) {
      values.problem("rdp.limits.longest", "is longer than 'session', which is a part of it");
    }
    return limits;
  }

  private int count(Map<?, ?> map, String key, int usual) {
    return values.whole(map.get(key), "rdp.limits." + key, 1, MOST_CONNECTIONS, usual);
  }

  private Duration time(Map<?, ?> map, String key, Duration least, Duration most, Duration usual) {
    return values.time(map.get(key), "rdp.limits." + key, least, most, usual);
  }

  private Map<String, RdpSettings.Decoy> decoys(@Nullable Object value) {
    Map<String, RdpSettings.Decoy> decoys = new HashMap<>();
    Set<String> taken = new HashSet<>();
    if (value instanceof Map<?, ?> accounts) {
      accounts.forEach(
          (name, account) -> {
            String key = "rdp.decoys." + name;
            decoys.put(name(name, key, taken), decoy(key, account));
          });
    } else if (value instanceof List<?> accounts) {
      for (int i = 0; i < accounts.size(); i++) {
        String key = "rdp.decoys[" + i + "]";
        Map<?, ?> account = values.map(accounts.get(i), key, NAMED_DECOY_KEYS);
        decoys.put(name(account.get("name"), key + ".name", taken), decoy(account, key));
      }
    } else if (value != null) {
      values.problem("rdp.decoys", "gives accounts their passwords, such as {backup: Summer2024!}");
    }
    if (decoys.size() > MOST_DECOYS) {
      values.problem("rdp.decoys", "holds at most " + MOST_DECOYS + " accounts");
    }
    return decoys;
  }

  /** An account's name, noting when another has it, too. */
  private String name(@Nullable Object value, String key, Set<String> taken) {
    String name = value == null ? "" : String.valueOf(value).strip();
    if (!ACCOUNT.matcher(name).matches()) {
      values.problem(
          key,
          "is the name of an account: 1 to 64 characters, none of \" / \\ [ ] : ; | = , + * ? < > @");
    } else if (!taken.add(name.toLowerCase(Locale.ROOT))) {
      values.problem(key, "is the name of another account, too; Windows takes no note of capitals");
    }
    return name;
  }

  /** A password, or a mapping with more than that. */
  private RdpSettings.Decoy decoy(String key, @Nullable Object value) {
    return value instanceof Map<?, ?>
        ? decoy(values.map(value, key, DECOY_KEYS), key)
        : RdpSettings.Decoy.of(password(value, key));
  }

  private RdpSettings.Decoy decoy(Map<?, ?> map, String key) {
    return new RdpSettings.Decoy(
        password(map.get("password"), key + ".password"),
        oneOf(key + ".state", STATES, RdpSettings.State.OK, map.get("state")),
        values.whole(map.get("acceptAfter"), key + ".acceptAfter", 1, MOST_TRIES, 0));
  }

  /** Any plain value: passwords often look like numbers. */
  private String password(@Nullable Object value, String key) {
    String password = value == null || value instanceof List<?> ? "" : String.valueOf(value);
    if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
      values.problem(key, "is a password of 1 to " + LONGEST_PASSWORD + " characters");
    }
    return password;
  }
}
