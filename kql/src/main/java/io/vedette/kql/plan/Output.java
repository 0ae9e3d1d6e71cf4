package io.vedette.kql.plan;

import io.vedette.kql.sql.SortKey;
import java.util.List;

/** What a query shows of a plan: expressions over its columns, in an order of rows. */
public record Output(Plan plan, List<Computed> columns, List<SortKey> order) {
  public Output {
    columns = List.copyOf(columns);
    order = List.copyOf(order);
  }
}
