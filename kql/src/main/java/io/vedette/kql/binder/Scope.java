package io.vedette.kql.binder;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that statements declare, inner before outer. */
final class Scope {
  private final @Nullable Scope outer;
  private final Map<String, Binding> names = new HashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  /** A scope that sees what is declared now, but not what will be. */
  Scope snapshot() {
    Scope copy = new Scope(outer);
    copy.names.putAll(names);
    return copy;
  }

  void declare(String name, Binding binding) {
    names.put(name, binding);
  }

  boolean declaresItself(String name) {
    return names.containsKey(name);
  }

  @Nullable Binding find(String name) {
    Binding found = names.get(name);
    return found != null || outer == null ? found : outer.find(name);
  }

  /** All names in sight. */
  Set<String> names() {
    Set<String> all = new LinkedHashSet<>(names.keySet());
    if (outer != null) {
      all.addAll(outer.names());
    }
    return all;
  }

  /** The bindings in sight, inner before outer, each name once. */
  Map<String, Binding> visible() {
    Map<String, Binding> all = outer == null ? new HashMap<>() : outer.visible();
    all.putAll(names);
    return all;
  }
}
