package io.vedette.connectors.files;

import io.vedette.kql.ExternalTable;
import io.vedette.platform.Settings;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which addresses {@code externaldata} may read: those that the settings name. */
final class AllowedAddresses {
  private static final String REMEDY =
      "Name it, or what it begins with up to a slash, in externalData of vedette.yaml, or to the"
          + " kql command with --external.";

  private final List<URI> allowed;
  private final List<String> privateHosts;

  AllowedAddresses(Settings.ExternalData settings) {
    this.allowed = settings.addresses().stream().map(URI::create).toList();
    this.privateHosts =
        settings.privateHosts().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** Where a file may be read. */
  sealed interface Place {
    record Web(URI address) implements Place {}

    record OnDisk(Path file) implements Place {}

    record Refused(ExternalTable.Refused why) implements Place {}
  }

  /** The place of an address, if it may be read. Connects to nothing. */
  Place place(String address) {
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      return refused("'" + address + "' is no address of a file.", "Write https://host/path.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https" -> web(uri);
      case "file" -> onDisk(uri);
      default ->
          refused(
              "externaldata reads http, https and file addresses, not '" + address + "'.",
              "Import the file as a table or watchlist.");
    };
  }

  private static Place refused(String message, String hint) {
    return new Place.Refused(new ExternalTable.Refused(message, hint));
  }

  private static Place notAllowed(URI uri) {
    return refused("externaldata may not read " + shown(uri) + ".", REMEDY);
  }

  /** An address without what may be secret in it. */
  static String shown(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    return uri.getScheme()
        + "://"
        + host
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + (uri.getRawPath() == null ? "" : uri.getRawPath());
  }

  private Place web(URI uri) {
    boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && isStraight(uri);
    boolean named = plain && allowed.stream().anyMatch(each -> covers(each, uri));
    return named ? new Place.Web(uri) : notAllowed(uri);
  }

  /** Whether no part of the path leads up again, in whatever way it is written. */
  private static boolean isStraight(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    return !path.contains("/..")
        && !path.contains("/./")
        && !path.contains("\\")
        && !path.contains("%");
  }

  private static boolean covers(URI each, URI uri) {
    return each.getHost() != null && sameServer(each, uri) && beginsWith(path(uri), path(each));
  }

  /** Whether two addresses are of one server. */
  static boolean sameServer(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(String.valueOf(other.getHost()))
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("http") ? 80 : 443;
  }

  private static String path(URI uri) {
    return uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
  }

  private static boolean beginsWith(String path, String beginning) {
    return path.equals(beginning)
        || path.startsWith(beginning.endsWith("/") ? beginning : beginning + "/");
  }

  private Place onDisk(URI uri) {
    try {
      Path real = Path.of(URI.create("file://" + uri.getRawPath())).toRealPath();
      for (URI each : allowed) {
        if ("file".equalsIgnoreCase(each.getScheme())) {
          Path root = Path.of(URI.create("file://" + each.getRawPath()));
          if (Files.exists(root) && real.startsWith(root.toRealPath())) {
            return Files.isRegularFile(real)
                ? new Place.OnDisk(real)
                : refused(uri.getPath() + " is no file.", "Name a file.");
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Whether a file is there must not be seen from outside the allowed folders.
      return notAllowed(uri);
    }
    return notAllowed(uri);
  }

  /**
   * Why the server of an allowed address must not be connected to, or null.
   *
   * @throws UnknownHostException when the host has no address
   */
  @Nullable String forbiddenServer(URI uri) throws UnknownHostException {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (privateHosts.contains(host) || host.equals("localhost") || isLiteral(host)) {
      return null;
    }
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (isPrivate(address)) {
        return host
            + " has an address of a private network ("
            + address.getHostAddress()
            + "): name it in externalDataPrivateHosts of vedette.yaml if it is to be read";
      }
    }
    return null;
  }

  /** Such an address was written into the settings by hand. */
  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+");
  }

  /** Addresses that are not of the public Internet (IANA's special-purpose registries). */
  static boolean isPrivate(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return switch (address) {
      case Inet4Address _ ->
          first == 0
              || first >= 240
              || (first == 100 && (second & 0xC0) == 64)
              || (first == 192 && second == 0 && (bytes[2] == 0 || bytes[2] == 2))
              || (first == 198 && (second & 0xFE) == 18);
      case Inet6Address _ ->
          (first & 0xFE) == 0xFC
              || (first == 0 && second == 0x64)
              || (first == 0x20 && second == 0x02)
              || first == 0;
      default -> true;
    };
  }
}
