package io.vedette.platform;

/**
 * Why the value of a setting does not do.
 *
 * @param key of the setting, such as {@code rdp.port}
 * @param words what would do, such as {@code is a number from 0 to 65535}
 */
public record SettingsProblem(String key, String words) {
  @Override
  public String toString() {
    return "'" + key + "' " + words;
  }
}
