package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** URLs taken apart. Source: Kusto documentation, "parse_url()" and "parse_urlquery()". */
final class Urls {
  private Urls() {}

  private static final String PARAMETERS = "Query Parameters";

  /** The parts of an absolute URL; of anything else all parts are empty but the query's. */
  static JsonValue parse(String url) {
    String rest = url.strip();
    String fragment = "";
    int hash = rest.indexOf('#');
    if (hash >= 0) {
      fragment = rest.substring(hash + 1);
      rest = rest.substring(0, hash);
    }
    String query = "";
    int mark = rest.indexOf('?');
    if (mark >= 0) {
      query = rest.substring(mark + 1);
      rest = rest.substring(0, mark);
    }
    int colons = rest.indexOf("://");
    if (colons <= 0 || !isScheme(rest.substring(0, colons))) {
      return parts("", "", "", mark < 0 ? "" : rest, "", "", query, fragment);
    }
    String scheme = rest.substring(0, colons);
    rest = rest.substring(colons + 3);
    int slash = rest.indexOf('/');
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String user = "";
    String password = "";
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String login = authority.substring(0, at);
      authority = authority.substring(at + 1);
      int colon = login.indexOf(':');
      user = colon < 0 ? login : login.substring(0, colon);
      password = colon < 0 ? "" : login.substring(colon + 1);
    }
    String port = "";
    int colon = authority.lastIndexOf(':');
    if (colon >= 0 && authority.indexOf(']', colon) < 0) {
      port = authority.substring(colon + 1);
      authority = authority.substring(0, colon);
    }
    return parts(scheme, authority, port, path, user, password, query, fragment);
  }

  private static boolean isScheme(String text) {
    return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0);
  }

  private static JsonValue parts(
      String scheme,
      String host,
      String port,
      String path,
      String user,
      String password,
      String query,
      String fragment) {
    Map<String, JsonValue> parts = new LinkedHashMap<>();
    parts.put("Scheme", JsonValue.of(scheme));
    parts.put("Host", JsonValue.of(host));
    parts.put("Port", JsonValue.of(port));
    parts.put("Path", JsonValue.of(path));
    parts.put("Username", JsonValue.of(user));
    parts.put("Password", JsonValue.of(password));
    parts.put(PARAMETERS, parameters(query));
    parts.put("Fragment", JsonValue.of(fragment));
    return new JsonValue.Bag(parts);
  }

  /** The parameters of a query, with or without its question mark. */
  static JsonValue parseQuery(String query) {
    String parameters = query.startsWith("?") ? query.substring(1) : query;
    return new JsonValue.Bag(Map.of(PARAMETERS, parameters(parameters)));
  }

  private static JsonValue parameters(String query) {
    Map<String, JsonValue> parameters = new LinkedHashMap<>();
    int from = 0;
    while (from < query.length()) {
      int end = query.indexOf('&', from);
      String pair = query.substring(from, end < 0 ? query.length() : end);
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(
            EncodingFunctions.unpercent(key), JsonValue.of(EncodingFunctions.unpercent(value)));
      }
      from = end < 0 ? query.length() : end + 1;
    }
    return new JsonValue.Bag(parameters);
  }
}
