package io.vedette.workspace;

import io.vedette.kql.WorkspaceFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads workspace functions from a file. */
public final class FunctionFile {
  private FunctionFile() {}

  /**
   * Reads a JSON array of {@code {"name", "params", "body"}}; the names may begin in upper case.
   *
   * @throws IllegalArgumentException when the file has another shape
   */
  public static List<WorkspaceFunction> read(Path file) {
    List<WorkspaceFunction> functions = new ArrayList<>();
    for (JsonNode function : JsonMapper.shared().readTree(file)) {
      String name = text(function, "name", "Name");
      String body = text(function, "body", "Body");
      if (name.isEmpty() || body.isEmpty()) {
        throw new IllegalArgumentException(
            file + ": each function needs \"name\", \"params\" and \"body\"");
      }
      String parameters = text(function, "params", "Parameters");
      functions.add(new WorkspaceFunction(name, parameters.isEmpty() ? "()" : parameters, body));
    }
    return functions;
  }

  private static String text(JsonNode node, String name, String otherName) {
    return node.path(name).asString(node.path(otherName).asString(""));
  }
}
