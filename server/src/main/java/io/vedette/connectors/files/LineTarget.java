package io.vedette.connectors.files;

import io.vedette.ingestion.Belonging;
import io.vedette.ingestion.JsonLines;
import io.vedette.ingestion.StagedLines;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Where lines of JSON go many at a time. */
interface LineTarget {

  /** Reads lines ahead, on any thread; empty when their rows must go one by one. */
  Optional<StagedLines> stage(
      JsonLines lines, String table, Function<Set<String>, Belonging> belonging);

  /** Stores them and reports it; false when the rows must go one by one after all. */
  boolean store(StagedLines staged, FileLog log);
}
