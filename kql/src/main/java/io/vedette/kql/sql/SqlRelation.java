package io.vedette.kql.sql;

/** Something with rows that an expression can hold as a subquery; the plan's nodes are such. */
public interface SqlRelation {}
