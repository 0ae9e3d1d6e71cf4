package io.vedette.kql.plan.rules;

import io.vedette.kql.CompileOptions;
import io.vedette.kql.plan.Output;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Rewrites a bound query before it is written: first what it may see, then what it need not read.
 */
public final class Optimizer {
  private Optimizer() {}

  /** A rewritten output and the stored tables it reads. */
  public record Optimized(Output output, Set<String> tables, Set<String> drivingTables) {
    public Optimized {
      tables = Set.copyOf(tables);
      drivingTables = Set.copyOf(drivingTables);
    }
  }

  public static Optimized optimize(Output output, CompileOptions options) {
    Set<String> tables = new LinkedHashSet<>();
    Set<String> driving = new LinkedHashSet<>();
    Output limited = LimitRows.apply(output, options, tables, driving);
    Output found = ComputeBeforehand.apply(FindRowsFirst.apply(limited));
    Output read = SearchStoredText.apply(ReadJsonText.apply(found));
    return new Optimized(PruneColumns.apply(OmitNaturalOrder.apply(read)), tables, driving);
  }
}
