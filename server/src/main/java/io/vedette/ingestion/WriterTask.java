package io.vedette.ingestion;

import java.sql.SQLException;

/** Runs on the writer's thread between commits; commits itself what it changes. */
@FunctionalInterface
interface WriterTask {
  void run(Writer writer) throws SQLException;
}
