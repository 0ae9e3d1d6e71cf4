package io.vedette.kql.binder;

import io.vedette.kql.syntax.Name;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The column names of a result while it is made. As in Microsoft's binder the later of two equal
 * names gets a number at its end, unless the query wrote both: that is an error.
 */
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Set<String> declared = new HashSet<>();

  /** Takes a name that the query wrote; a second one of that name is an error. */
  String declare(Name name, Session session) {
    if (!declared.add(name.text())) {
      session.diagnostics.error(
          "KS171",
          name.span(),
          "A column with the name '" + name.text() + "' is already declared.",
          "Give one of them another name.");
    }
    return fresh(name.text());
  }

  /** Takes a name, with a number at its end where it is not free. */
  String fresh(String wanted) {
    String name = wanted;
    for (int n = 1; !taken.add(name); n++) {
      name = wanted + n;
    }
    return name;
  }

  /**
   * Columns as they are shown after others: those whose names clash are numbered, so that they are
   * like none of either side.
   */
  static List<TableColumn> after(List<String> first, List<TableColumn> second) {
    Names names = new Names();
    first.forEach(names::take);
    second.forEach(c -> names.take(c.name()));
    Set<String> clashing = new HashSet<>(first);
    return second.stream()
        .map(c -> clashing.contains(c.name()) ? c.named(names.fresh(c.name())) : c)
        .toList();
  }

  /** {@code Column1}, {@code Column2} and so on: the next that is free. */
  String numbered(Session session) {
    String name;
    do {
      name = "Column" + session.nextNumber();
    } while (!taken.add(name));
    return name;
  }

  /** Notes a name that is there already. */
  void take(String name) {
    taken.add(name);
  }

  /** Notes a name that is there already and that the query may not write once more. */
  void claim(String name) {
    taken.add(name);
    declared.add(name);
  }
}
