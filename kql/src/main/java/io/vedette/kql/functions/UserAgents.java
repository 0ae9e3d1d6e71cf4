package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What user agents say of themselves, for the commonest browsers, systems and devices; "Other" for
 * the rest. Source: Kusto documentation, "parse_user_agent()".
 */
final class UserAgents {
  private UserAgents() {}

  private static final int LONGEST = 4096;

  /** A product token and the family it stands for; the first that is found wins. */
  private record Product(String token, String family) {}

  private static final List<Product> BROWSERS =
      List.of(
          new Product("AdobeAIR/", "AdobeAIR"),
          new Product("Edg/", "Edge"),
          new Product("EdgA/", "Edge Mobile"),
          new Product("EdgiOS/", "Edge Mobile"),
          new Product("Edge/", "Edge"),
          new Product("OPR/", "Opera"),
          new Product("SamsungBrowser/", "Samsung Internet"),
          new Product("YaBrowser/", "Yandex Browser"),
          new Product("Vivaldi/", "Vivaldi"),
          new Product("CriOS/", "Chrome Mobile iOS"),
          new Product("FxiOS/", "Firefox iOS"),
          new Product("HeadlessChrome/", "HeadlessChrome"),
          new Product("Chrome/", "Chrome"),
          new Product("Firefox/", "Firefox"),
          new Product("MSIE ", "IE"),
          new Product("Trident/7", "IE"),
          new Product("Opera/", "Opera"),
          new Product("curl/", "curl"),
          new Product("Wget/", "Wget"),
          new Product("python-requests/", "Python Requests"),
          new Product("PowerShell/", "PowerShell"),
          new Product("Go-http-client/", "Go-http-client"),
          new Product("okhttp/", "okhttp"),
          new Product("PostmanRuntime/", "PostmanRuntime"),
          new Product("Version/", "Safari"));

  static JsonValue parse(String agent, JsonValue lookFor) {
    String text = agent.length() > LONGEST ? agent.substring(0, LONGEST) : agent;
    Map<String, JsonValue> found = new LinkedHashMap<>();
    if (asks(lookFor, "browser")) {
      found.put("Browser", browser(text));
    }
    if (asks(lookFor, "os")) {
      found.put("OperatingSystem", system(text));
    }
    if (asks(lookFor, "device")) {
      found.put("Device", device(text));
    }
    return new JsonValue.Bag(found);
  }

  private static boolean asks(JsonValue lookFor, String target) {
    return switch (lookFor) {
      case JsonValue.Array(List<JsonValue> items) ->
          items.stream().anyMatch(i -> i.text().toLowerCase(Locale.ROOT).equals(target));
      case JsonValue.Text(String text) -> text.toLowerCase(Locale.ROOT).equals(target);
      case JsonValue.Null ignored -> true;
      case JsonValue.Bool ignored -> false;
      case JsonValue.Numeral ignored -> false;
      case JsonValue.Bag ignored -> false;
    };
  }

  private static JsonValue browser(String agent) {
    for (Product product : BROWSERS) {
      int at = agent.indexOf(product.token);
      if (at >= 0) {
        String[] version =
            product.token.startsWith("Trident")
                ? new String[] {"11", "0", "", ""}
                : version(agent, at + product.token.length());
        String family =
            product.family.equals("Chrome") && agent.contains("Android")
                ? "Chrome Mobile"
                : product.family.equals("Safari") && agent.contains("Mobile/")
                    ? "Mobile Safari"
                    : product.family;
        return ParsingFunctions.bag(
            "Family", family,
            "MajorVersion", version[0],
            "MinorVersion", version[1],
            "Patch", version[2]);
      }
    }
    return ParsingFunctions.bag(
        "Family", "Other", "MajorVersion", "", "MinorVersion", "", "Patch", "");
  }

  private static JsonValue system(String agent) {
    int windows = agent.indexOf("Windows NT ");
    if (windows >= 0) {
      String[] version = version(agent, windows + 11);
      String name =
          switch (version[0] + "." + version[1]) {
            case "5.1", "5.2" -> "XP";
            case "6.0" -> "Vista";
            case "6.1" -> "7";
            case "6.2" -> "8";
            case "6.3" -> "8.1";
            default -> version[0];
          };
      int dot = name.indexOf('.');
      return system(
          "Windows",
          dot < 0 ? name : name.substring(0, dot),
          dot < 0 ? "" : name.substring(dot + 1),
          "",
          "");
    }
    for (Product product :
        List.of(
            new Product("Android ", "Android"),
            new Product("iPhone OS ", "iOS"),
            new Product("CPU OS ", "iOS"),
            new Product("Mac OS X ", "Mac OS X"),
            new Product("CrOS ", "Chrome OS"),
            new Product("SymbianOS/", "Symbian OS"),
            new Product("Ubuntu", "Ubuntu"),
            new Product("Linux", "Linux"),
            new Product("Windows", "Windows"))) {
      int at = agent.indexOf(product.token);
      if (at >= 0) {
        String[] v = version(agent, at + product.token.length());
        return system(product.family, v[0], v[1], v[2], v[3]);
      }
    }
    return system("Other", "", "", "", "");
  }

  private static JsonValue system(
      String family, String major, String minor, String patch, String patchMinor) {
    return ParsingFunctions.bag(
        "Family", family,
        "MajorVersion", major,
        "MinorVersion", minor,
        "Patch", patch,
        "PatchMinor", patchMinor);
  }

  private static JsonValue device(String agent) {
    for (String apple : List.of("iPhone", "iPad", "iPod")) {
      if (agent.contains(apple)) {
        return ParsingFunctions.bag("Family", apple, "Brand", "Apple", "Model", apple);
      }
    }
    if (agent.contains("Macintosh")) {
      return ParsingFunctions.bag("Family", "Mac", "Brand", "Apple", "Model", "Mac");
    }
    int build = agent.indexOf(" Build/");
    int start = build < 0 ? -1 : agent.lastIndexOf("; ", build);
    if (start >= 0 && agent.contains("Android")) {
      String model = agent.substring(start + 2, build);
      String brand = model.startsWith("SM-") ? "Samsung" : "Generic_Android";
      String family = brand.equals("Samsung") ? "Samsung " + model : model;
      return ParsingFunctions.bag("Family", family, "Brand", brand, "Model", model);
    }
    return ParsingFunctions.bag("Family", "Other", "Brand", "", "Model", "");
  }

  /** Up to four numbers separated by dots or underscores. */
  private static String[] version(String agent, int from) {
    String[] parts = {"", "", "", ""};
    int at = from;
    for (int i = 0; i < 4; i++) {
      int start = at;
      while (at < agent.length() && Character.isDigit(agent.charAt(at))) {
        at++;
      }
      parts[i] = agent.substring(start, at);
      if (at >= agent.length() || "._".indexOf(agent.charAt(at)) < 0) {
        break;
      }
      at++;
    }
    return parts;
  }
}
