package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the engine's own JSON reader can load lines so that each value is stored as {@link
 * StoredValue} would: the reader is strict, and any value that it cannot take so makes all lines
 * fail and go row by row.
 *
 * @param columns the columns that are filled, and their names in the file
 * @param added columns that the table did not have before
 * @param warnings values that are not kept, by reason
 * @param typed whether each line must name the table as its Type
 */
record LoadPlan(
    List<Loaded> columns, List<Column> added, Map<String, Long> warnings, boolean typed) {
  private static final String TYPE = "Type";
  private static final String PLAIN_TIME =
      "[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6}[0-9]?)?)?Z?";
  private static final String PLAIN_WHOLE = "-?[0-9]{1,18}";
  private static final String PLAIN_GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final int LONGEST_OBJECT = 64 << 20;

  /**
   * A column of the lines.
   *
   * @param key its name in them
   * @param readAs the type in which the engine reads it
   * @param value SQL that makes the stored value of the column that was read
   */
  record Loaded(Column column, String key, String readAs, String value) {}

  /** The plan, or null when the lines must go row by row. */
  static @Nullable LoadPlan of(
      LineScanner lines, Workspace workspace, TableDefinition table, Belonging belonging) {
    if (lines.isOdd() || belonging == Belonging.UNKNOWN) {
      return null;
    }
    ColumnSlots slots = new ColumnSlots(workspace, table);
    List<Loaded> columns = new ArrayList<>();
    Map<String, Long> warnings = new HashMap<>();
    Set<Column> taken = new HashSet<>();
    for (JsonKey key : lines.keys()) {
      if (key.values() == 0) {
        continue;
      }
      ColumnSlots.Slot slot = slots.of(key.name(), key.example());
      Column column = slot.column();
      if (column == null) {
        if (slot.reason() != null) {
          warnings.merge(slot.reason(), key.values(), Long::sum);
        }
        continue;
      }
      Loaded loaded = loaded(column, key);
      if (loaded == null || !taken.add(column)) {
        return null;
      }
      columns.add(loaded);
    }
    return columns.isEmpty()
        ? null
        : new LoadPlan(columns, slots.added(), warnings, belonging == Belonging.BY_TYPE);
  }

  private static @Nullable Loaded loaded(Column column, JsonKey key) {
    String name = TableStore.quoted(key.name());
    return switch (column.type()) {
      case STRING ->
          key.only(JsonKey.TEXT | JsonKey.EMPTY_TEXT | JsonKey.WHOLE)
              ? new Loaded(column, key.name(), "VARCHAR", "nullif(" + name + ", '')")
              : null;
      case INT, LONG -> whole(column, key, name);
      case REAL ->
          key.only(JsonKey.WHOLE | JsonKey.FRACTION)
              ? new Loaded(column, key.name(), "DOUBLE", name)
              : null;
      case BOOL -> key.only(JsonKey.BOOL) ? new Loaded(column, key.name(), "BOOLEAN", name) : null;
      case DATETIME -> text(column, key, name, PLAIN_TIME, name + "::TIMESTAMP");
      case GUID -> text(column, key, name, PLAIN_GUID, "lower(" + name + ")");
      case DYNAMIC ->
          key.only(JsonKey.CONTAINER)
              ? new Loaded(column, key.name(), "JSON", name + "::VARCHAR")
              : null;
      case DECIMAL, TIMESPAN -> null;
    };
  }

  private static @Nullable Loaded whole(Column column, JsonKey key, String name) {
    String type = column.type().storageType();
    if (key.only(JsonKey.WHOLE)) {
      return new Loaded(column, key.name(), type, name);
    }
    return key.only(JsonKey.WHOLE | JsonKey.TEXT | JsonKey.EMPTY_TEXT)
        ? text(column, key, name, PLAIN_WHOLE, name + "::" + type)
        : null;
  }

  /** Text of one plain form; another form, which the engine might read otherwise, is an error. */
  private static @Nullable Loaded text(
      Column column, JsonKey key, String name, String form, String value) {
    if (!key.only(JsonKey.TEXT | JsonKey.EMPTY_TEXT | JsonKey.WHOLE)) {
      return null;
    }
    String sql =
        """
        CASE WHEN %1$s IS NULL OR %1$s = '' THEN NULL
          WHEN regexp_full_match(%1$s, '%2$s') THEN %3$s ELSE error('form') END
        """
            .formatted(name, form, value);
    return new Loaded(column, key.name(), "VARCHAR", sql);
  }

  /** The statement that reads a file of the lines into a staging table. */
  String stagingSql(String table, String stagingTable, Path file, long arrivedMicros) {
    String arrived = "make_timestamp(" + arrivedMicros + "::BIGINT)";
    StringJoiner values = new StringJoiner(", ");
    StringJoiner read = new StringJoiner(", ");
    for (Loaded loaded : columns) {
      String value =
          isTime(loaded.column())
              ? "coalesce(" + loaded.value() + ", " + arrived + ")"
              : loaded.value();
      values.add(value + " AS " + TableStore.quoted(loaded.column().name()));
      read.add(literal(loaded.key()) + ": " + literal(loaded.readAs()));
    }
    if (columns.stream().noneMatch(loaded -> isTime(loaded.column()))) {
      values.add(arrived + " AS " + TableStore.quoted(RowConversion.TIME_GENERATED));
    }
    String check = "";
    if (typed) {
      read.add(literal(TYPE) + ": 'VARCHAR'");
      check = "WHERE CASE WHEN \"Type\" = " + literal(table) + " THEN true ELSE error('other') END";
    }
    return """
        CREATE TABLE %s AS SELECT %s
        FROM read_json(%s, format = 'newline_delimited', columns = {%s},
          ignore_errors = false, maximum_object_size = %d)
        %s
        """
        .formatted(stagingTable, values, literal(file.toString()), read, LONGEST_OBJECT, check);
  }

  /** The statement that copies a staging table's rows, numbered from {@code first}. */
  String storingSql(String table, String stagingTable, long first, long ingestionMicros) {
    String names =
        stagedColumns().stream()
            .map(column -> TableStore.quoted(column.name()))
            .collect(Collectors.joining(", "));
    return """
        INSERT INTO %s (%s, %s, %s)
        SELECT %d + rowid, make_timestamp(%d::BIGINT), %s FROM %s
        """
        .formatted(
            TableStore.quoted(table),
            TableStore.quoted(TableSchema.SEQUENCE),
            TableStore.quoted(TableSchema.INGESTION_TIME),
            names,
            first,
            ingestionMicros,
            names,
            stagingTable);
  }

  /** The columns that the staging table has. */
  List<Column> stagedColumns() {
    List<Column> staged = new ArrayList<>();
    columns.forEach(loaded -> staged.add(loaded.column()));
    if (staged.stream().noneMatch(LoadPlan::isTime)) {
      staged.add(new Column(RowConversion.TIME_GENERATED, ScalarType.DATETIME));
    }
    return staged;
  }

  private static boolean isTime(Column column) {
    return column.name().equals(RowConversion.TIME_GENERATED);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
