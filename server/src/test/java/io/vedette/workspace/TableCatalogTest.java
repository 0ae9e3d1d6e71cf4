package io.vedette.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.types.ScalarType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableCatalogTest {
  private static final TableCatalog CATALOG = TableCatalog.fromClassPath();

  /** Columns of every table of a Log Analytics workspace. */
  private static final Map<String, ScalarType> STANDARD =
      Map.of(
          "TenantId", ScalarType.STRING,
          "TimeGenerated", ScalarType.DATETIME,
          "SourceSystem", ScalarType.STRING,
          "Type", ScalarType.STRING,
          "_ResourceId", ScalarType.STRING,
          "_SubscriptionId", ScalarType.STRING,
          "_BilledSize", ScalarType.REAL,
          "_IsBillable", ScalarType.STRING,
          "_TimeReceived", ScalarType.DATETIME,
          "_ItemId", ScalarType.STRING);

  private static Stream<TableDefinition> tables() {
    return CATALOG.names().stream().map(name -> Objects.requireNonNull(CATALOG.table(name), name));
  }

  @Test
  void holdsTheTablesOfSentinelAndDefender() {
    assertThat(CATALOG.names())
        .hasSizeGreaterThan(900)
        .contains("SecurityEvent", "DeviceTvmSoftwareVulnerabilities", "AADRiskyUsers", "Perf")
        .doesNotContain("Cloudflare", "SentinelOne")
        .filteredOn(name -> name.endsWith(TableDefinition.CUSTOM_SUFFIX))
        .containsExactly("RdpSensor_CL");
    assertThat(CATALOG.table("securityevent")).isNull();
    assertThat(CATALOG.table("../tables/SecurityEvent")).isNull();
  }

  @Test
  void everyTableSaysWhatItIs() {
    assertThat(tables())
        .allSatisfy(
            table -> {
              assertThat(table.name()).matches("[A-Za-z][A-Za-z0-9_]*");
              assertThat(table.description()).as(table.name()).matches("[A-Z].{8,}\\.");
              assertThat(table.group()).as(table.name()).isNotEqualTo("Other").isNotBlank();
            });
  }

  @Test
  void everyTableIsFoundUnderTheNameOfItsFile() {
    assertThat(CATALOG.names())
        .allSatisfy(
            name -> assertThat(Objects.requireNonNull(CATALOG.table(name)).name()).isEqualTo(name));
    assertThat(CATALOG.names().stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyTableHasTheStandardColumns() {
    assertThat(tables().filter(table -> !table.group().equals("Vedette")).map(this::standard))
        .allMatch(STANDARD::equals);
    assertThat(
            tables()
                .filter(table -> table.group().equals("Vedette"))
                .map(table -> standard(table).keySet()))
        .allMatch(Set.of("TenantId", "TimeGenerated", "Type")::equals);
  }

  private Map<String, ScalarType> standard(TableDefinition table) {
    return table.columns().stream()
        .filter(column -> STANDARD.containsKey(column.name()))
        .collect(Collectors.toMap(ColumnDefinition::name, ColumnDefinition::type));
  }

  @Test
  void columnsCanBeStored() {
    for (TableDefinition table : tables().toList()) {
      List<String> names = table.columns().stream().map(ColumnDefinition::name).toList();
      assertThat(names).as(table.name()).allMatch(WorkspaceNames::isColumn).doesNotHaveDuplicates();
      Map<String, ScalarType> types = new HashMap<>();
      for (ColumnDefinition column : table.columns()) {
        // The database knows names in any case: two such names are those of one column.
        ScalarType other = types.putIfAbsent(column.name().toLowerCase(Locale.ROOT), column.type());
        assertThat(other).as(table.name() + "." + column.name()).isIn(null, column.type());
      }
    }
  }

  @Test
  void tablesOfDefenderHaveItsTimeToo() {
    assertThat(
            tables()
                .filter(table -> table.name().matches("Device(Process|Network|File|Logon)Events"))
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.name().equals("Timestamp")))
        .hasSize(4)
        .allMatch(column -> column.type() == ScalarType.DATETIME);
  }

  @Test
  void commonTablesSayWhatEachColumnHolds() {
    List<TableDefinition> common = tables().filter(TableDefinition::common).toList();
    assertThat(common).hasSizeGreaterThanOrEqualTo(30);
    assertThat(
            common.stream()
                .flatMap(
                    table ->
                        table.columns().stream()
                            .filter(column -> column.description().isBlank())
                            .map(column -> table.name() + "." + column.name()))
                .toList())
        .isEmpty();
  }
}
