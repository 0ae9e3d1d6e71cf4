package io.vedette.query;

import io.vedette.kql.Diagnostic;
import java.util.List;

/** How a query ended. */
public sealed interface QueryOutcome {
  /** With results; the first table is the primary one. */
  record Completed(List<ResultSet> tables, QueryStatistics statistics, List<Diagnostic> warnings)
      implements QueryOutcome {
    public Completed {
      tables = List.copyOf(tables);
      warnings = List.copyOf(warnings);
    }

    /** The first result table. */
    public ResultSet primary() {
      return tables.getFirst();
    }
  }

  /** It could not be run, or the engine refused a value; at least one diagnostic is an error. */
  record Failed(List<Diagnostic> diagnostics) implements QueryOutcome {
    public Failed {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** It was ended before its time; the message is Kusto's where Kusto has one. */
  record Stopped(Reason reason, String message) implements QueryOutcome {}

  /** Why a query was ended. */
  enum Reason {
    CANCELLED,
    TIME,
    MEMORY,
    RESULT_ROWS,
    RESULT_BYTES,
    BUSY
  }
}
