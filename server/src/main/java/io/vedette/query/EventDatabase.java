package io.vedette.query;

import io.vedette.kql.IpLocations;
import io.vedette.kql.KqlCompiler;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The DuckDB database that holds the rows of all tables. One process opens the file for writing;
 * within it any number of connections read while one writes. Queries can reach no file, network or
 * extension, and the settings cannot be changed once it is open.
 */
public final class EventDatabase implements AutoCloseable {
  /** How the engine's errors begin when memory is short. */
  static final String OUT_OF_MEMORY = "Out of Memory";

  private static final Duration A_MOMENT = Duration.ofMillis(25);

  private final DuckDBConnection root;
  private final boolean readOnly;
  private final @Nullable GeoFile places;
  private final List<BooleanSupplier> memoryUsers = new CopyOnWriteArrayList<>();

  private EventDatabase(DuckDBConnection root, boolean readOnly, @Nullable GeoFile places) {
    this.root = root;
    this.readOnly = readOnly;
    this.places = places;
  }

  /**
   * Opens or creates the database file.
   *
   * @throws EventDatabaseException when another process has it open, or it cannot be read; the
   *     message says which and what to do
   */
  public static EventDatabase open(Path file, DatabaseSettings settings) {
    return open("jdbc:duckdb:" + file, file, false, settings);
  }

  /**
   * Opens the database file for reading only.
   *
   * @throws EventDatabaseException as {@link #open} says, also when the file does not exist
   */
  public static EventDatabase openReadOnly(Path file, DatabaseSettings settings) {
    return open("jdbc:duckdb:" + file, file, true, settings);
  }

  /** A database that is forgotten with the process. */
  public static EventDatabase inMemory(DatabaseSettings settings) {
    return open("jdbc:duckdb:", null, false, settings);
  }

  private static EventDatabase open(
      String url, @Nullable Path file, boolean readOnly, DatabaseSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", settings.memoryBytes() / 1024 + "KiB");
    properties.setProperty("threads", Integer.toString(settings.threads()));
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    // Checkpoints write the whole log into the file: seldom, so that few commits wait for one.
    properties.setProperty("checkpoint_threshold", "512MiB");
    if (readOnly) {
      properties.setProperty("duckdb.read_only", "true");
    }
    GeoFile places = settings.geoData() == null ? null : GeoFile.open(settings.geoData());
    try {
      DuckDBConnection root = (DuckDBConnection) DriverManager.getConnection(url, properties);
      try {
        JavaFunctions.register(
            root, KqlCompiler.javaFunctions(places == null ? IpLocations.NONE : places));
        lockDown(root);
      } catch (SQLException e) {
        root.close();
        throw e;
      }
      return new EventDatabase(root, readOnly, places);
    } catch (SQLException e) {
      throw EventDatabaseException.cannotOpen(file, e);
    }
  }

  private static void lockDown(Connection connection) throws SQLException {
    execute(connection, "SET enable_external_access = false");
    execute(connection, "SET lock_configuration = true");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whether it was opened for reading only. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** Whether an error of the engine says that memory is short. */
  public static boolean lacksMemory(SQLException error) {
    String text = String.valueOf(error.getMessage());
    return text.contains(OUT_OF_MEMORY)
        || text.contains("OutOfMemory")
        || text.contains("failed to pin block")
        // The appender's errors do not say what kind they are.
        || text.contains("failed to allocate")
        || text.contains("could not allocate");
  }

  /** Names one who may be told to give memory up; it says whether it gave any. */
  void onMemoryShort(BooleanSupplier user) {
    memoryUsers.add(user);
  }

  /**
   * Stops a running query, so that what must be stored finds room; blocks until it has ended, or a
   * moment when there is none, for one that ended by itself may still be giving its memory back.
   */
  public void freeMemory() {
    if (memoryUsers.stream().noneMatch(BooleanSupplier::getAsBoolean)) {
      LockSupport.parkNanos(A_MOMENT.toNanos());
    }
  }

  /** A new connection; the caller closes it. */
  public DuckDBConnection connection() {
    try {
      return root.duplicate();
    } catch (SQLException e) {
      throw new EventDatabaseException("the event database is closed", e);
    }
  }

  /** Writes what is in the log into the file and closes it; connections handed out stop working. */
  @Override
  public void close() {
    try {
      if (!root.isClosed()) {
        if (!readOnly) {
          execute(root, "CHECKPOINT");
        }
        root.close();
      }
      if (places != null) {
        places.close();
      }
    } catch (SQLException e) {
      throw new EventDatabaseException("the event database could not be closed cleanly", e);
    }
  }
}
