package io.vedette.kql.syntax;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Query texts that lie beside the repository and are not part of it. */
final class SharedQueries {
  /** A text and where it comes from. */
  record Text(String id, String kql) {}

  private SharedQueries() {}

  /** The folder beside the repository; the test is skipped when it is absent. */
  static Path folder() {
    Path folder = Path.of(System.getProperty("vedette.shared", "../shared"));
    Assumptions.assumeTrue(
        Files.isDirectory(folder.resolve("rules")), "no shared test data at " + folder);
    return folder;
  }

  /** Detection and hunting queries. */
  static List<Text> rules() {
    return read("SELECT id, query FROM %s", folder().resolve("rules/queries.jsonl"));
  }

  /** The documentation's examples. */
  static List<Text> documented() {
    return read("SELECT id, query FROM %s", folder().resolve("kql/docs-cases.jsonl"));
  }

  /** Functions as parameters, a zero character, and the body. */
  static List<Text> functions() {
    return read(
        "SELECT name, params || '\u0001' || body FROM %s",
        folder().resolve("rules/functions.json"));
  }

  private static List<Text> read(String sql, Path file) {
    String source =
        "read_json('%s', maximum_object_size=100000000, sample_size=-1)".formatted(file);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.formatted(source))) {
      List<Text> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(new Text(rows.getString(1), rows.getString(2)));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
