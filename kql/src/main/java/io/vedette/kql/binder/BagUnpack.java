package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.functions.Json;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ColumnDeclaration;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.RowSchema;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plugin {@code bag_unpack}: a column for each key of a bag. Without a declared schema the keys
 * are asked of the data. Source: Kusto documentation, "bag_unpack plugin".
 */
final class BagUnpack {
  private static final int MOST_COLUMNS = 1_000;

  private final TableBinder tables;
  private final Scope scope;
  private final BoundTable table;

  BagUnpack(TableBinder tables, Scope scope, BoundTable table) {
    this.tables = tables;
    this.scope = scope;
    this.table = table;
  }

  BoundTable bind(Expr.Call call, @Nullable RowSchema schema) {
    if (call.arguments().isEmpty()) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function 'bag_unpack' expects at least 1 argument, not 0.",
          "Write bag_unpack(column [, prefix]).");
      return BoundTable.failed();
    }
    TableColumn bag = Plugins.column(tables, table, call.arguments().getFirst().value());
    if (bag == null) {
      return BoundTable.failed();
    }
    String prefix = text(call, 1, "column_prefix");
    String conflict = text(call, 2, "columnsConflict");
    Set<String> ignored = ignored(call);
    Map<String, ScalarType> keys =
        schema == null ? probe(bag) : declared(schema, prefix, bag.name());
    keys.keySet().removeAll(ignored);
    List<Computed> computed = new ArrayList<>();
    List<TableColumn> unpacked = new ArrayList<>();
    Set<String> unpackedNames = new HashSet<>();
    for (Map.Entry<String, ScalarType> e : keys.entrySet()) {
      String name = prefix + e.getKey();
      if (table.column(name) != null && !name.equals(bag.name())) {
        if (conflict.equals("keep_source")) {
          continue;
        }
        if (!conflict.equals("replace_source")) {
          tables.session.diagnostics.error(
              "VK034",
              call.span(),
              "The bag has the key '"
                  + e.getKey()
                  + "', but there is a column '"
                  + name
                  + "' already.",
              "Give a prefix, or columnsConflict='replace_source'.");
          return BoundTable.failed();
        }
      }
      SqlExpr member = Json.path(bag.value(), Json.key(e.getKey()));
      SqlColumn column = new SqlColumn(name);
      computed.add(new Computed(column, Conversions.convert(DYNAMIC, e.getValue(), member)));
      unpacked.add(new TableColumn(name, e.getValue(), Sql.column(column)));
      unpackedNames.add(name);
    }
    List<TableColumn> shown =
        new ArrayList<>(
            table.columns().stream()
                .filter(c -> !c.name().equals(bag.name()) && !unpackedNames.contains(c.name()))
                .toList());
    shown.addAll(unpacked);
    BoundTable result = table.over(new Plan.Compute(table.plan(), computed)).showing(shown);
    return schema == null ? result.opened() : Plugins.asDeclared(result, schema);
  }

  private String text(Expr.Call call, int index, String name) {
    int position = 0;
    for (io.vedette.kql.syntax.Argument a : call.arguments()) {
      boolean isThat = a.name() == null ? position == index : a.name().text().equals(name);
      if (isThat) {
        String text = tables.constants(scope).bind(a.value()).text();
        return text == null ? "" : text;
      }
      position++;
    }
    return "";
  }

  private Set<String> ignored(Expr.Call call) {
    int position = 0;
    for (io.vedette.kql.syntax.Argument a : call.arguments()) {
      boolean isThat =
          a.name() == null ? position == 3 : a.name().text().equals("ignoredProperties");
      if (isThat) {
        Argument names = tables.constants(scope).bind(a.value());
        List<String> keys = names.text() == null ? null : JsonText.strings(names.text());
        return keys == null ? Set.of() : Set.copyOf(keys);
      }
      position++;
    }
    return Set.of();
  }

  /** Declared columns that the table does not have are keys of the bag. */
  private Map<String, ScalarType> declared(RowSchema schema, String prefix, String bag) {
    Map<String, ScalarType> keys = new TreeMap<>();
    for (ColumnDeclaration d : schema.columns()) {
      String name = d.name().text();
      boolean other = table.column(name) != null && !name.equals(bag);
      if (!other && name.startsWith(prefix)) {
        keys.put(name.substring(prefix.length()), d.type());
      }
    }
    return keys;
  }

  private Map<String, ScalarType> probe(TableColumn bag) {
    SqlColumn key = new SqlColumn("key");
    SqlColumn form = new SqlColumn("form");
    Plan bags = new Plan.Filter(table.plan(), Sql.call("starts_with", bag.value(), Sql.text("{")));
    Plan keys =
        new Plan.Unnest(
            bags, List.of(new Computed(key, Sql.template("TRY(json_keys({0}))", bag.value()))));
    SqlExpr type =
        Sql.template(
            "TRY(json_type({0}, concat('/', replace(replace({1}, '~', '~0'), '/', '~1'))))",
            bag.value(), Sql.column(key));
    SqlColumn groupKey = new SqlColumn("key");
    Plan distinct =
        new Plan.Limit(
            new Plan.Aggregate(
                keys,
                List.of(new Computed(groupKey, Sql.column(key)), new Computed(form, type)),
                List.of()),
            List.of(),
            Sql.number(2L * MOST_COLUMNS));
    SqlExpr shown = Sql.call("concat", Sql.column(form), Sql.text(":"), Sql.column(groupKey));
    Map<String, ScalarType> found = new TreeMap<>();
    for (String value : Probe.values(tables.session, distinct, shown)) {
      int colon = value.indexOf(':');
      ScalarType seen = type(value.substring(0, colon));
      if (seen != null) {
        found.merge(value.substring(colon + 1), seen, BagUnpack::both);
      } else {
        found.putIfAbsent(value.substring(colon + 1), DYNAMIC);
      }
    }
    return found;
  }

  private static @Nullable ScalarType type(String form) {
    return switch (form) {
      case "VARCHAR" -> STRING;
      case "BOOLEAN" -> BOOL;
      case "BIGINT", "UBIGINT", "HUGEINT" -> LONG;
      case "DOUBLE" -> REAL;
      case "OBJECT", "ARRAY" -> DYNAMIC;
      default -> null;
    };
  }

  private static ScalarType both(ScalarType a, ScalarType b) {
    if (a == b) {
      return a;
    }
    boolean numbers = (a == LONG || a == REAL) && (b == LONG || b == REAL);
    return numbers ? REAL : DYNAMIC;
  }
}
