package io.vedette.cli;

import io.vedette.connectors.rdp.LoneSensor;
import io.vedette.connectors.rdp.SensorSettings;
import io.vedette.connectors.rdp.remote.Delivery;
import io.vedette.connectors.rdp.remote.Uplink;
import io.vedette.platform.DataDirectory;
import io.vedette.platform.Pem;
import io.vedette.platform.RdpSettings;
import io.vedette.platform.Settings;
import io.vedette.platform.SettingsFile;
import io.vedette.platform.TrustedAuthorities;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the RDP sensor alone, which delivers to a server on another machine. */
@Command(
    name = "sensor",
    description = {
      "Run an RDP sensor on this machine that delivers to a server on another one.",
      "",
      "It passes for a Windows machine as the server's own does. What it sees is kept",
      "on the disk until the server has it, also while the server is away."
    },
    footer = {
      "",
      "The token comes from a file that only this user may read, or from the",
      "environment's VEDETTE_SENSOR_TOKEN. The server makes it with 'vedette admin",
      "add-sensor NAME', and prints its authority with 'vedette ca --pem'.",
      "",
      "Examples:",
      "  vedette sensor --server https://soc.example.org:8443 --ca ca.pem \\",
      "    --token-file token",
      "  vedette sensor --server https://soc.example.org:8443 --ca ca.pem \\",
      "    --config sensor.yaml --bind 0.0.0.0 --port 13389"
    })
final class SensorCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,8})([kmgKMG])?[bB]?");
  private static final long LEAST_BUFFER = 1L << 20;

  @Option(
      names = "--server",
      required = true,
      paramLabel = "URL",
      description = "The server's address, such as https://soc.example.org:8443.")
  private URI server = URI.create("");

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The token (DIR/sensor.token).")
  private @Nullable Path tokenFile;

  @Option(names = "--token", hidden = true, description = "Not here: others can see it.")
  private @Nullable String token;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "The only authority to trust the server by; without it, those that Java trusts.")
  private @Nullable Path authority;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Machine and decoys: a file with the part 'rdp' (DIR/vedette.yaml if there).")
  private @Nullable Path config;

  @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 takes any free one (3389).")
  private @Nullable Integer port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on; 0.0.0.0 is every one (127.0.0.1).")
  private @Nullable String bind;

  @Option(
      names = "--buffer",
      paramLabel = "SIZE",
      description = "The most that may wait for the server, such as 500m or 2g (1g).")
  private String size = "1g";

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;

  SensorCommand(Globals globals) {
    this.globals = globals;
  }

  /** Ends the command with a message and an exit code. */
  private static final class Problem extends Exception {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    Problem(int exitCode, String message) {
      super(message);
      this.exitCode = exitCode;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = Output.of(spec);
    if (System.getProperty("vedette.log") == null) {
      // It runs unattended: that the server is back is worth a line.
      System.setProperty("vedette.log", "INFO");
    }
    try {
      checkCommandLine();
      long mostBuffered = bytes(size);
      SensorSettings settings = settings();
      Uplink.Token source =
          SensorToken.from(
              tokenFile,
              globals.dataDirectory().resolve("sensor.token"),
              System.getenv(SensorToken.VARIABLE));
      var _ = source.current();
      SSLContext trusted = trusted();
      return switch (DataDirectory.open(globals.dataDirectory())) {
        case DataDirectory.Opening.Unavailable(String message) ->
            throw new Problem(ExitCode.FAILED, message);
        case DataDirectory.Opening.Held(DataDirectory directory) -> {
          try (directory) {
            yield run(settings, mostBuffered, new Uplink(server, trusted, source), output);
          }
        }
      };
    } catch (Problem e) {
      output.error(String.valueOf(e.getMessage()));
      return e.exitCode;
    } catch (IOException e) {
      output.error(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
  }

  private void checkCommandLine() throws Problem {
    if (token != null) {
      throw new Problem(
          ExitCode.USAGE,
          "A token on the command line can be read by everybody who lists processes, so this one is"
              + " spoilt. Make another ('vedette admin remove-sensor', 'add-sensor') and give it in"
              + " a file of mode 0600 with --token-file, or in "
              + SensorToken.VARIABLE
              + ".");
    }
    String path = server.getPath();
    if (!"https".equals(server.getScheme())
        || server.getHost() == null
        || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw new Problem(
          ExitCode.USAGE,
          "--server is an address such as https://soc.example.org:8443, not '" + server + "'.");
    }
    if (port != null && (port < 0 || port > 65_535)) {
      throw new Problem(ExitCode.USAGE, "--port is a number from 0 to 65535.");
    }
  }

  private static long bytes(String text) throws Problem {
    Matcher parts = SIZE.matcher(text);
    if (parts.matches()) {
      String unit = parts.group(2) == null ? "" : parts.group(2).toLowerCase(Locale.ROOT);
      int shift =
          switch (unit) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
          };
      long bytes = Long.parseLong(parts.group(1)) << shift;
      if (bytes >= LEAST_BUFFER) {
        return bytes;
      }
    }
    throw new Problem(ExitCode.USAGE, "--buffer is a size of at least 1m, such as 500m or 2g.");
  }

  private SensorSettings settings() throws Problem {
    Path directory = globals.dataDirectory();
    SettingsFile.Reading reading =
        config == null ? SettingsFile.read(directory) : SettingsFile.read(directory, config);
    return switch (reading) {
      case SettingsFile.Reading.Unusable(String message) ->
          throw new Problem(ExitCode.FAILED, message);
      case SettingsFile.Reading.Read(Settings read) -> {
        RdpSettings rdp = read.rdp();
        if (rdp == null && config != null) {
          throw new Problem(
              ExitCode.FAILED, config + " has no part 'rdp', as vedette.yaml has it.");
        }
        RdpSettings chosen = rdp == null ? RdpSettings.USUAL : rdp;
        yield SensorSettings.of(
            chosen.listening(
                bind == null ? chosen.address() : bind, port == null ? chosen.port() : port));
      }
    };
  }

  private @Nullable SSLContext trusted() throws Problem, IOException {
    if (authority == null) {
      return null;
    }
    try {
      return TrustedAuthorities.only(Pem.certificates(Files.readString(authority)));
    } catch (IOException | GeneralSecurityException e) {
      throw new Problem(
          ExitCode.FAILED,
          "The authority "
              + authority
              + " cannot be read ("
              + e
              + "). It is what 'vedette ca --pem' prints at the server.");
    }
  }

  private int run(SensorSettings settings, long mostBuffered, Uplink uplink, Output output)
      throws Problem, InterruptedException {
    LoneSensor sensor;
    try {
      sensor =
          LoneSensor.start(
              settings,
              globals.dataDirectory(),
              mostBuffered,
              uplink,
              Delivery.Pace.DEFAULT,
              InstantSource.system());
    } catch (IOException | GeneralSecurityException e) {
      throw new Problem(ExitCode.FAILED, cannotStart(settings.listen(), e));
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sensor.close();
                  stopped.countDown();
                },
                "shutdown"));
    sayReady(settings, sensor, output);
    stopped.await();
    return ExitCode.OK;
  }

  private static String cannotStart(InetSocketAddress listen, Exception reason) {
    String remedy =
        listen.getPort() > 0 && listen.getPort() < 1024
            ? " Ports below 1024 take the capability CAP_NET_BIND_SERVICE; choose another with --port"
                + " and redirect the port to it."
            : " For another address or port there are --bind and --port.";
    return "The sensor cannot start: " + reason.getMessage() + "." + remedy;
  }

  private void sayReady(SensorSettings settings, LoneSensor sensor, Output output) {
    InetSocketAddress address = sensor.address();
    String listening = address.getAddress().getHostAddress();
    if (globals.json()) {
      Map<String, Object> ready = new LinkedHashMap<>();
      ready.put("address", listening);
      ready.put("port", address.getPort());
      ready.put("server", server.toString());
      ready.put("waitingBytes", sensor.buffer().waitingBytes());
      output.json(ready);
      return;
    }
    output.line(
        "The RDP sensor is "
            + output.styled("bold", settings.persona().dnsComputer())
            + " at "
            + output.styled("bold", listening + " port " + address.getPort())
            + " and delivers to "
            + server
            + "  (buffer in "
            + globals.dataDirectory()
            + ")");
  }
}
