package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A geohash cell: a rectangle of longitudes and latitudes. Five bits make a letter, and the bits
 * halve longitude and latitude by turns. Source: Kusto documentation, "geo_point_to_geohash()".
 *
 * @param text its letters
 * @param west the western longitude
 * @param south the southern latitude
 * @param width degrees of longitude
 * @param height degrees of latitude
 */
public record Geohash(String text, double west, double south, double width, double height) {
  private static final String LETTERS = "0123456789bcdefghjkmnpqrstuvwxyz";
  private static final int LONGEST = 18;

  /** The cell of a point; null when the length is not one of 1 to 18. */
  public static @Nullable String of(Point point, long length) {
    if (length < 1 || length > LONGEST) {
      return null;
    }
    int bits = (int) length * 5;
    long lng = steps((point.longitude() + 180) / 360, (bits + 1) / 2);
    long lat = steps((point.latitude() + 90) / 180, bits / 2);
    return text(lng, lat, (int) length);
  }

  /** How many of 2 to the bits parts lie before a share of the whole. */
  private static long steps(double share, int bits) {
    long parts = 1L << bits;
    return Math.clamp((long) Math.floor(share * parts), 0, parts - 1);
  }

  private static String text(long lng, long lat, int length) {
    StringBuilder text = new StringBuilder();
    int lngBit = (length * 5 + 1) / 2 - 1;
    int latBit = length * 5 / 2 - 1;
    for (int letter = 0, turn = 0; letter < length; letter++) {
      int value = 0;
      for (int bit = 0; bit < 5; bit++, turn++) {
        long from = turn % 2 == 0 ? lng >> lngBit-- : lat >> latBit--;
        value = value << 1 | (int) (from & 1);
      }
      text.append(LETTERS.charAt(value));
    }
    return text.toString();
  }

  /** Reads a geohash; null when it is none. */
  public static @Nullable Geohash parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    long lng = 0;
    long lat = 0;
    for (int i = 0, turn = 0; i < text.length(); i++) {
      int value = LETTERS.indexOf(text.charAt(i));
      if (value < 0) {
        return null;
      }
      for (int bit = 4; bit >= 0; bit--, turn++) {
        int next = value >> bit & 1;
        if (turn % 2 == 0) {
          lng = lng << 1 | next;
        } else {
          lat = lat << 1 | next;
        }
      }
    }
    double width = 360.0 / (1L << lngBits(text.length()));
    double height = 180.0 / (1L << latBits(text.length()));
    return new Geohash(text, lng * width - 180, lat * height - 90, width, height);
  }

  private static int lngBits(int length) {
    return (length * 5 + 1) / 2;
  }

  private static int latBits(int length) {
    return length * 5 / 2;
  }

  public Point centre() {
    return point(west + width / 2, south + height / 2);
  }

  /** The corners, counterclockwise from the southwestern one. */
  public List<Point> corners() {
    return List.of(
        point(west, south),
        point(west + width, south),
        point(west + width, south + height),
        point(west, south + height));
  }

  private static Point point(double longitude, double latitude) {
    return new Point(longitude, latitude, Vector.ofDegrees(longitude, latitude));
  }

  /** The cells around it; none beyond the poles, and around the antimeridian. */
  public List<String> neighbours() {
    long columns = 1L << lngBits(text.length());
    long rows = 1L << latBits(text.length());
    long column = Math.round((west + 180) / width);
    long row = Math.round((south + 90) / height);
    List<String> around = new ArrayList<>();
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        if ((dx != 0 || dy != 0) && row + dy >= 0 && row + dy < rows) {
          around.add(text(Math.floorMod(column + dx, columns), row + dy, text.length()));
        }
      }
    }
    return around;
  }
}
