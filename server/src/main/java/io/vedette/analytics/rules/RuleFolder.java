package io.vedette.analytics.rules;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds rule files: those on the class path, and those in a folder. */
public final class RuleFolder {
  private static final String CONTENT = "vedette/rules/";

  /** How the name of a rule's test ends, which begins like that of the rule. */
  public static final String TEST_ENDING = ".test.yaml";

  private static final int MOST_FILES = 10_000;

  private RuleFolder() {}

  /** The rules that ship with Vedette, by name. */
  public static List<RuleFile> content() {
    return content(CONTENT).stream().filter(file -> !file.name().endsWith(TEST_ENDING)).toList();
  }

  /** All YAML files of the class path under that path, which ends with a slash, by name. */
  public static List<RuleFile> content(String path) {
    try {
      List<RuleFile> files = new ArrayList<>();
      Resource[] resources =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:" + path + "**/*.yaml");
      for (Resource resource : resources) {
        String address = resource.getURL().toString();
        try (InputStream in = resource.getInputStream()) {
          files.add(
              new RuleFile(
                  RuleSource.Content,
                  address.substring(address.lastIndexOf(path) + path.length()),
                  Instant.ofEpochMilli(Math.max(resource.lastModified(), 0)),
                  new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
      files.sort(Comparator.comparing(RuleFile::name));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("the rules on the class path cannot be read", e);
    }
  }

  /**
   * A YAML file in a folder.
   *
   * @param name its path below the folder, with forward slashes
   */
  public record Found(Path path, String name, Instant lastModified, long size) {}

  /** All YAML files below a folder but rule tests, by name; none when it does not exist. */
  public static List<Found> find(Path folder) throws IOException {
    return find(folder, RuleFolder::isRule);
  }

  /** All rule tests below a folder, by name; none when it does not exist. */
  public static List<Found> findTests(Path folder) throws IOException {
    return find(folder, RuleFolder::isTest);
  }

  private static List<Found> find(Path folder, Predicate<String> wanted) throws IOException {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && wanted.test(lastName(file))) {
              found.add(
                  new Found(
                      file, name, attributes.lastModifiedTime().toInstant(), attributes.size()));
            }
            return found.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // A file that went away between listing and reading is simply not there.
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(Found::name));
    return found;
  }

  private static String lastName(Path file) {
    return requireNonNull(file.getFileName()).toString();
  }

  private static boolean isRule(String name) {
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.endsWith(TEST_ENDING);
  }

  /** Whether a file of that name tests a rule. */
  public static boolean isTest(String name) {
    return !name.startsWith(".") && name.endsWith(TEST_ENDING);
  }
}
