package io.vedette.kql.binder;

import io.vedette.kql.Diagnostic;
import io.vedette.kql.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, each thing once. */
final class Diagnostics {
  /** More than these do not help anybody. */
  private static final int MOST = 50;

  /** Tables, functions, clusters and databases that are not known. */
  private static final Set<String> UNRESOLVED = Set.of("KS204", "KS207", "KS208", "KS211");

  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private final List<Span> callSites = new ArrayList<>();
  private final List<String> callNames = new ArrayList<>();

  void error(String code, Span span, String message, @Nullable String hint) {
    add(new Diagnostic(code, Diagnostic.Severity.ERROR, place(span), inside(message), hint));
  }

  void warning(String code, Span span, String message, @Nullable String hint) {
    add(new Diagnostic(code, Diagnostic.Severity.WARNING, place(span), inside(message), hint));
  }

  void addAll(List<Diagnostic> diagnostics) {
    for (Diagnostic d : diagnostics) {
      add(new Diagnostic(d.code(), d.severity(), place(d.span()), inside(d.message()), d.hint()));
    }
  }

  private void add(Diagnostic diagnostic) {
    if (found.size() < MOST) {
      found.add(diagnostic);
    }
  }

  /**
   * From now on spans are of the text of a workspace function, which the user does not see: what is
   * wrong in it is reported where it was called.
   */
  void enter(String function, Span callSite) {
    callSites.add(callSite);
    callNames.add(function);
  }

  void leave() {
    callSites.removeLast();
    callNames.removeLast();
  }

  /** A place to come back to with {@link #forgetUnresolved}. */
  int mark() {
    return found.size();
  }

  /**
   * Drops what was found since the mark when a table or function was not known, for unions that
   * leave out what they cannot resolve.
   */
  boolean forgetUnresolved(int mark) {
    List<Diagnostic> all = new ArrayList<>(found);
    List<Diagnostic> since = all.subList(mark, all.size());
    boolean unresolved = since.stream().anyMatch(d -> UNRESOLVED.contains(d.code()));
    if (unresolved) {
      found.removeAll(List.copyOf(since));
    }
    return unresolved;
  }

  private Span place(Span span) {
    return callSites.isEmpty() ? span : callSites.getFirst();
  }

  private String inside(String message) {
    return callNames.isEmpty()
        ? message
        : "in function " + String.join(" > ", callNames) + ": " + message;
  }

  boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }

  List<Diagnostic> all() {
    return List.copyOf(found);
  }
}
