package io.vedette.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A library's jar without what slows each start down: signatures (every class of a signed jar is
 * verified when it is loaded, and none is kept in the JDK's ahead-of-time cache) and native
 * libraries (a driver unpacks its own each time, unless one lies beside the jar).
 */
final class LeanLibrary {
  private final Path jar;
  private final Map<String, Path> wantedNatives;

  /**
   * @param jar the jar, replaced as a whole
   * @param wantedNatives where the entries of that name go, outside the jar
   */
  LeanLibrary(Path jar, Map<String, Path> wantedNatives) {
    this.jar = jar;
    this.wantedNatives = wantedNatives;
  }

  /** Rewrites the jar if there is anything to leave out; says whether there was. */
  boolean rewrite() throws IOException {
    Path lean = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile source = new JarFile(jar.toFile(), false)) {
      List<JarEntry> entries = source.stream().toList();
      if (entries.stream().noneMatch(entry -> isSignature(entry) || isNative(entry))) {
        return false;
      }
      try (OutputStream file = Files.newOutputStream(lean);
          JarOutputStream target = new JarOutputStream(file, unsigned(source.getManifest()))) {
        for (JarEntry entry : entries) {
          copy(source, entry, target);
        }
      }
    }
    Files.move(lean, jar, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private void copy(JarFile source, JarEntry entry, JarOutputStream target) throws IOException {
    Path outside = wantedNatives.get(entry.getName());
    if (outside != null) {
      try (InputStream content = source.getInputStream(entry)) {
        Files.copy(content, outside, StandardCopyOption.REPLACE_EXISTING);
      }
    } else if (!isSignature(entry)
        && !isNative(entry)
        && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
      target.putNextEntry(new JarEntry(entry.getName()));
      try (InputStream content = source.getInputStream(entry)) {
        content.transferTo(target);
      }
      target.closeEntry();
    }
  }

  private static Manifest unsigned(Manifest manifest) {
    Manifest unsigned = new Manifest();
    unsigned.getMainAttributes().putAll(manifest.getMainAttributes());
    return unsigned;
  }

  private static boolean isSignature(JarEntry entry) {
    String name = entry.getName().toUpperCase(Locale.ROOT);
    return name.startsWith("META-INF/")
        && (name.endsWith(".SF")
            || name.endsWith(".RSA")
            || name.endsWith(".DSA")
            || name.endsWith(".EC"));
  }

  /**
   * Of a jar whose natives are wanted outside, all natives go: the others are for other machines.
   */
  private boolean isNative(JarEntry entry) {
    String name = entry.getName();
    return !wantedNatives.isEmpty()
        && (name.contains(".so")
            || name.endsWith(".dll")
            || name.endsWith(".dylib")
            || name.endsWith(".jnilib"));
  }
}
