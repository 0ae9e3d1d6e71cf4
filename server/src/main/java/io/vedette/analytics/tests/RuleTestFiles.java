package io.vedette.analytics.tests;

import static io.vedette.analytics.rules.RuleFolder.TEST_ENDING;
import static java.util.Objects.requireNonNull;

import io.vedette.analytics.rules.RuleFile;
import io.vedette.analytics.rules.RuleFolder;
import io.vedette.analytics.rules.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule and its test, as they were found; one of the two may be missing.
 *
 * @param name the rule's path in its folder, without its ending
 * @param rule null when the test has no rule beside it
 * @param test null when the rule has no test beside it
 */
public record RuleTestFiles(String name, @Nullable TextFile rule, @Nullable TextFile test) {
  private static final String CONTENT = "vedette/rules/";
  private static final int MOST_BYTES = 4 * YamlReader.MAX_LENGTH;

  /**
   * A file that is read when its turn comes.
   *
   * @param file where it lies, as people are told
   */
  public record TextFile(String file, Text text) {
    /** Why it could not be read. */
    public static String why(IOException e) {
      return e instanceof CharacterCodingException
          ? "it is not UTF-8 text"
          : String.valueOf(e.getMessage());
    }
  }

  /** Reads a text. */
  @FunctionalInterface
  public interface Text {
    /** The whole text. */
    String read() throws IOException;
  }

  /** The rules that ship with Vedette. */
  public static List<RuleTestFiles> content() {
    Map<String, TextFile> files =
        RuleFolder.content(CONTENT).stream()
            .collect(
                Collectors.toMap(
                    RuleFile::name, file -> new TextFile("content:" + file.name(), file::text)));
    List<RuleTestFiles> found = new ArrayList<>();
    for (RuleFile rule : RuleFolder.content()) {
      String name = withoutEnding(rule.name());
      found.add(new RuleTestFiles(name, files.get(rule.name()), files.get(name + TEST_ENDING)));
    }
    return found;
  }

  /**
   * The rules in a folder and the folders in it, or the one rule that a file is or tests; none when
   * there is nothing of that name.
   *
   * @throws IOException when the folder cannot be read
   */
  public static List<RuleTestFiles> in(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(ofFile(path));
    }
    List<RuleTestFiles> found = new ArrayList<>();
    for (RuleFolder.Found rule : RuleFolder.find(path)) {
      Path test = sibling(rule.path(), TEST_ENDING);
      found.add(
          new RuleTestFiles(withoutEnding(rule.name()), file(rule.path()), fileIfThere(test)));
    }
    for (RuleFolder.Found test : RuleFolder.findTests(path)) {
      if (ruleOf(test.path()) == null) {
        found.add(new RuleTestFiles(withoutEnding(test.name()), null, file(test.path())));
      }
    }
    return found;
  }

  private static RuleTestFiles ofFile(Path path) {
    String name = lastName(path);
    return RuleFolder.isTest(name)
        ? new RuleTestFiles(withoutEnding(name), ruleOf(path), file(path))
        : new RuleTestFiles(
            withoutEnding(name), file(path), fileIfThere(sibling(path, TEST_ENDING)));
  }

  private static @Nullable TextFile ruleOf(Path test) {
    TextFile rule = fileIfThere(sibling(test, ".yaml"));
    return rule == null ? fileIfThere(sibling(test, ".yml")) : rule;
  }

  private static Path sibling(Path path, String ending) {
    return path.resolveSibling(withoutEnding(lastName(path)) + ending);
  }

  private static String lastName(Path path) {
    return requireNonNull(path.getFileName()).toString();
  }

  private static String withoutEnding(String name) {
    if (name.endsWith(TEST_ENDING)) {
      return name.substring(0, name.length() - TEST_ENDING.length());
    }
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? name : name.substring(0, dot);
  }

  private static @Nullable TextFile fileIfThere(Path path) {
    return Files.isRegularFile(path) ? file(path) : null;
  }

  private static TextFile file(Path path) {
    return new TextFile(path.toString(), () -> read(path));
  }

  private static String read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("the file is longer than " + MOST_BYTES + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }
}
