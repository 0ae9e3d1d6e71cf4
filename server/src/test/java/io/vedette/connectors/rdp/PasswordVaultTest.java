package io.vedette.connectors.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of passwords that clients tell. */
final class PasswordVaultTest {
  private static final String PASSWORD = "Übel&Gefährlich 1";

  @TempDir private Path folder;

  @Test
  void onlyItsOwnKeyOpensWhatItSealed() throws IOException {
    PasswordVault vault = PasswordVault.in(folder);
    String sealed = vault.seal(PASSWORD);
    assertThat(sealed).doesNotContain(PASSWORD).isNotEqualTo(vault.seal(PASSWORD));
    assertThat(vault.open(sealed)).contains(PASSWORD);
    assertThat(PasswordVault.existing(folder).orElseThrow().open(sealed)).contains(PASSWORD);
    assertThat(PasswordVault.in(folder.resolve("other")).open(sealed)).isEmpty();
    String key = Files.readString(folder.resolve("passwords.key"));
    assertThat(Files.readString(folder.resolve("other/passwords.key"))).isNotEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "no base 64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatWasNeverSealedIsNotOpened(String text) throws IOException {
    assertThat(PasswordVault.in(folder).open(text)).isEmpty();
  }

  @Test
  void onlyTheServersUserMayReadTheKeys() throws IOException {
    PasswordVault.in(folder);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("passwords.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void damagedKeysAreNotReplaced() throws IOException {
    Files.writeString(folder.resolve("passwords.key"), "c2hvcnQ=");
    assertThatThrownBy(() -> PasswordVault.in(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("passwords.key holds no keys");
  }

  @Test
  void thereIsNoneBeforeTheFirstSensor() throws IOException {
    assertThat(PasswordVault.existing(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ENCRYPTED, true, true", "HASHED, false, true", "DROPPED, false, false"})
  void thePolicyDecides(PasswordPolicy policy, boolean sealed, boolean hashed) throws IOException {
    CapturedPasswords passwords = new CapturedPasswords(policy, PasswordVault.in(folder));
    Map<String, Object> row = new LinkedHashMap<>();
    passwords.put(PASSWORD, row);
    assertThat(row.containsKey("PasswordSealed")).isEqualTo(sealed);
    assertThat(row.containsKey("PasswordHash")).isEqualTo(hashed);
    assertThat(row.toString()).doesNotContain(PASSWORD);
    Map<String, Object> again = new LinkedHashMap<>();
    passwords.put(PASSWORD, again);
    assertThat(again.get("PasswordHash")).isEqualTo(row.get("PasswordHash"));
  }
}
