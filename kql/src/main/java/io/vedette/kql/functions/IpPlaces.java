package io.vedette.kql.functions;

import io.vedette.kql.IpLocations;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.ScalarType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code geo_info_from_ip_address}. Source: Kusto documentation, the function's page. */
public final class IpPlaces {
  private IpPlaces() {}

  /** The function over some data. */
  public static JavaFunction function(IpLocations locations) {
    return JavaFunction.ofText(
        "kql_geo_info_from_ip_address",
        ScalarType.DYNAMIC,
        text -> {
          IpAddress ip = IpAddress.v6(text);
          IpLocations.Location place = ip == null ? null : locations.find(bytes(ip));
          return place == null ? null : bag(place);
        });
  }

  private static byte[] bytes(IpAddress ip) {
    byte[] bytes = new byte[ip.isV4() ? 4 : 16];
    for (int i = 0; i < bytes.length; i++) {
      int fromEnd = bytes.length - 1 - i;
      bytes[i] = (byte) ((fromEnd < 8 ? ip.low() : ip.high()) >>> (fromEnd % 8 * 8));
    }
    return bytes;
  }

  private static JsonValue bag(IpLocations.Location place) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    fields.put("country", JsonValue.of(place.country()));
    fields.put("state", JsonValue.of(place.state()));
    fields.put("city", JsonValue.of(place.city()));
    fields.put("latitude", degrees(place.latitude()));
    fields.put("longitude", degrees(place.longitude()));
    return new JsonValue.Bag(fields);
  }

  private static JsonValue degrees(@Nullable Double value) {
    return value == null ? JsonValue.Null.NULL : JsonValue.of(value);
  }
}
