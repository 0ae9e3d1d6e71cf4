package io.vedette.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine strange queries, from lexer to database. What must never happen is kept: anything
 * thrown, an error of the database's own, an answer after its time, a cell or column that is not of
 * the type it is said to have.
 *
 * <p>Arguments: seconds, seed, folder of the finds (a new one below the temporary folder). The same
 * seed makes the same queries. The environment's VEDETTE_SHARED names the folder of real rules.
 */
public final class QueryFuzz {
  private static final Duration SHRINKING = Duration.ofSeconds(20);

  private final Target target;
  private final Queries queries;
  private final long seed;
  private final @Nullable Path folder;
  private final Map<String, Find> finds = new LinkedHashMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private long made;
  private long accepted;
  private long withRows;

  /** A fault, the shortest query that has it, and the query that it was seen at first. */
  record Find(Answer.Fault fault, String query, String original) {}

  /**
   * @param folder where finds are written, or null
   */
  QueryFuzz(Target target, Queries queries, long seed, @Nullable Path folder) {
    this.target = target;
    this.queries = queries;
    this.seed = seed;
    this.folder = folder;
  }

  Map<String, Find> finds() {
    return finds;
  }

  long accepted() {
    return accepted;
  }

  /** Makes the next query and asks it. */
  void next() {
    String query = queries.make(Chance.of(seed, made++));
    keep("current.kql", query);
    switch (target.ask(query)) {
      case Answer.Rows rows -> {
        accepted++;
        withRows += rows.count() > 0 ? 1 : 0;
      }
      case Answer.Refused(String code) -> refused.merge(code, 1L, Long::sum);
      case Answer.Fault fault -> found(query, fault);
    }
  }

  private void found(String query, Answer.Fault fault) {
    if (finds.containsKey(fault.kind())) {
      return;
    }
    finds.put(fault.kind(), new Find(fault, query, query));
    String shortest =
        Shrinking.shrink(
            query,
            text ->
                target.ask(text) instanceof Answer.Fault other && other.kind().equals(fault.kind()),
            SHRINKING);
    Find find = new Find(fault, shortest, query);
    finds.put(fault.kind(), find);
    keepFind(folder, find, seed, made - 1);
  }

  private static void keepFind(@Nullable Path folder, Find find, long seed, long number) {
    if (folder == null) {
      return;
    }
    String text =
        "%s%n%s%n(seed %d, query %d)%n%n%s%n%n---- first seen as%n%s%n"
            .formatted(
                find.fault.kind(), find.fault.detail(), seed, number, find.query, find.original);
    String name = "find-%08x.txt".formatted(find.fault.kind().hashCode());
    write(folder.resolve(name), text);
    System.out.println("FIND " + name + " " + find.fault.kind());
  }

  private void keep(String name, String text) {
    if (folder != null) {
      write(folder.resolve(name), text);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.write(file, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String summary() {
    return "%d queries, %d ran, %d of them with rows; %d kinds of finds; refused or stopped: %s"
        .formatted(made, accepted, withRows, finds.size(), refused);
  }

  /** Fuzzes for that long and says what it saw; ends with 1 when it found something. */
  public static void main(String... args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: QueryFuzz SECONDS SEED [FOLDER]");
      System.exit(2);
    }
    Duration most = Duration.ofSeconds(Long.parseLong(args[0]));
    long seed = Long.parseLong(args[1]);
    Path folder =
        args.length > 2
            ? Files.createDirectories(Path.of(args[2]))
            : Files.createTempDirectory("vedette-fuzz");
    String shared = System.getenv().getOrDefault("VEDETTE_SHARED", "../shared");
    Material material = Material.withShared(Path.of(shared));
    long found;
    try (FuzzWorkspace workspace = new FuzzWorkspace(material.schema());
        Asking asking =
            new Asking(
                workspace,
                FuzzWorkspace.LIMIT.multipliedBy(2),
                (query, fault) -> keepFind(folder, new Find(fault, query, query), seed, -1))) {
      QueryFuzz fuzz =
          new QueryFuzz(asking, new Queries(material, workspace::columns), seed, folder);
      long end = System.nanoTime() + most.toNanos();
      long next = 0;
      while (System.nanoTime() < end) {
        fuzz.next();
        if (System.nanoTime() > next) {
          System.out.println(fuzz.summary());
          next = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        }
      }
      System.out.println(fuzz.summary());
      found = fuzz.finds().size();
    }
    System.exit(found == 0 ? 0 : 1);
  }
}
