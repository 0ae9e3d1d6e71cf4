package io.vedette.platform;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the part {@code rdp} of the settings' file. */
final class RdpSettingsReader {
  private static final Set<String> KEYS = Set.of("bind", "port", "computer", "security", "decoys");
  private static final Pattern COMPUTER = Pattern.compile("[A-Za-z0-9-]{1,15}");

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
        security(map.get("security")),
        decoys(map.get("decoys")));
  }

  private Set<RdpSettings.Security> security(@Nullable Object value) {
    if (value == null) {
      return RdpSettings.DEFAULT_SECURITY;
    }
    Set<RdpSettings.Security> security = EnumSet.noneOf(RdpSettings.Security.class);
    for (Object name : value instanceof List<?> list ? list : List.of()) {
      for (RdpSettings.Security one : RdpSettings.Security.values()) {
        if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
          security.add(one);
        }
      }
    }
    if (!(value instanceof List<?> list) || security.isEmpty() || security.size() < list.size()) {
      values.problem("'rdp.security' is a list of some of nla, tls, rdp");
    }
    return security;
  }

  private Map<String, String> decoys(@Nullable Object value) {
    Map<String, String> decoys = new HashMap<>();
    if (value instanceof Map<?, ?> accounts) {
      accounts.forEach((name, password) -> decoys.put(name + "", password + ""));
    } else if (value != null) {
      values.problem("'rdp.decoys' gives accounts their passwords, such as {backup: Summer2024!}");
    }
    return decoys;
  }
}
