package io.vedette.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names and addresses that this server goes by. */
public final class HostNames {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern DNS_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private HostNames() {}

  /**
   * Loopback names, the machine's own name, the bound address and the configured names, in lower
   * case.
   */
  public static Set<String> of(Settings.Listen listen) {
    Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    String own = own();
    if (DNS_NAME.matcher(own).matches()) {
      names.add(own);
    }
    if (!isWildcard(listen.address())) {
      names.add(listen.address().toLowerCase(Locale.ROOT));
    }
    for (String name : listen.names()) {
      names.add(name.toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** The machine's name in lower case; {@code localhost} when it has none. */
  static String own() {
    try {
      // Asking the resolver can take seconds where name service is broken; the file does not.
      Path file = Path.of("/etc/hostname");
      String name =
          Files.isReadable(file)
              ? Files.readString(file).strip()
              : InetAddress.getLocalHost().getHostName();
      return name.isEmpty() ? "localhost" : name.toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return "localhost";
    } catch (IOException e) {
      return "localhost";
    }
  }

  /** Whether a text is an IP address, not a name. */
  public static boolean isAddress(String text) {
    return text.indexOf(':') >= 0 || IPV4.matcher(text).matches();
  }

  /** Whether a text can be a host name or an address. */
  static boolean isHostName(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    return isAddress(name) || (name.length() <= 253 && DNS_NAME.matcher(name).matches());
  }

  /** Whether the server listens on every address. */
  static boolean isWildcard(String address) {
    return address.equals("0.0.0.0") || address.equals("::") || address.equals("*");
  }
}
