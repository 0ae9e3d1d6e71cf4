package io.vedette.api.kusto;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.vedette.kql.types.TimespanText;
import io.vedette.query.QueryLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

  /** Kusto's own upper limit. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** A result is kept in memory until it is sent, where it takes about twice its measured size. */
  private static final long LARGEST_RESULT =
      Math.max(QueryLimits.DEFAULT.bytes(), Runtime.getRuntime().maxMemory() / 8);

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

  /** Values of the query's parameters, by name. */
  Map<String, String> parameters() {
    Map<String, String> values = new HashMap<>();
    read()
        .path("Parameters")
        .forEachEntry(
            (name, value) ->
                values.put(name, value.isString() ? value.asString() : value.toString()));
    return values;
  }

  /**
   * The limits that the options ask for, as far as this machine allows.
   *
   * <p>Source: Kusto documentation, "Request properties".
   */
  QueryLimits limits() {
    QueryLimits limits = QueryLimits.DEFAULT.within(time());
    if (isOn("notruncation")) {
      limits = limits.upTo(Long.MAX_VALUE - 1, LARGEST_RESULT);
    }
    JsonNode rows = options().path("truncationmaxrecords");
    JsonNode bytes = options().path("truncationmaxsize");
    limits =
        limits.upTo(
            rows.isNumber() ? Math.max(1, rows.asLong()) : limits.rows(),
            bytes.isNumber() ? Math.clamp(bytes.asLong(), 1, LARGEST_RESULT) : limits.bytes());
    JsonNode taken = options().path("query_take_max_records");
    return taken.isNumber() ? limits.cutAfter(Math.max(1, taken.asLong())) : limits;
  }

  private Duration time() {
    if (isOn("norequesttimeout")) {
      return LONGEST;
    }
    OptionalLong ticks = TimespanText.ticks(options().path("servertimeout").asString(""));
    if (ticks.isEmpty() || ticks.getAsLong() <= 0) {
      return QueryLimits.DEFAULT.time();
    }
    Duration asked = Duration.ofMillis(Math.max(1, ticks.getAsLong() / TICKS_PER_MILLISECOND));
    return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
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
