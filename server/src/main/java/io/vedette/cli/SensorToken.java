package io.vedette.cli;

import io.vedette.connectors.rdp.remote.Uplink;
import io.vedette.platform.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a sensor has its token from: a file that only its user may read, or the environment. The
 * file is read for each delivery, so that another token needs no restart.
 */
final class SensorToken {
  /** The environment's variable. */
  static final String VARIABLE = "VEDETTE_SENSOR_TOKEN";

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{20,200}");
  private static final String REMEDY = ". The server makes one with: vedette admin add-sensor NAME";

  private SensorToken() {}

  /** That of a file if one is named or there is no variable, else of the environment. */
  static Uplink.Token from(@Nullable Path file, Path usual, @Nullable String variable) {
    if (file == null && variable != null && !variable.isBlank()) {
      return () -> checked(variable.strip(), "$" + VARIABLE);
    }
    Path chosen = file == null ? usual : file;
    return () -> read(chosen);
  }

  private static String read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(
          "The token's file "
              + file
              + (Files.exists(file) ? " cannot be read by this user" : " is not there")
              + ", and "
              + VARIABLE
              + " is not set"
              + REMEDY);
    }
    if (PrivateFiles.isOpenToOthers(file)) {
      throw new IOException(
          "The token's file " + file + " is open to other users. Close it with: chmod 600 " + file);
    }
    return checked(Files.readString(file).strip(), file.toString());
  }

  private static String checked(String token, String source) throws IOException {
    if (!TOKEN.matcher(token).matches()) {
      throw new IOException(source + " holds no token of a sensor" + REMEDY);
    }
    return token;
  }
}
