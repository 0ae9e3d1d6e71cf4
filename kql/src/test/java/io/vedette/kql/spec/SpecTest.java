package io.vedette.kql.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of every spec file. */
class SpecTest {
  /** Grows with the spec files: tests that silently stop running are then seen. */
  private static final int LEAST_CASES = 670;

  private static final Map<String, SpecFile> FILES = new HashMap<>();
  private static final Map<String, SpecRunner> RUNNERS = new HashMap<>();

  private static List<Path> files(String folder) {
    try {
      Path root = Path.of(Objects.requireNonNull(SpecTest.class.getResource("/" + folder)).toURI());
      try (Stream<Path> paths = Files.list(root)) {
        return paths.filter(p -> p.toString().endsWith(".kql-spec")).sorted().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<SpecFile> specFiles() {
    return files("spec").stream().map(SpecFile::read).toList();
  }

  static List<SpecCase> cases() {
    List<SpecCase> cases = new ArrayList<>();
    for (Path path : files("spec")) {
      SpecFile file = SpecFile.read(path);
      FILES.put(path.getFileName().toString(), file);
      cases.addAll(file.cases());
    }
    return cases;
  }

  @AfterAll
  static void closeDatabases() throws SQLException {
    for (SpecRunner runner : RUNNERS.values()) {
      runner.close();
    }
    RUNNERS.clear();
  }

  /** The cases of a file share its database. */
  private static SpecRunner runner(SpecCase specCase) throws SQLException {
    SpecRunner runner = RUNNERS.get(specCase.file());
    if (runner == null) {
      runner = new SpecRunner(Objects.requireNonNull(FILES.get(specCase.file())));
      RUNNERS.put(specCase.file(), runner);
    }
    return runner;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesWhatTheSpecSays(SpecCase specCase) throws SQLException {
    runner(specCase).run(specCase);
  }

  @Test
  void seesTheCases() {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(LEAST_CASES);
  }

  static List<SpecCase> brokenCases() {
    return files("spec-broken").stream()
        .flatMap(path -> SpecFile.read(path).cases().stream())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenCases")
  void noticesWhatIsWrong(SpecCase broken) throws SQLException {
    try (SpecRunner runner = new SpecRunner(new SpecFile(List.of(), List.of(broken)))) {
      assertThatThrownBy(() -> runner.run(broken))
          .as("%s", broken)
          .isInstanceOf(AssertionError.class);
    }
  }
}
