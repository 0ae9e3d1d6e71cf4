package io.vedette.workspace;

import io.vedette.kql.WorkspaceFunction;
import java.util.Map;
import java.util.UUID;

/**
 * What a workspace keeps besides its rows.
 *
 * @param custom tables that are not in the catalog
 * @param retentionDays by table; tables that are not named have the default
 */
record WorkspaceState(
    UUID id,
    Map<String, TableDefinition> custom,
    Map<String, Integer> retentionDays,
    Map<String, Watchlist> watchlists,
    Map<String, WorkspaceFunction> functions) {

  WorkspaceState {
    custom = Map.copyOf(custom);
    retentionDays = Map.copyOf(retentionDays);
    watchlists = Map.copyOf(watchlists);
    functions = Map.copyOf(functions);
  }

  static WorkspaceState fresh() {
    return new WorkspaceState(UUID.randomUUID(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  WorkspaceState withCustom(Map<String, TableDefinition> changed) {
    return new WorkspaceState(id, changed, retentionDays, watchlists, functions);
  }

  WorkspaceState withRetention(Map<String, Integer> changed) {
    return new WorkspaceState(id, custom, changed, watchlists, functions);
  }

  WorkspaceState withWatchlists(Map<String, Watchlist> changed) {
    return new WorkspaceState(id, custom, retentionDays, changed, functions);
  }

  WorkspaceState withFunctions(Map<String, WorkspaceFunction> changed) {
    return new WorkspaceState(id, custom, retentionDays, watchlists, changed);
  }
}
