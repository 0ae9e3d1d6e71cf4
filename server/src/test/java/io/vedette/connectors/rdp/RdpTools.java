package io.vedette.connectors.rdp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Clients and attack tools of Debian, run against a port of this machine. */
final class RdpTools {
  private static final int PATIENCE_SECONDS = 90;

  private final Path folder;

  /**
   * @param folder for their lists and what they print
   */
  RdpTools(Path folder) {
    this.folder = folder;
  }

  /** Skips the test, with the reason, where the program is not installed. */
  static void need(String program) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(there, () -> "the program " + program + " is not installed");
  }

  /** Tries five users, one of them the decoy, with nine passwords, its own the last: 45 pairs. */
  String hydra(int port, String password) throws IOException, InterruptedException {
    need("hydra");
    Path users = folder.resolve("users");
    Path passwords = folder.resolve("passwords");
    Files.writeString(users, "administrator\nadmin\ndecoy\nguest\ntest\n");
    Files.writeString(
        passwords,
        "123456\npassword\nadmin\nletmein\nqwerty\nroot\nwelcome\nP@ssw0rd\n" + password + "\n");
    return run(
        "hydra",
        "-L",
        users.toString(),
        "-P",
        passwords.toString(),
        "-s",
        Integer.toString(port),
        "-t",
        "2",
        "-I",
        "rdp://127.0.0.1");
  }

  /** Signs in as a user, without a desktop. */
  String freeRdp(int port, String user, String password, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "xfreerdp",
                "/cert-ignore",
                "+auth-only",
                "/v:127.0.0.1:" + port,
                "/u:" + user,
                "/p:" + password));
    command.addAll(List.of(options));
    return onDisplay(command);
  }

  /** Signs in as a user with the oldest client; the desktop stays until the sensor ends it. */
  String rdesktop(int port, String user, String password) throws IOException, InterruptedException {
    return onDisplay(
        List.of("rdesktop", "-u", user, "-p", password, "-g", "640x480", "127.0.0.1:" + port));
  }

  /** Tries passwords for one user over standard RDP security. */
  String ncrack(int port, String user, String... passwords)
      throws IOException, InterruptedException {
    need("ncrack");
    Path list = folder.resolve("passwords");
    Files.write(list, List.of(passwords));
    return run(
        "ncrack",
        "-v",
        "--user",
        user,
        "-P",
        list.toString(),
        "rdp://127.0.0.1:" + port + ",CL=1,to=20s");
  }

  /** Looks at a port: which service it is, which encryption it has, what NTLM tells of it. */
  String nmap(int port) throws IOException, InterruptedException {
    need("nmap");
    return run(
        "nmap",
        "-sT",
        "-sV",
        "-Pn",
        "-n",
        "-p",
        Integer.toString(port),
        "--script",
        "rdp-ntlm-info,rdp-enum-encryption",
        "127.0.0.1");
  }

  /** Asks impacket's example whether an account is valid; its own port is always 3389. */
  String rdpCheck(int port, String user, String password) throws IOException, InterruptedException {
    Path example = Path.of("/usr/share/doc/python3-impacket/examples/rdp_check.py");
    assumeTrue(Files.exists(example), () -> "python3-impacket is not installed: no " + example);
    Path script = folder.resolve("rdp_check.py");
    String text = Files.readString(example);
    Files.writeString(script, text.replace("(host,3389)", "(host," + port + ")"));
    return run("/usr/bin/python3", script.toString(), user + ":" + password + "@127.0.0.1");
  }

  /** The JA3 that Wireshark's dissector gives a TLS record. */
  String ja3(byte[] record) throws IOException, InterruptedException {
    need("tshark");
    need("text2pcap");
    // Wireshark reads hexadecimal dumps: an offset, then bytes.
    Path dump = folder.resolve("hello.txt");
    Files.writeString(dump, "000000 " + HexFormat.ofDelimiter(" ").formatHex(record) + "\n");
    String packets = folder.resolve("hello.pcap").toString();
    run("text2pcap", "-q", "-T", "50000,443", dump.toString(), packets);
    String output = run("tshark", "-r", packets, "-T", "fields", "-e", "tls.handshake.ja3");
    return output
        .lines()
        .filter(line -> line.matches("[0-9a-f]{32}"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("tshark gives no JA3: " + output));
  }

  /** Runs a program with a window on a display of its own where there is none. */
  private String onDisplay(List<String> command) throws IOException, InterruptedException {
    need(command.getFirst());
    List<String> all = new ArrayList<>();
    if (System.getenv("DISPLAY") == null) {
      need("xvfb-run");
      all.addAll(List.of("xvfb-run", "-a"));
    }
    all.addAll(command);
    return run(all.toArray(String[]::new));
  }

  /** Runs a program to its end and gives what it printed. */
  private String run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (OutputStream input = process.getOutputStream()) {
      // Programs that ask whether to trust a certificate.
      input.write("yes\nyes\nyes\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It ended without asking.
    }
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}
