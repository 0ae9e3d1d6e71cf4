package io.vedette.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The operational state in one SQLite file: write-ahead log, full synchronisation, foreign keys.
 * Single statements commit by themselves; {@link #transaction()} takes the write lock at its start,
 * so that a transaction never fails half-way because another one wrote.
 */
public final class StateDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int BUSY_TIMEOUT_MILLIS = 15_000;

  private final HikariDataSource pool;
  private final JdbcClient jdbc;
  private final TransactionOperations transaction;

  private StateDatabase(HikariDataSource pool) {
    this.pool = pool;
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /** Opens the file, making or migrating its tables. */
  public static StateDatabase open(Path file) {
    useLibraryBesideItsJar();
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    settings.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    settings.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + file);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .loggers("slf4j")
        .load()
        .migrate();

    HikariConfig pooling = new HikariConfig();
    pooling.setDataSource(source);
    pooling.setPoolName("state");
    pooling.setMaximumPoolSize(CONNECTIONS);
    pooling.setMinimumIdle(1);
    pooling.setDataSourceProperties(new Properties());
    return new StateDatabase(new HikariDataSource(pooling));
  }

  /** The driver unpacks its native library at each start unless it is told of one. */
  private static void useLibraryBesideItsJar() {
    CodeSource source = SQLiteDataSource.class.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getProtocol().equals("file")) {
      return;
    }
    Path folder = Path.of(URI.create(source.getLocation().toString())).resolveSibling(".");
    if (Files.exists(folder.resolve(LibraryLoaderUtil.getNativeLibName()))) {
      System.setProperty("org.sqlite.lib.path", folder.normalize().toString());
    }
  }

  /** Statements on this database. */
  public JdbcClient jdbc() {
    return jdbc;
  }

  /** Several statements as one. */
  public TransactionOperations transaction() {
    return transaction;
  }

  @Override
  public void close() {
    pool.close();
  }
}
