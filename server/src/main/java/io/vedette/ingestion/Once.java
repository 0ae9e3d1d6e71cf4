package io.vedette.ingestion;

/** By what a request is known, so that it is not stored twice. */
sealed interface Once {
  /** A key that no other request has. */
  record Key(String key) implements Once {}

  /** Its place in a stream whose requests come in the order of their numbers. */
  record Place(String stream, long number) implements Once {}
}
