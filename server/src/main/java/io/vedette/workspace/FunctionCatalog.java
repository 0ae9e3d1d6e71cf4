package io.vedette.workspace;

import io.vedette.kql.WorkspaceFunction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The workspace functions that come with the product, each read when it is first called. A file
 * {@code vedette/functions/<name>.kql} holds comment lines that say what the function gives, its
 * parameters in parentheses and its body in braces; or, after the comment, {@code = name} for
 * another name of a function. Safe on many threads.
 */
public final class FunctionCatalog {
  private static final String FOLDER = "vedette/functions";
  private static final String FILE_ENDING = ".kql";

  private final SortedSet<String> names;
  private final Map<String, WorkspaceFunction> read = new ConcurrentHashMap<>();

  private FunctionCatalog(Set<String> names) {
    this.names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /** The functions on the class path. */
  public static FunctionCatalog fromClassPath() {
    return OnClassPath.CATALOG;
  }

  /** One for the process: its functions never change. */
  private static final class OnClassPath {
    static final FunctionCatalog CATALOG = find();

    private static FunctionCatalog find() {
      try {
        return new FunctionCatalog(ContentFiles.names(FOLDER, FILE_ENDING));
      } catch (IOException | URISyntaxException e) {
        throw new IllegalStateException("functions are not on the class path", e);
      }
    }
  }

  /** The names of all functions. */
  public SortedSet<String> names() {
    return names;
  }

  /** The function of that exact name, or null. */
  public @Nullable WorkspaceFunction function(String name) {
    if (!names.contains(name)) {
      return null;
    }
    WorkspaceFunction known = read.get(name);
    if (known != null) {
      return known;
    }
    WorkspaceFunction function = readFunction(name);
    read.put(name, function);
    return function;
  }

  private WorkspaceFunction readFunction(String name) {
    String file = FOLDER + "/" + name + FILE_ENDING;
    try (InputStream stream = FunctionCatalog.class.getClassLoader().getResourceAsStream(file)) {
      if (stream == null) {
        throw new IOException(file + " is not on the class path");
      }
      return function(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(file + " on the class path cannot be read", e);
    }
  }

  private WorkspaceFunction function(String name, String text) throws IOException {
    String rest = text.replaceFirst("^(\\s*//[^\\n]*\\n)*\\s*", "");
    if (rest.startsWith("=")) {
      WorkspaceFunction same = function(rest.substring(1).strip());
      if (same == null) {
        throw new IOException(name + " is another name of nothing");
      }
      return new WorkspaceFunction(name, same.parameters(), same.body());
    }
    int depth = 0;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 && i > 0) {
        return new WorkspaceFunction(name, rest.substring(0, i + 1), rest.substring(i + 1).strip());
      }
    }
    throw new IOException(name + " has no parameters in parentheses");
  }
}
