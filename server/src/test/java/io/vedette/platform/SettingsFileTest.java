package io.vedette.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  @TempDir private Path directory;

  private SettingsFile.Reading read(String text) throws IOException {
    Files.writeString(directory.resolve("vedette.yaml"), text);
    return SettingsFile.read(directory);
  }

  @Test
  void without_a_file_the_defaults_hold() throws IOException {
    assertThat(SettingsFile.read(directory))
        .isEqualTo(new SettingsFile.Reading.Read(Settings.in(directory)));
    assertThat(read("# nothing\n"))
        .isEqualTo(new SettingsFile.Reading.Read(Settings.in(directory)));
  }

  @Test
  void every_setting_is_read() throws IOException {
    assertThat(
            read(
                """
                bind: 0.0.0.0
                port: 443
                names: [soc.example.org, 192.0.2.7]
                certificate: soc.pem
                key: /etc/soc.key
                sessionIdle: 30m
                sessionLongest: 2d
                externalData: [https://example.org/lists/, file:///srv/lists/]
                externalDataPrivateHosts: [files.example.org]
                geoData: GeoLite2-City.mmdb
                rdp:
                  bind: 0.0.0.0
                  port: 3390
                  computer: SRV01
                  domain: corp.example
                  windows: windows-11
                  security: [tls, rdp]
                  passwords: hashed
                  decoys:
                    backup: Summer2024!
                    old: {password: 42, state: not-allowed, acceptAfter: 3}
                  limits:
                    connections: 500
                    perSource: 5
                    step: 20s
                    session: 1m
                    longest: 5m
                    tarpit: 3s
                """))
        .isEqualTo(
            new SettingsFile.Reading.Read(
                new Settings(
                    directory,
                    new Settings.Listen("0.0.0.0", 443, List.of("soc.example.org", "192.0.2.7")),
                    new Settings.Tls(directory.resolve("soc.pem"), Path.of("/etc/soc.key")),
                    new Settings.Sessions(Duration.ofMinutes(30), Duration.ofDays(2)),
                    new Settings.ExternalData(
                        List.of("https://example.org/lists/", "file:///srv/lists/"),
                        List.of("files.example.org")),
                    directory.resolve("GeoLite2-City.mmdb"),
                    new RdpSettings(
                        true,
                        "0.0.0.0",
                        3390,
                        "SRV01",
                        "corp.example",
                        RdpSettings.Windows.WINDOWS_11,
                        Set.of(RdpSettings.Security.TLS, RdpSettings.Security.RDP),
                        Map.of(
                            "backup",
                            RdpSettings.Decoy.of("Summer2024!"),
                            "old",
                            new RdpSettings.Decoy("42", RdpSettings.State.NOT_ALLOWED, 3)),
                        RdpSettings.Passwords.HASHED,
                        new RdpSettings.Limits(
                            500,
                            5,
                            Duration.ofSeconds(20),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(3))),
                    false)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "prot: 1 | 'prot' is not a setting",
        "rdp: 3389 | 'rdp' holds [bind, computer, decoys, domain, enabled, limits, passwords,"
            + " port, security, windows]",
        "rdp: {enabled: often} | 'rdp.enabled' is true or false",
        "rdp: {port: 70000} | 'rdp.port' is a number from 0 to 65535",
        "rdp: {bind: 1.2.3.999} | 'rdp.bind' is an address of this machine",
        "rdp: {limits: {perSource: 0}} | 'rdp.limits.perSource' is a number from 1 to 100000",
        "rdp: {limits: {step: 0s}} | 'rdp.limits.step' is a time from 1s to 300s",
        "rdp: {limits: {tarpit: 1h}} | 'rdp.limits.tarpit' is a time from 0s to 30s",
        "rdp: {limits: {tarpit: slow}} | 'rdp.limits.tarpit' is a time from 0s to 30s",
        "rdp: {limits: {session: 3m}} | 'rdp.limits.longest' is longer than 'session'",
        "rdp: {decoys: {Anna: x, anna: y}} | is the name of another account",
        "rdp: {decoys: {'a@b': x}} | 'rdp.decoys.a@b' is the name of an account",
        "rdp: {decoys: [{password: x}]} | 'rdp.decoys[0].name' is the name of an account",
        "rdp: {decoys: {a: ''}} | 'rdp.decoys.a' is a password of 1 to 256",
        "rdp: {decoys: {a: [x]}} | 'rdp.decoys.a' is a password",
        "rdp: {decoys: {a: {state: ok}}} | 'rdp.decoys.a.password' is a password",
        "rdp: {decoys: {a: {password: x, state: gone}}} | 'rdp.decoys.a.state' is one of ok,"
            + " locked,",
        "rdp: {decoys: {a: {password: x, acceptAfter: soon}}} | 'rdp.decoys.a.acceptAfter' is a",
        "rdp: {domain: corp} | 'rdp.domain' is a DNS name",
        "rdp: {windows: nt4} | 'rdp.windows' is one of server-2019, server-2022, windows-10,"
            + " windows-11",
        "rdp: {security: nla} | 'rdp.security' is a list of some of nla, tls, rdp",
        "rdp: {security: [nla, ssl]} | 'rdp.security' is a list of some of nla, tls, rdp",
        "rdp: {passwords: plain} | 'rdp.passwords' is one of encrypted, hashed, dropped",
        "rdp: {computer: a b} | 'rdp.computer' is a name",
        "port: 70000 | 'port' is a number from 0 to 65535",
        "port: many | 'port' is a number from 0 to 65535",
        "bind: 7 | 'bind' is a text",
        "names: soc | 'names' is a list",
        "names: ['a b'] | 'names' is a list of host names and addresses; 'a b' is neither",
        "certificate: a.pem | 'certificate' and 'key' belong together",
        "sessionIdle: soon | 'sessionIdle' is a time such as",
        "sessionIdle: -1h | 'sessionIdle' is a time such as",
        "externalData: all | 'externalData' is a list of addresses",
        "externalData: [example.org] | 'externalData' is a list of addresses",
        "- 1 | must hold lines of the form",
        "port: [ | cannot be read",
      })
  void what_is_wrong_is_named_with_what_would_do(String text, String message) throws IOException {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            SettingsFile.Reading.Unusable.class,
            unusable -> assertThat(unusable.message()).contains("vedette.yaml", message));
  }
}
