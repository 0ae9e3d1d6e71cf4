package io.vedette.kql.binder;

import io.vedette.kql.syntax.Name;
import java.util.HashSet;
import java.util.Set;

/** The column names of a result while it is made: names that the engine makes give way. */
final class Names {
  private final Set<String> taken = new HashSet<>();
  private int numbered;

  /** Takes a name that the query wrote; a second one of that name is an error. */
  String declare(Name name, Session session) {
    if (!taken.add(name.text())) {
      session.diagnostics.error(
          "KS171",
          name.span(),
          "A column with the name '" + name.text() + "' is already declared.",
          "Give one of them another name.");
    }
    return name.text();
  }

  /** Takes a name that is made by the engine, with a number at its end where it is not free. */
  String fresh(String wanted) {
    String name = wanted;
    for (int n = 1; !taken.add(name); n++) {
      name = wanted + n;
    }
    return name;
  }

  /** {@code Column1}, {@code Column2} and so on. */
  String numbered() {
    String name;
    do {
      numbered++;
      name = "Column" + numbered;
    } while (!taken.add(name));
    return name;
  }

  void take(String name) {
    taken.add(name);
  }

  boolean isTaken(String name) {
    return taken.contains(name);
  }
}
