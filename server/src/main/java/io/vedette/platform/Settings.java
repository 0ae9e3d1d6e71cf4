package io.vedette.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one server runs. {@code geoData} is a file of MaxMind's format that tells where IP addresses
 * are, or null. Defaults, then the file {@code vedette.yaml} of the data directory, then the
 * command line.
 */
public record Settings(
    Path dataDirectory,
    Listen listen,
    Tls tls,
    Sessions sessions,
    ExternalData externalData,
    @Nullable Path geoData,
    @Nullable RdpSettings rdp,
    boolean demo) {

  /**
   * Address to bind (a loopback address unless told otherwise), port (0: any free one), and names.
   */
  public record Listen(String address, int port, List<String> names) {
    public Listen {
      names = List.copyOf(names);
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port);
      }
    }
  }

  /** A certificate chain and key in PEM files of the user's own; both null for the local CA's. */
  public record Tls(@Nullable Path certificate, @Nullable Path key) {
    /** Whether the user brings the certificate. */
    public boolean userSupplied() {
      return certificate != null && key != null;
    }
  }

  /** How long a sign-in lasts without use, and at most. */
  public record Sessions(Duration idle, Duration absolute) {}

  /**
   * What queries may read outside the workspace.
   *
   * @param addresses of files, or beginnings of addresses up to a slash
   * @param privateHosts names of hosts that may have addresses of private networks
   */
  public record ExternalData(List<String> addresses, List<String> privateHosts) {
    /** Nothing. */
    public static final ExternalData NONE = new ExternalData(List.of(), List.of());

    public ExternalData {
      addresses = List.copyOf(addresses);
      privateHosts = List.copyOf(privateHosts);
    }
  }

  /** The port that is used when none is given. */
  public static final int DEFAULT_PORT = 8443;

  /** The defaults for a data directory. */
  public static Settings in(Path dataDirectory) {
    return new Settings(
        dataDirectory,
        new Listen("127.0.0.1", DEFAULT_PORT, List.of()),
        new Tls(null, null),
        new Sessions(Duration.ofHours(8), Duration.ofDays(7)),
        ExternalData.NONE,
        null,
        null,
        false);
  }

  /** The same on another port. */
  public Settings withPort(int port) {
    return with(new Listen(listen.address, port, listen.names));
  }

  /** The same bound to another address. */
  public Settings withAddress(String address) {
    return with(new Listen(address, listen.port, listen.names));
  }

  private Settings with(Listen changed) {
    return new Settings(dataDirectory, changed, tls, sessions, externalData, geoData, rdp, demo);
  }

  /** The same with an RDP sensor. */
  public Settings withRdp(RdpSettings sensor) {
    return new Settings(dataDirectory, listen, tls, sessions, externalData, geoData, sensor, demo);
  }

  /** The same with a file that tells where IP addresses are. */
  public Settings withGeoData(Path file) {
    return new Settings(dataDirectory, listen, tls, sessions, externalData, file, rdp, demo);
  }

  /** The same, marked as a throw-away demonstration. */
  public Settings asDemo() {
    return new Settings(dataDirectory, listen, tls, sessions, externalData, geoData, rdp, true);
  }

  /** The workspace's name for people: that of the data directory's folder, or {@code demo}. */
  public String workspaceName() {
    Path folder = dataDirectory.getFileName();
    return demo || folder == null ? "demo" : folder.toString();
  }

  /** A file or folder in the data directory. */
  public Path file(String name) {
    return dataDirectory.resolve(name);
  }
}
