package io.vedette.connectors.rdp;

import io.vedette.connectors.windows.TableRow;
import java.util.List;

/** Keeps the rows of a sensor. */
@FunctionalInterface
interface RowStore {
  /** Keeps rows; returns when they are durable, or given up and that is told. */
  void store(List<TableRow> rows) throws InterruptedException;
}
