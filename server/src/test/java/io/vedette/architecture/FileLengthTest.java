package io.vedette.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The ratchet on file lengths: main files hold at most 600 lines, tests at most 1,000. There is no
 * list of exceptions; one needs a decision record.
 */
class FileLengthTest {
  private static final int MAIN_LIMIT = 600;
  private static final int TEST_LIMIT = 1000;
  private static final int FILES_EXPECTED_AT_LEAST = 400;
  private static final Set<String> FOLDERS_WITHOUT_SOURCES =
      Set.of("target", "node_modules", "dist", ".git", ".vedette", "test-results");

  @Test
  void noFileIsLongerThanItsLimit() throws IOException {
    Map<Path, Integer> lengths = lengths();
    Map<Path, Integer> tooLong = new TreeMap<>(lengths);
    tooLong.entrySet().removeIf(entry -> entry.getValue() <= limit(entry.getKey()));
    assertThat(lengths).as("files seen").hasSizeGreaterThanOrEqualTo(FILES_EXPECTED_AT_LEAST);
    assertThat(tooLong).as("files over their limit: split them by concept").isEmpty();
  }

  @Test
  void theMedianMainFileIsUnder120Lines() throws IOException {
    int[] lengths =
        lengths().entrySet().stream()
            .filter(entry -> !isTest(entry.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sorted()
            .toArray();
    assertThat(lengths[lengths.length / 2]).isLessThan(120);
  }

  private static int limit(Path file) {
    return isTest(file) ? TEST_LIMIT : MAIN_LIMIT;
  }

  private static boolean isTest(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("src/test/") || path.contains("/e2e/") || path.contains(".test.");
  }

  private static Map<Path, Integer> lengths() throws IOException {
    Path root = ProjectRoot.path();
    Map<Path, Integer> lengths = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            return name != null && FOLDERS_WITHOUT_SOURCES.contains(name.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().matches(".*\\.(java|ts|tsx|mjs|css)")) {
              lengths.put(root.relativize(file), Files.readAllLines(file).size());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return lengths;
  }
}
