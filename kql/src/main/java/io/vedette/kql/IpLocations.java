package io.vedette.kql;

import org.jspecify.annotations.Nullable;

/** Tells where IP addresses are. Safe on many threads. */
@FunctionalInterface
public interface IpLocations {
  /** Knows nothing. */
  IpLocations NONE = address -> new Location("", "", "", null, null);

  /**
   * The place of an address, or null when nothing is known of it.
   *
   * @param address 4 bytes of IPv4 or 16 of IPv6
   * @throws IllegalStateException when the data cannot be read; the message says what to do
   */
  @Nullable Location find(byte[] address);

  /**
   * A place; what is not known of it is empty or null.
   *
   * @param country English name
   * @param state name of the region or state
   * @param latitude degrees north
   * @param longitude degrees east
   */
  record Location(
      String country,
      String state,
      String city,
      @Nullable Double latitude,
      @Nullable Double longitude) {}
}
