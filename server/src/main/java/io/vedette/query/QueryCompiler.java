package io.vedette.query;

import io.vedette.kql.Compilation;
import io.vedette.kql.DataProbe;

/** Compiles the query of a request, asking the data where its columns depend on it. */
@FunctionalInterface
interface QueryCompiler {
  Compilation compile(DataProbe probe);
}
