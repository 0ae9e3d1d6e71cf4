package io.vedette.bench;

import io.vedette.kql.CompileOptions;
import io.vedette.kql.DataProbe;
import io.vedette.kql.KqlCompiler;
import io.vedette.kql.RowScope;
import io.vedette.workspace.FunctionFile;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import io.vedette.workspace.WorkspaceSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long the compiler takes for each query of a corpus of detection rules, after it has
 * compiled them all before. Of the measured rounds the fastest counts for each query, since other
 * programs on the machine make runs slower, none faster.
 *
 * <p>Arguments: folder of the corpus with queries.jsonl, schemas.json and functions.json; measured
 * rounds (3).
 */
public final class CompileSpeed {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WARM_UP_ROUNDS = 2;

  private CompileSpeed() {}

  /** Runs it and prints percentiles. */
  public static void main(String... args) throws IOException {
    if (args.length == 0) {
      System.err.println("usage: CompileSpeed FOLDER [ROUNDS]");
      return;
    }
    Path corpus = Path.of(args[0]);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Path folder = Files.createTempDirectory("vedette-bench");
    try {
      Workspace workspace = Workspace.open(folder, TableCatalog.fromClassPath());
      workspace.addTables(TableCatalog.readSchemas(corpus.resolve("schemas.json")));
      workspace.addFunctions(FunctionFile.read(corpus.resolve("functions.json")));
      run(queries(corpus.resolve("queries.jsonl")), workspace.schema(), rounds);
    } finally {
      Store.remove(folder);
    }
  }

  private static List<String> queries(Path file) throws IOException {
    List<String> queries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode record = JSON.readTree(line);
      queries.add(record.path("query").asString());
    }
    return queries;
  }

  private static void run(List<String> queries, WorkspaceSchema schema, int rounds) {
    CompileOptions options =
        new CompileOptions(
            Instant.parse("2026-11-24T00:00:00Z"), null, RowScope.ALL, DataProbe.NONE);
    double[] best = new double[queries.size()];
    Arrays.fill(best, Double.MAX_VALUE);
    for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
      for (int i = 0; i < best.length; i++) {
        long began = System.nanoTime();
        KqlCompiler.compile(queries.get(i), schema, options);
        if (round >= WARM_UP_ROUNDS) {
          best[i] = Math.min(best[i], (System.nanoTime() - began) / 1e6);
        }
      }
    }
    Arrays.sort(best);
    System.out.printf(
        Locale.ROOT,
        "%,d queries: p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, max %.2f ms%n",
        best.length,
        best[best.length / 2],
        best[best.length * 9 / 10],
        best[best.length * 99 / 100],
        best[best.length - 1]);
  }
}
