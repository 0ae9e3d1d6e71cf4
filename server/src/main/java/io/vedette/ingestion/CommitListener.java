package io.vedette.ingestion;

/** Hears of every commit, in order, on the writer's thread: it must be quick and must not throw. */
@FunctionalInterface
public interface CommitListener {
  /** Rows are durable and visible to queries. */
  void committed(Commit commit);
}
