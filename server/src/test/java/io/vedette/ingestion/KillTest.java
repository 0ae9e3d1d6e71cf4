package io.vedette.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.testing.StoredRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that stores rows, again and again, and looks at what it left. */
class KillTest {
  private static final int KILLS = 20;

  /** What the database holds of one request. */
  private static final String FOUND =
      """
      SELECT Request, count(*), count(DISTINCT Position), min(Size), max(Size),
        min(_Sequence), max(_Sequence)
      FROM Crash_CL GROUP BY Request
      """;

  private static final String TWICE =
      """
      SELECT _Sequence FROM (
        SELECT _Sequence FROM Crash_CL UNION ALL SELECT _Sequence FROM VedetteIngestion)
      GROUP BY _Sequence HAVING count(*) > 1
      """;

  private static final String LEDGER =
      """
      SELECT (SELECT sum(Stored) FROM VedetteIngestion WHERE "Table" = 'Crash_CL')
        = (SELECT count(*) FROM Crash_CL)
      """;

  private final Random random = new Random();

  @Test
  void losesNoAcknowledgedRowAndDoublesNone(@TempDir Path folder) throws Exception {
    Path acknowledged = folder.resolve("acknowledged");
    int most = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      run(folder, acknowledged, "r" + kill);
      most = check(folder, Files.readAllLines(acknowledged), kill);
    }
    assertThat(most).as("requests that were acknowledged").isGreaterThan(KILLS);
  }

  private void run(Path folder, Path acknowledged, String name)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                folder.toString(),
                acknowledged.toString(),
                name)
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine())
          .as(() -> "the process of run " + name + ": " + errors(folder))
          .isEqualTo(CrashingWriter.READY);
      Thread.sleep(random.nextInt(50, 1_500));
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue()).as("killed, and not ended by itself").isEqualTo(137);
  }

  private static String errors(Path folder) {
    try {
      return Files.readString(folder.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Gives the number of acknowledged requests. */
  private static int check(Path folder, List<String> acknowledged, int kill) {
    Map<String, String[]> found = new HashMap<>();
    DatabaseSettings settings = new DatabaseSettings(512L << 20, 2);
    try (EventDatabase database = EventDatabase.open(folder.resolve("events.duckdb"), settings)) {
      for (String row : StoredRows.of(database, FOUND)) {
        String[] cells = row.split("\\|", -1);
        found.put(cells[0], cells);
      }
      assertThat(StoredRows.of(database, TWICE)).as("numbers given twice, kill %d", kill).isEmpty();
      assertThat(StoredRows.of(database, LEDGER))
          .as("the ledger counts what is there, kill %d", kill)
          .containsExactly("true");
    }
    found.forEach(
        (request, cells) -> {
          assertThat(cells[1]).as("%s is there once and whole", request).isEqualTo(cells[3]);
          assertThat(cells[2]).as("%s has each row once", request).isEqualTo(cells[1]);
          assertThat(cells[4]).isEqualTo(cells[3]);
        });
    Set<String> requests = new HashSet<>();
    for (String line : acknowledged) {
      String[] parts = line.split("\\|", -1);
      requests.add(parts[0]);
      assertThat(found).as("acknowledged rows, kill %d", kill).containsKey(parts[0]);
      String[] cells = Objects.requireNonNull(found.get(parts[0]));
      assertThat(cells[1]).as("rows of %s", parts[0]).isEqualTo(parts[1]);
      if (!parts[2].isEmpty()) {
        assertThat(List.of(cells[5], cells[6]))
            .as("numbers of %s", parts[0])
            .containsExactly(parts[2], parts[3]);
      }
    }
    return requests.size();
  }
}
