package io.vedette.query;

import io.vedette.query.QueryOutcome.Reason;

/** Carries the reason out of the loops of a query that was told to stop. */
final class QueryStoppedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  QueryStoppedException(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
