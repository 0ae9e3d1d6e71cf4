package io.vedette.workspace;

import io.vedette.kql.types.TableSchema;
import java.util.regex.Pattern;

/** Which names tables, columns and watchlists may have. */
final class WorkspaceNames {
  private static final Pattern CUSTOM_TABLE =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}" + TableDefinition.CUSTOM_SUFFIX);
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_ .-]{0,63}");

  private WorkspaceNames() {}

  static void requireCustomTable(String name) {
    if (!CUSTOM_TABLE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" cannot name a custom table: use letters, digits and _, begin with a letter and"
              + " end in _CL");
    }
  }

  static boolean isColumn(String name) {
    return COLUMN.matcher(name).matches()
        && !name.equalsIgnoreCase(TableSchema.INGESTION_TIME)
        && !name.equalsIgnoreCase(TableSchema.SEQUENCE);
  }

  static void requireAlias(String alias) {
    if (!ALIAS.matcher(alias).matches()) {
      throw new IllegalArgumentException(
          "\"" + alias + "\" cannot be the alias of a watchlist: use letters, digits, _, . and -");
    }
  }
}
