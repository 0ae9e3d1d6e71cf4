package io.vedette.kql;

import io.vedette.kql.types.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files outside the workspace that a query reads with {@code externaldata}.
 *
 * @param addresses where they are, as the query writes them
 * @param columns the columns that the query declares
 * @param format the format that it names, in lower case, or null to tell it by the file's name
 * @param ignoreFirstRecord whether each file's first record is a heading
 * @param mapping JSON that says where in a record each column is ({@code ingestionMapping}), or
 *     null
 * @param zipPattern which files of an archive are meant, such as {@code *.csv}, or null for all
 */
public record ExternalRequest(
    List<String> addresses,
    List<Column> columns,
    @Nullable String format,
    boolean ignoreFirstRecord,
    @Nullable String mapping,
    @Nullable String zipPattern) {
  public ExternalRequest {
    addresses = List.copyOf(addresses);
    columns = List.copyOf(columns);
  }
}
