package io.vedette.api.kusto;

import io.vedette.kql.types.ScalarType;
import io.vedette.platform.Version;
import io.vedette.query.ResultSet;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The management commands that read. Columns are those of Kusto's documentation of each command.
 */
final class ManagementCommands {
  /** What is understood, for messages. */
  static final List<String> KNOWN =
      List.of(
          ".show databases",
          ".show tables",
          ".show table NAME cslschema",
          ".show database schema as json",
          ".show functions",
          ".show version",
          ".show operations");

  private static final Pattern TABLE_SCHEMA =
      Pattern.compile(
          "\\.show\\s+table\\s+\\[?['\"]?([A-Za-z_][\\w-]{0,127})['\"]?\\]?\\s+cslschema",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DATABASE_SCHEMA =
      Pattern.compile(
          "\\.show( (database|databases)( \\[?['\"]?[\\w.-]{1,128}['\"]?\\]?)?)? schema as json");

  private final Workspace workspace;

  ManagementCommands(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The command's result, or null when it is none of ours. */
  @Nullable ResultSet run(String text) {
    String command = text.strip().replaceAll(";$", "").strip();
    Matcher table = TABLE_SCHEMA.matcher(command);
    if (table.matches()) {
      return tableSchema(table.group(1));
    }
    String plain = command.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (DATABASE_SCHEMA.matcher(plain).matches()) {
      return new KustoTable("Table_0")
          .strings("DatabaseSchema")
          .row(JsonMapper.shared().writeValueAsString(DatabaseSchema.of(workspace)))
          .build();
    }
    return switch (plain) {
      case ".show databases", ".show database" -> databases();
      case ".show tables" -> tables();
      case ".show functions" -> functions();
      case ".show version" -> version();
      case ".show operations" -> operations();
      default -> null;
    };
  }

  private ResultSet databases() {
    return new KustoTable("Table_0")
        .strings("DatabaseName", "PersistentStorage", "Version")
        .column("IsCurrent", ScalarType.BOOL)
        .strings("DatabaseAccessMode", "PrettyName")
        .column("ReservedSlot1", ScalarType.BOOL)
        .column("DatabaseId", ScalarType.GUID)
        .strings("InTransitionTo", "SuspensionState")
        .row(
            DatabaseSchema.DATABASE,
            "",
            "v1.0",
            true,
            "ReadWrite",
            "",
            null,
            workspace.id().toString(),
            "",
            "")
        .build();
  }

  private ResultSet tables() {
    KustoTable table =
        new KustoTable("Table_0").strings("TableName", "DatabaseName", "Folder", "DocString");
    for (TableDefinition each : new TreeMap<>(workspace.tables()).values()) {
      table.row(each.name(), DatabaseSchema.DATABASE, each.group(), each.description());
    }
    return table.build();
  }

  private @Nullable ResultSet tableSchema(String name) {
    TableDefinition table = workspace.table(name);
    if (table == null) {
      return null;
    }
    String columns =
        table.columns().stream()
            .map(column -> column.name() + ":" + column.type().kustoName())
            .collect(Collectors.joining(","));
    return new KustoTable("Table_0")
        .strings("TableName", "Schema", "DatabaseName", "Folder", "DocString")
        .row(table.name(), columns, DatabaseSchema.DATABASE, table.group(), table.description())
        .build();
  }

  private ResultSet functions() {
    KustoTable table =
        new KustoTable("Table_0").strings("Name", "Parameters", "Body", "Folder", "DocString");
    workspace
        .schema()
        .allFunctions()
        .values()
        .forEach(
            function -> table.row(function.name(), function.parameters(), function.body(), "", ""));
    return table.build();
  }

  private static ResultSet version() {
    return new KustoTable("Table_0")
        .strings("BuildVersion")
        .column("BuildTime", ScalarType.DATETIME)
        .strings("ServiceType", "ProductVersion", "ServiceOffering")
        .row(Version.text(), null, "Engine", "Vedette " + Version.text(), "{\"Type\":\"Vedette\"}")
        .build();
  }

  /** No command runs on after its answer, so there are none. */
  private static ResultSet operations() {
    return new KustoTable("Table_0")
        .column("OperationId", ScalarType.GUID)
        .strings("Operation", "NodeId")
        .column("StartedOn", ScalarType.DATETIME)
        .column("LastUpdatedOn", ScalarType.DATETIME)
        .column("Duration", ScalarType.TIMESPAN)
        .strings("State", "Status")
        .column("RootActivityId", ScalarType.GUID)
        .column("ShouldRetry", ScalarType.BOOL)
        .strings("Database", "Principal", "User")
        .column("AdminEpochStartTime", ScalarType.DATETIME)
        .build();
  }
}
