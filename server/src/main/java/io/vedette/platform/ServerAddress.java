package io.vedette.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the running server answers: a file {@code address} in its data directory while it runs. */
public final class ServerAddress {
  private ServerAddress() {}

  /** The address that a person on this machine opens. */
  public static URI of(String boundAddress, int port) {
    boolean local =
        HostNames.isWildcard(boundAddress)
            || boundAddress.equals("localhost")
            || boundAddress.equals("127.0.0.1")
            || boundAddress.equals("::1");
    String host =
        local ? "localhost" : boundAddress.contains(":") ? "[" + boundAddress + "]" : boundAddress;
    return URI.create("https://" + host + ":" + port);
  }

  /** Writes it. */
  public static void publish(Path dataDirectory, URI address) {
    try {
      PrivateFiles.write(file(dataDirectory), address + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it. */
  public static void withdraw(Path dataDirectory) {
    try {
      Files.deleteIfExists(file(dataDirectory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads it; empty when no server runs there. After a crash the file may be stale. */
  public static Optional<URI> find(Path dataDirectory) {
    try {
      Path file = file(dataDirectory);
      return Files.isReadable(file)
          ? Optional.of(URI.create(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Path dataDirectory) {
    return dataDirectory.resolve("address");
  }
}
