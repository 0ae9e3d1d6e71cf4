package io.vedette.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server's certificate: the user's own, or one of a local authority that is made at the first
 * start. The authority lasts ten years, its server certificate one; that is renewed thirty days
 * before its end, and when the server goes by other names. All files are in {@code tls/}, readable
 * for their owner only.
 */
public final class Certificates {
  static final Duration AUTHORITY_LIFE = Duration.ofDays(3_652);
  static final Duration SERVER_LIFE = Duration.ofDays(365);
  static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private final Settings settings;
  private final InstantSource clock;

  public Certificates(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Where the local authority's certificate is. */
  public static Path authorityFile(Path dataDirectory) {
    return dataDirectory.resolve("tls").resolve("ca.pem");
  }

  /** The local authority's certificate, or null before the first start. */
  public static @Nullable X509Certificate authority(Path dataDirectory) {
    Path file = authorityFile(dataDirectory);
    if (!Files.isReadable(file)) {
      return null;
    }
    try {
      return Pem.certificates(Files.readString(file)).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new BrokenCertificateException(file + " holds no certificate: " + e.getMessage(), e);
    }
  }

  /** The certificate to serve now; makes or renews the local ones when that is due. */
  public CertifiedKey current() {
    Settings.Tls own = settings.tls();
    if (own.userSupplied()) {
      return read(Objects.requireNonNull(own.certificate()), Objects.requireNonNull(own.key()));
    }
    Path folder = settings.file("tls");
    Path certificateFile = folder.resolve("server.pem");
    Path keyFile = folder.resolve("server.key");
    try {
      PrivateFiles.createDirectories(folder);
      CertifiedKey authority = localAuthority();
      Set<String> names = HostNames.of(settings.listen());
      if (Files.exists(certificateFile) && Files.exists(keyFile)) {
        CertifiedKey present = read(certificateFile, keyFile);
        if (isGood(present, authority, names)) {
          return present;
        }
      }
      Instant now = clock.instant();
      CertifiedKey fresh =
          LocalAuthority.issue(authority, List.copyOf(names), now, now.plus(SERVER_LIFE));
      write(fresh, certificateFile, keyFile);
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException("The certificates in " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new BrokenCertificateException(
          "The certificates in " + folder + " cannot be made: " + e.getMessage(), e);
    }
  }

  private CertifiedKey localAuthority() throws IOException, GeneralSecurityException {
    Path certificateFile = authorityFile(settings.dataDirectory());
    Path keyFile = settings.file("tls").resolve("ca.key");
    Instant now = clock.instant();
    if (Files.exists(certificateFile) && Files.exists(keyFile)) {
      CertifiedKey present = read(certificateFile, keyFile);
      if (endsAfter(present.certificate(), now.plus(RENEW_BEFORE))) {
        return present;
      }
    }
    CertifiedKey fresh = LocalAuthority.create(HostNames.own(), now, now.plus(AUTHORITY_LIFE));
    write(fresh, certificateFile, keyFile);
    return fresh;
  }

  private boolean isGood(CertifiedKey server, CertifiedKey authority, Set<String> names) {
    try {
      server.certificate().verify(authority.certificate().getPublicKey());
    } catch (GeneralSecurityException e) {
      return false;
    }
    return endsAfter(server.certificate(), clock.instant().plus(RENEW_BEFORE))
        && names.equals(namesOf(server.certificate()));
  }

  private static boolean endsAfter(X509Certificate certificate, Instant time) {
    return certificate.getNotAfter().toInstant().isAfter(time);
  }

  private static Set<String> namesOf(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Set.of()
          : names.stream()
              .map(name -> String.valueOf(name.get(1)))
              .map(name -> name.equals("0:0:0:0:0:0:0:1") ? "::1" : name)
              .collect(Collectors.toSet());
    } catch (CertificateParsingException e) {
      return Set.of();
    }
  }

  private static CertifiedKey read(Path certificateFile, Path keyFile) {
    try {
      List<X509Certificate> chain = Pem.certificates(Files.readString(certificateFile));
      String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
      CertifiedKey read =
          new CertifiedKey(Pem.privateKey(Files.readString(keyFile), algorithm), chain);
      if (!read.matches()) {
        throw new GeneralSecurityException("the key is not that of the certificate");
      }
      return read;
    } catch (IOException e) {
      throw new BrokenCertificateException(
          "Certificate " + certificateFile + " with key " + keyFile + " cannot be read: " + e, e);
    } catch (GeneralSecurityException e) {
      throw new BrokenCertificateException(
          "Certificate "
              + certificateFile
              + " with key "
              + keyFile
              + " cannot be used: "
              + e.getMessage(),
          e);
    }
  }

  private static void write(CertifiedKey certified, Path certificateFile, Path keyFile)
      throws IOException, GeneralSecurityException {
    StringBuilder chain = new StringBuilder();
    for (X509Certificate certificate : certified.chain()) {
      chain.append(Pem.of(certificate));
    }
    PrivateFiles.write(keyFile, Pem.of(certified.key()));
    PrivateFiles.write(certificateFile, chain.toString());
  }
}
