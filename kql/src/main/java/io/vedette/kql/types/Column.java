package io.vedette.kql.types;

/** A column of a table or of a result. */
public record Column(String name, ScalarType type) {}
