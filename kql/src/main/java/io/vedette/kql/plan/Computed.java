package io.vedette.kql.plan;

import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;

/** A column and the expression that gives its values. */
public record Computed(SqlColumn column, SqlExpr value) {}
