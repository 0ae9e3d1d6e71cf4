package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Paths of files taken apart. Source: Kusto documentation, "parse_path()". */
final class Paths {
  private Paths() {}

  static @Nullable JsonValue parse(String path) {
    if (path.isEmpty()) {
      return null;
    }
    String rest = path;
    String scheme = "";
    int colons = rest.indexOf("://");
    if (colons > 0 && rest.substring(0, colons).chars().allMatch(Character::isLetterOrDigit)) {
      scheme = rest.substring(0, colons);
      rest = rest.substring(colons + 3);
    }
    if (rest.startsWith("\\\\?\\")) {
      rest = rest.substring(4);
    }
    boolean hasDrive = rest.length() >= 2 && rest.charAt(1) == ':' && isLetter(rest.charAt(0));
    String root = hasDrive ? rest.substring(0, 2) : "";
    int slash = lastSlash(rest, rest.length());
    String directory = slash < 0 ? root : rest.substring(0, slash);
    String name = rest.substring(slash < 0 ? root.length() : slash + 1);
    String stream = "";
    int colon = name.indexOf(':');
    if (colon >= 0) {
      stream = name.substring(colon + 1);
      name = name.substring(0, colon);
    }
    int dot = name.lastIndexOf('.');
    String folder = directory.substring(lastSlash(directory, directory.length()) + 1);
    return ParsingFunctions.bag(
        "Scheme", scheme,
        "RootPath", root,
        "DirectoryPath", directory,
        "DirectoryName", folder,
        "Filename", name,
        "Extension", dot < 0 ? "" : name.substring(dot + 1),
        "AlternateDataStreamName", stream);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static int lastSlash(String path, int before) {
    return Math.max(path.lastIndexOf('/', before - 1), path.lastIndexOf('\\', before - 1));
  }
}
