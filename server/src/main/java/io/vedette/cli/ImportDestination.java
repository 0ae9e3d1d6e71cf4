package io.vedette.cli;

import io.vedette.connectors.files.FileImport;
import io.vedette.connectors.files.FileReport;
import io.vedette.connectors.files.ImportOptions;
import io.vedette.connectors.files.ImportReport;
import io.vedette.connectors.files.Spool;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.platform.DataDirectory;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.EventDatabaseException;
import io.vedette.query.StoredTables;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where imported files go: a running server, or a data directory that no server uses. */
sealed interface ImportDestination extends AutoCloseable {

  /** What opening gives. */
  sealed interface Opening {
    record Open(ImportDestination destination) implements Opening {}

    /** It cannot be used; the message says why and what to do. */
    record Unavailable(String message) implements Opening {}
  }

  /** What became of a file. */
  sealed interface Taken {
    record Report(ImportReport report) implements Taken {}

    /** The file could not be handed over. */
    record Failed(String message) implements Taken {}
  }

  /** The server that runs on the directory if one answers, otherwise the directory itself. */
  static Opening open(
      Path dataDirectory, @Nullable String table, Duration shift, InstantSource clock) {
    Optional<ServerClient> client = ServerClient.find(dataDirectory);
    if (client.isPresent()) {
      if (!(client.get().get("/health") instanceof ServerClient.Reply.NoServer)) {
        return new Opening.Open(new Server(client.get(), table, shift));
      }
      client.get().close();
    }
    return switch (DataDirectory.open(dataDirectory)) {
      case DataDirectory.Opening.Unavailable(String message) -> new Opening.Unavailable(message);
      case DataDirectory.Opening.Held(DataDirectory directory) ->
          Folder.open(directory, dataDirectory, new ImportOptions(table, shift), clock);
    };
  }

  /** Where it goes, in words. */
  String description();

  /** Takes a file in and returns when its rows are durable. */
  Taken take(String name, InputStream in, long size);

  @Override
  void close();

  /** A running server. */
  record Server(ServerClient client, @Nullable String table, Duration shift)
      implements ImportDestination {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String description() {
      return "Importing into the server at " + client.address();
    }

    @Override
    public Taken take(String name, InputStream in, long size) {
      StringBuilder path =
          new StringBuilder("/api/import?name=").append(ServerClient.encoded(name));
      if (table != null) {
        path.append("&table=").append(ServerClient.encoded(table));
      }
      if (!shift.isZero()) {
        path.append("&shiftMicros=").append(shift.toNanos() / 1_000);
      }
      HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofInputStream(() -> in);
      HttpRequest.Builder request =
          client
              .request(path.toString())
              .header("Content-Type", "application/octet-stream")
              .POST(
                  size > 0
                      ? HttpRequest.BodyPublishers.fromPublisher(body, size)
                      : HttpRequest.BodyPublishers.noBody());
      return switch (client.send(request)) {
        case ServerClient.Reply.Done(var answer) ->
            new Taken.Report(
                new ImportReport(
                    List.of(JSON.treeToValue(answer.path("files"), FileReport[].class))));
        case ServerClient.Reply.Refused(int _, String message, JsonNode _) ->
            new Taken.Failed(message);
        case ServerClient.Reply.NoServer(String message) -> new Taken.Failed(message);
      };
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** A data directory, held for as long as this is open. */
  record Folder(
      DataDirectory directory,
      Path path,
      EventDatabase database,
      Ingestion ingestion,
      FileImport files,
      ImportOptions options)
      implements ImportDestination {

    static Opening open(
        DataDirectory directory, Path path, ImportOptions options, InstantSource clock) {
      Spool spool = Spool.in(path.resolve("spool"));
      Workspace workspace = Workspace.open(path, TableCatalog.fromClassPath());
      EventDatabase database;
      try {
        database =
            EventDatabase.open(path.resolve("events.duckdb"), DatabaseSettings.forThisMachine());
      } catch (EventDatabaseException e) {
        directory.close();
        return new Opening.Unavailable(String.valueOf(e.getMessage()));
      }
      StoredTables.note(database, workspace);
      Ingestion ingestion = new Ingestion(database, workspace, clock, IngestionSettings.DEFAULT);
      FileImport files = new FileImport(workspace, ingestion, spool, clock);
      return new Opening.Open(new Folder(directory, path, database, ingestion, files, options));
    }

    @Override
    public String description() {
      return "No server is running; importing straight into " + path;
    }

    @Override
    public Taken take(String name, InputStream in, long size) {
      return new Taken.Report(files.read(name, in, options));
    }

    @Override
    public void close() {
      ingestion.close();
      database.close();
      directory.close();
    }
  }
}
