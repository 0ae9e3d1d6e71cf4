package io.vedette.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.util.LibraryLoaderUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the libraries of an unpacked build quick to load; see {@link LeanLibrary}. */
@Command(
    name = "prepare",
    hidden = true,
    description = "Make the libraries quick to load, for the launcher.")
final class PrepareCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder with the libraries' jars.")
  private Path libraries = Path.of("lib");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(libraries)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      if (new LeanLibrary(jar, wantedNatives(jar.getFileName().toString())).rewrite()) {
        Output.of(spec).line("rewrote " + jar.getFileName());
      }
    }
    return ExitCode.OK;
  }

  /** The native library that this machine needs of a jar, and where its driver looks for it. */
  private Map<String, Path> wantedNatives(String jar) {
    if (jar.startsWith("duckdb_jdbc")) {
      String name = duckDbLibrary(System.getProperty("os.name"), System.getProperty("os.arch"));
      return Map.of(name, libraries.resolve(name));
    }
    if (jar.startsWith("sqlite-jdbc")) {
      String name = LibraryLoaderUtil.getNativeLibName();
      String entry = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
      return Map.of(entry.substring(1), libraries.resolve(name));
    }
    return Map.of();
  }

  /** As DuckDB's driver names it ({@code DuckDBNative.nativeLibName}). */
  static String duckDbLibrary(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.contains("windows") ? "windows" : os.contains("mac") ? "macos" : "linux";
    String arch = osArch.toLowerCase(Locale.ROOT);
    String machine = arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64";
    return "libduckdb_java.so_" + system + "_" + machine;
  }
}
