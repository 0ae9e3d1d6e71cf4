package io.vedette.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeanLibraryTest {
  @TempDir private Path folder;

  @Test
  void leavesSignaturesOutAndKeepsTheRest() throws IOException {
    Path jar = jar("a/One.class", "META-INF/SIGNER.SF", "META-INF/SIGNER.RSA", "lib.so_linux");

    assertThat(new LeanLibrary(jar, Map.of()).rewrite()).isTrue();

    assertThat(names(jar)).containsExactly("META-INF/MANIFEST.MF", "a/One.class", "lib.so_linux");
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.isMultiRelease()).isTrue();
      assertThat(file.getManifest().getEntries()).isEmpty();
      assertThat(file.getInputStream(file.getEntry("a/One.class")).readAllBytes())
          .isEqualTo("a/One.class".getBytes(UTF_8));
    }
  }

  @Test
  void putsTheWantedNativeLibraryBesideTheJarAndDropsTheOthers() throws IOException {
    Path jar = jar("a/One.class", "lib.so_linux", "lib.so_macos", "x/lib.dll");
    Path outside = folder.resolve("lib.so_linux");

    assertThat(new LeanLibrary(jar, Map.of("lib.so_linux", outside)).rewrite()).isTrue();

    assertThat(names(jar)).containsExactly("META-INF/MANIFEST.MF", "a/One.class");
    assertThat(outside).hasContent("lib.so_linux");
  }

  @Test
  void leavesOtherJarsAlone() throws IOException {
    Path jar = jar("a/One.class", "META-INF/services/x");
    byte[] before = Files.readAllBytes(jar);

    assertThat(new LeanLibrary(jar, Map.of()).rewrite()).isFalse();

    assertThat(jar).hasBinaryContent(before);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, libduckdb_java.so_linux_amd64",
    "Linux, aarch64, libduckdb_java.so_linux_arm64",
    "Mac OS X, aarch64, libduckdb_java.so_macos_arm64",
    "Windows 11, amd64, libduckdb_java.so_windows_amd64"
  })
  void namesDuckDbsLibrary(String os, String arch, String name) {
    assertThat(PrepareCommand.duckDbLibrary(os, arch)).isEqualTo(name);
  }

  private Path jar(String... names) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    manifest.getEntries().put("a/One.class", new Attributes());
    Path jar = folder.resolve("library.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream target = new JarOutputStream(file, manifest)) {
      for (String name : names) {
        target.putNextEntry(new JarEntry(name));
        target.write(name.getBytes(UTF_8));
        target.closeEntry();
      }
    }
    return jar;
  }

  private static List<String> names(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }
}
