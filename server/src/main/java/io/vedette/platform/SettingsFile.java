package io.vedette.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads {@code vedette.yaml} in the data directory; without the file the defaults hold.
 *
 * <pre>
 * bind: 0.0.0.0                # address to listen on
 * port: 8443
 * names: [soc.example.org]     # further names and addresses that clients use
 * certificate: soc.pem         # the user's own, relative to the file; with its chain
 * key: soc.key                 # PKCS #8, unencrypted
 * sessionIdle: 8h
 * sessionLongest: 7d
 * externalData: [https://example.org/lists/, file:///srv/lists/]   # what externaldata may read
 * externalDataPrivateHosts: [files.example.org]   # those of them that are in private networks
 * geoData: GeoLite2-City.mmdb   # where IP addresses are; relative to the file
 * rdp:                         # a sensor that passes for a Windows machine with Remote Desktop
 *   bind: 0.0.0.0
 *   port: 3389
 *   computer: SRV01
 *   domain: corp.example       # that the machine is in; none unless told
 *   windows: server-2022       # or server-2019, windows-10, windows-11
 *   security: [nla, tls, rdp]  # what clients may choose; rdp, for old tools, only where it is named
 *   passwords: encrypted       # of those that clients tell; or hashed, dropped
 *   decoys:                    # accounts that may be found, with their passwords
 *     backup: Summer2024!
 *     old: {password: Winter2023, state: disabled}   # or ok, locked, expired, not-allowed
 *     scan: {password: "0042", acceptAfter: 5}       # the next password in clear opens it, too
 *   limits:
 *     connections: 8000        # that are open at the same time
 *     perSource: 64            # of them of one address
 *     step: 15s                # that a client may take for one step
 *     session: 10s             # that the session of a decoy lasts
 *     longest: 2m              # that a connection lasts altogether
 *     tarpit: 0s               # that a client waits before it hears of a wrong password
 * </pre>
 */
public final class SettingsFile {
  private static final Set<String> KEYS =
      Set.of(
          "bind",
          "port",
          "names",
          "certificate",
          "key",
          "sessionIdle",
          "sessionLongest",
          "externalData",
          "externalDataPrivateHosts",
          "geoData",
          "rdp");

  private static final String EXTERNAL_ADDRESS = "https?://[^/@\\s]+(/\\S*)?|file:///\\S*";

  private final Path file;
  private final SettingsValues values = new SettingsValues();

  private SettingsFile(Path file) {
    this.file = file;
  }

  /** What reading gives. */
  public sealed interface Reading {
    record Read(Settings settings) implements Reading {}

    /** The file cannot be used; the message names it, the keys and what would do. */
    record Unusable(String message) implements Reading {}
  }

  /** The settings of a data directory. */
  public static Reading read(Path dataDirectory) {
    Settings defaults = Settings.in(dataDirectory);
    Path file = defaults.file("vedette.yaml");
    return Files.exists(file) ? read(dataDirectory, file) : new Reading.Read(defaults);
  }

  /** The settings of a data directory as a file somewhere else gives them. */
  public static Reading read(Path dataDirectory, Path file) {
    return Files.exists(file)
        ? new SettingsFile(file).read(Settings.in(dataDirectory))
        : new Reading.Unusable("There is no file " + file + ".");
  }

  private Reading read(Settings defaults) {
    Object root;
    try {
      root =
          new Load(LoadSettings.builder().setLabel(file + "").build())
              .loadFromString(Files.readString(file));
    } catch (IOException | YamlEngineException e) {
      return new Reading.Unusable(file + " cannot be read: " + e.getMessage());
    }
    if (root == null) {
      return new Reading.Read(defaults);
    }
    if (!(root instanceof Map<?, ?> map)) {
      return new Reading.Unusable(file + " must hold lines of the form 'key: value'.");
    }
    for (Object key : map.keySet()) {
      if (!(key instanceof String name && KEYS.contains(name))) {
        values.problem(key + "", "is not a setting; there are " + KEYS.stream().sorted().toList());
      }
    }
    Settings.Listen listen = defaults.listen();
    Path certificate = path(map.get("certificate"), "certificate");
    Path key = path(map.get("key"), "key");
    if ((certificate == null) != (key == null)) {
      values.problem("certificate", "and 'key' belong together");
    }
    Settings read =
        new Settings(
            defaults.dataDirectory(),
            new Settings.Listen(
                values.text(map.get("bind"), "bind", listen.address()),
                values.port(map.get("port"), "port", listen.port()),
                names(map.get("names"), "names")),
            new Settings.Tls(certificate, key),
            new Settings.Sessions(
                values.time(map.get("sessionIdle"), "sessionIdle", defaults.sessions().idle()),
                values.time(
                    map.get("sessionLongest"), "sessionLongest", defaults.sessions().absolute())),
            new Settings.ExternalData(
                addresses(map.get("externalData")),
                names(map.get("externalDataPrivateHosts"), "externalDataPrivateHosts")),
            path(map.get("geoData"), "geoData"),
            new RdpSettingsReader(values).read(map.get("rdp")),
            false);
    return values.problems().isEmpty()
        ? new Reading.Read(read)
        : new Reading.Unusable(
            file
                + ": "
                + values.problems().stream()
                    .map(SettingsProblem::toString)
                    .collect(Collectors.joining("; "))
                + ".");
  }

  private List<String> addresses(@Nullable Object value) {
    List<String> addresses = new ArrayList<>();
    if (value instanceof List<?> list
        && list.stream()
            .allMatch(item -> item instanceof String text && text.matches(EXTERNAL_ADDRESS))) {
      list.forEach(item -> addresses.add((String) item));
    } else if (value != null) {
      values.problem(
          "externalData",
          "is a list of addresses, for example [https://example.org/lists/, file:///srv/lists/]");
    }
    return addresses;
  }

  private List<String> names(@Nullable Object value, String key) {
    List<String> names = new ArrayList<>();
    if (value == null) {
      return names;
    }
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof String name && HostNames.isHostName(name)) {
          names.add(name.strip());
        } else {
          values.problem(key, "is a list of host names and addresses; '" + item + "' is neither");
        }
      }
    } else {
      values.problem(key, "is a list, for example [soc.example.org]");
    }
    return names;
  }

  private @Nullable Path path(@Nullable Object value, String key) {
    if (value == null) {
      return null;
    }
    Path folder = file.toAbsolutePath().getParent();
    String text = values.text(value, key, "");
    return folder == null ? Path.of(text) : folder.resolve(text);
  }
}
