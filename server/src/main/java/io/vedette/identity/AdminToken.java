package io.vedette.identity;

import io.vedette.platform.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Lets the command line act as owner: whoever can read the server's data directory may. It is made
 * anew at each start, in the file {@code admin.token} of mode 0600.
 */
public final class AdminToken {
  private final String token = Tokens.random();

  private AdminToken() {}

  /** Makes the token and writes its file. */
  public static AdminToken create(Path dataDirectory) {
    AdminToken created = new AdminToken();
    try {
      PrivateFiles.write(file(dataDirectory), created.token + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return created;
  }

  /** The file that holds the token. */
  public static Path file(Path dataDirectory) {
    return dataDirectory.resolve("admin.token");
  }

  /** Whether a text is the token. */
  public boolean matches(String presented) {
    return Tokens.same(token, presented);
  }
}
