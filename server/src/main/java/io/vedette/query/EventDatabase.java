package io.vedette.query;

import io.vedette.kql.IpLocations;
import io.vedette.kql.KqlCompiler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The DuckDB database that holds the rows of all tables. One process opens the file for writing;
 * within it any number of connections read while one writes. Queries can reach no file, network or
 * extension, and the settings cannot be changed once it is open.
 */
public final class EventDatabase implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EventDatabase.class.getName());

  /** How the engine's errors begin when memory is short. */
  static final String OUT_OF_MEMORY = "Out of Memory";

  private static final Duration A_MOMENT = Duration.ofMillis(25);

  /** How long queries are waited for that must end before the file is opened anew. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String url;
  private final @Nullable Path file;
  private final boolean readOnly;
  private final DatabaseSettings settings;
  private final Map<String, String> options;
  private final @Nullable GeoFile places;
  private final List<MemoryUser> memoryUsers = new CopyOnWriteArrayList<>();
  private final Set<DuckDBConnection> handedOut = new HashSet<>();
  private volatile DuckDBConnection root;
  private volatile Runnable reopener = () -> {};

  /** One who runs queries, and can be told to stop them. */
  interface MemoryUser {
    /** Stops one and waits for its end; false when there is none. */
    boolean stopOne();

    /** Tells all to stop. */
    void stopAll();
  }

  private EventDatabase(
      String url,
      @Nullable Path file,
      boolean readOnly,
      DatabaseSettings settings,
      Map<String, String> options)
      throws SQLException {
    this.url = url;
    this.file = file;
    this.readOnly = readOnly;
    this.settings = settings;
    this.options = options;
    this.places = settings.geoData() == null ? null : GeoFile.open(settings.geoData());
    this.root = connect();
  }

  /**
   * Opens or creates the database file.
   *
   * @throws EventDatabaseException when another process has it open, or it cannot be read; the
   *     message says which and what to do
   */
  public static EventDatabase open(Path file, DatabaseSettings settings) {
    return open(file, settings, Map.of());
  }

  /** The same with further options of the engine, such as those that make it fail. */
  static EventDatabase open(Path file, DatabaseSettings settings, Map<String, String> options) {
    return open("jdbc:duckdb:" + file, file, false, settings, options);
  }

  /**
   * Opens the database file for reading only.
   *
   * @throws EventDatabaseException as {@link #open} says, also when the file does not exist
   */
  public static EventDatabase openReadOnly(Path file, DatabaseSettings settings) {
    return open("jdbc:duckdb:" + file, file, true, settings, Map.of());
  }

  /** A database that is forgotten with the process. */
  public static EventDatabase inMemory(DatabaseSettings settings) {
    return open("jdbc:duckdb:", null, false, settings, Map.of());
  }

  private static EventDatabase open(
      String url,
      @Nullable Path file,
      boolean readOnly,
      DatabaseSettings settings,
      Map<String, String> options) {
    try {
      return new EventDatabase(url, file, readOnly, settings, options);
    } catch (SQLException e) {
      throw EventDatabaseException.cannotOpen(file, e);
    }
  }

  private DuckDBConnection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", settings.memoryBytes() / 1024 + "KiB");
    properties.setProperty("threads", Integer.toString(settings.threads()));
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    // One that fails for want of memory is fatal: they are made when there is enough, see below.
    properties.setProperty("checkpoint_threshold", "1000 TiB");
    properties.setProperty("auto_checkpoint_skip_wal_threshold", Long.toString(Long.MAX_VALUE));
    options.forEach(properties::setProperty);
    if (readOnly) {
      properties.setProperty("duckdb.read_only", "true");
    }
    DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection(url, properties);
    try {
      JavaFunctions.register(
          connection, KqlCompiler.javaFunctions(places == null ? IpLocations.NONE : places));
      lockDown(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
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

  /**
   * Whether after this error the engine refuses everything until the file is opened anew: a commit
   * or its undoing failed half way, or a fault of its own was found.
   */
  public static boolean isFatal(SQLException error) {
    String text = String.valueOf(error.getMessage());
    return text.contains("FATAL Error") || text.contains("has been invalidated");
  }

  /** Names one who may be told to give memory up. */
  void onMemoryShort(MemoryUser user) {
    memoryUsers.add(user);
  }

  /**
   * Names the one who opens the file anew when a query meets a fatal error: the writer, who has a
   * connection to close first. Without one, nothing is done.
   */
  public void onFatalError(Runnable reopen) {
    reopener = reopen;
  }

  /** Has the file opened anew, by and by, when a query met an error that is fatal. */
  void met(SQLException error) {
    if (isFatal(error)) {
      reopener.run();
    }
  }

  /**
   * Stops a running query, so that what must be stored finds room; blocks until it has ended, or a
   * moment when there is none, for one that ended by itself may still be giving its memory back.
   */
  public void freeMemory() {
    if (memoryUsers.stream().noneMatch(MemoryUser::stopOne)) {
      LockSupport.parkNanos(A_MOMENT.toNanos());
    }
  }

  /** A new connection; the caller closes it. */
  public synchronized DuckDBConnection connection() {
    try {
      handedOut.removeIf(EventDatabase::isClosed);
      DuckDBConnection connection = root.duplicate();
      handedOut.add(connection);
      return connection;
    } catch (SQLException e) {
      throw new EventDatabaseException("the event database is closed", e);
    }
  }

  private static boolean isClosed(DuckDBConnection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Opens the file anew when the engine has refused everything since a fatal error; what was
   * committed is in the file and its log. Stops all queries; who has a connection for long closes
   * it before. Does nothing when the engine answers.
   *
   * @throws EventDatabaseException when it cannot be opened
   */
  public synchronized void reopen() {
    if (answers() || file == null) {
      return;
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!handedOut.stream().allMatch(EventDatabase::isClosed) && System.nanoTime() < end) {
      memoryUsers.forEach(MemoryUser::stopAll);
      LockSupport.parkNanos(A_MOMENT.toNanos());
    }
    handedOut.forEach(EventDatabase::closeQuietly);
    handedOut.clear();
    closeQuietly(root);
    try {
      root = connect();
    } catch (SQLException e) {
      throw EventDatabaseException.cannotOpen(file, e);
    }
    LOG.log(Level.WARNING, "{0} was opened anew after an error of the engine", file);
  }

  private boolean answers() {
    try {
      execute(root, "SELECT 1");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void closeQuietly(DuckDBConnection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "a connection of a broken database did not close", e);
    }
  }

  /**
   * Writes the log into the file when it has grown long: seldom, so that few commits wait for it.
   * No query begins meanwhile, and those that hold much memory are stopped: one that fails for want
   * of memory is fatal.
   *
   * @throws SQLException when it fails
   */
  public synchronized void checkpointWhenDue() throws SQLException {
    if (logBytes() >= settings.checkpointBytes()) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (queryBytes() > settings.memoryBytes() / 2 && System.nanoTime() < end) {
        freeMemory();
      }
      execute(root, "CHECKPOINT");
    }
  }

  private long logBytes() {
    try {
      return file == null ? 0 : Files.size(file.resolveSibling(file.getFileName() + ".wal"));
    } catch (IOException e) {
      // There is none right after a checkpoint.
      return 0;
    }
  }

  private long queryBytes() throws SQLException {
    try (Statement statement = root.createStatement();
        java.sql.ResultSet result =
            statement.executeQuery(
                """
                SELECT sum(memory_usage_bytes) FROM duckdb_memory()
                WHERE tag IN ('HASH_TABLE', 'ORDER_BY', 'COLUMN_DATA', 'WINDOW', 'ALLOCATOR')
                """)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Writes what is in the log into the file and closes it; connections handed out stop working. */
  @Override
  public synchronized void close() {
    try {
      if (!root.isClosed()) {
        if (!readOnly) {
          checkpointAtEnd();
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

  private void checkpointAtEnd() {
    try {
      execute(root, "CHECKPOINT");
    } catch (SQLException e) {
      LOG.log(
          Level.WARNING, "the log could not be written into the file; the next start reads it", e);
    }
  }
}
