package io.vedette.api.kusto;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.vedette.kql.types.TimespanText;
import io.vedette.query.QueryLimits;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request.
 *
 * @param csl the query or command
 * @param properties {@code {"Options": {...}, "Parameters": {...}}}, as an object or as text of one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record KustoRequest(@Nullable String db, @Nullable String csl, @Nullable JsonNode properties) {
  private static final long TICKS_PER_MILLISECOND = 10_000;

  String text(KustoQuery query) {
    if (csl == null || csl.isBlank()) {
      throw new KustoException(400, KustoError.badRequest("The request has no csl.", query));
    }
    return csl;
  }

  /** Whether an option is set. */
  boolean isOn(String option) {
    JsonNode value = options().path(option);
    return value.isBoolean() ? value.asBoolean() : value.asString("").equalsIgnoreCase("true");
  }

  /** The limits that the options ask for, within ours. */
  QueryLimits limits(KustoQuery query) {
    if (!read().path("Parameters").isEmpty()) {
      throw new KustoException(
          400,
          KustoError.badRequest(
              "Query parameters are not supported: write the values into the query.", query));
    }
    QueryLimits limits = QueryLimits.DEFAULT;
    OptionalLong ticks = TimespanText.ticks(options().path("servertimeout").asString(""));
    if (ticks.isPresent() && ticks.getAsLong() > 0) {
      Duration asked = Duration.ofMillis(ticks.getAsLong() / TICKS_PER_MILLISECOND);
      limits = limits.within(asked.compareTo(limits.time()) < 0 ? asked : limits.time());
    }
    JsonNode rows = options().path("query_take_max_records");
    return rows.isNumber() ? limits.cutAfter(Math.max(1, rows.asLong())) : limits;
  }

  private JsonNode options() {
    return read().path("Options");
  }

  private JsonNode read() {
    if (properties == null) {
      return JsonMapper.shared().missingNode();
    }
    try {
      return properties.isString()
          ? JsonMapper.shared().readTree(properties.asString())
          : properties;
    } catch (JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }
}
