package io.vedette.cli;

import io.vedette.platform.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how to trust the local authority that signed the server's certificate. */
@Command(
    name = "ca",
    description = "Show the local certificate authority and how to trust it.",
    footer = {"", "Examples:", "  vedette ca", "  vedette ca --pem > vedette-ca.pem"})
final class CaCommand implements Callable<Integer> {
  @Option(names = "--pem", description = "Print the certificate itself.")
  private boolean pem;

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;

  CaCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    Output output = Output.of(spec);
    Path directory = globals.dataDirectory();
    X509Certificate authority = Certificates.authority(directory);
    if (authority == null) {
      output.error(
          "There is no certificate authority in "
              + directory
              + " yet: the first start makes it. Run: vedette serve --data "
              + directory);
      return ExitCode.FAILED;
    }
    Path file = Certificates.authorityFile(directory);
    if (pem) {
      output.line(Files.readString(file).strip());
      return ExitCode.OK;
    }
    String fingerprint =
        HexFormat.ofDelimiter(":")
            .withUpperCase()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(authority.getEncoded()));
    if (globals.json()) {
      output.json(
          Map.of(
              "file", file.toString(),
              "sha256", fingerprint,
              "validUntil", authority.getNotAfter().toInstant().toString()));
      return ExitCode.OK;
    }
    output.line(instructions(file, fingerprint, authority));
    return ExitCode.OK;
  }

  private static String instructions(Path file, String fingerprint, X509Certificate authority) {
    return String.format(
        Locale.ROOT,
        """
        Certificate authority  %1$s
        SHA-256 fingerprint    %2$s
        Valid until            %3$s

        Trust it on this machine:
          Debian, Ubuntu   sudo cp %1$s /usr/local/share/ca-certificates/vedette.crt && sudo update-ca-certificates
          Fedora, RHEL     sudo trust anchor %1$s
          macOS            security add-trusted-cert -k ~/Library/Keychains/login.keychain-db %1$s
          Windows          certutil -user -addstore Root %1$s

        Browsers that keep certificates of their own:
          Firefox          Settings, Privacy & Security, View Certificates, Authorities, Import; tick "identify websites"
          Chrome on Linux  certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Vedette -i %1$s   (package libnss3-tools)

        For one request:   curl --cacert %1$s https://localhost:8443/health""",
        file,
        fingerprint,
        authority.getNotAfter().toInstant());
  }
}
