package io.vedette.query;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import io.vedette.kql.IpLocations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of MaxMind's format that the user brings: GeoLite2 or GeoIP2 for cities or countries, or
 * one with plain fields such as {@code country_code}. Names are English. Source: MaxMind DB file
 * format specification, version 2.0.
 */
final class GeoFile implements IpLocations, AutoCloseable {
  private static final String REMEDY = ": take another file for geoData in vedette.yaml";

  private final Path file;
  private final Reader reader;

  private GeoFile(Path file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens the file.
   *
   * @throws EventDatabaseException when it is not there or not of that format
   */
  static GeoFile open(Path file) {
    try {
      return new GeoFile(file, new Reader(file.toFile(), new CHMCache()));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new EventDatabaseException(
          file + " is no file of geographic data in MaxMind's format" + REMEDY, e);
    }
  }

  @Override
  public @Nullable Location find(byte[] address) {
    if (address.length > 4 && reader.getMetadata().ipVersion() == 4) {
      return null;
    }
    Map<?, ?> found;
    try {
      found = reader.get(InetAddress.getByAddress(address), Map.class);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new IllegalStateException(file + " is damaged" + REMEDY, e);
    }
    return found == null ? null : location(found);
  }

  private static Location location(Map<?, ?> found) {
    String code = text(found.get("country_code"));
    String country =
        code.isEmpty()
            ? name(found.get("country"))
            : Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    boolean divided = found.get("subdivisions") instanceof List<?> list && !list.isEmpty();
    String state =
        divided && found.get("subdivisions") instanceof List<?> list
            ? name(list.getFirst())
            : text(found.get("state1"));
    Map<?, ?> place = found.get("location") instanceof Map<?, ?> map ? map : found;
    return new Location(
        country,
        state,
        name(found.get("city")),
        degrees(place.get("latitude")),
        degrees(place.get("longitude")));
  }

  /** The English name of a thing, or the text that it is itself. */
  private static String name(@Nullable Object thing) {
    return thing instanceof Map<?, ?> map
        ? map.get("names") instanceof Map<?, ?> names ? text(names.get("en")) : ""
        : text(thing);
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static @Nullable Double degrees(@Nullable Object value) {
    return value instanceof Number number ? (Double) number.doubleValue() : null;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
