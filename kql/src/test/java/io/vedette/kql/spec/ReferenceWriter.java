package io.vedette.kql.spec;

import io.vedette.kql.functions.AggregateFunction;
import io.vedette.kql.functions.CallSyntax;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.ScalarFunction;
import io.vedette.kql.functions.WindowFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes docs/kql.md out of the function registry, the notes and the specs. */
final class ReferenceWriter {
  private static final String SQL = "Runs as SQL in the database engine.\n";
  private static final String JAVA = "Runs in Java, called by the database engine.\n";

  private final ReferenceNotes notes = ReferenceNotes.read();
  private final ReferenceExamples examples = new ReferenceExamples();

  /** The whole reference. */
  String write() {
    Map<String, String> operators = new TreeMap<>();
    notes
        .of("operator")
        .forEach((name, note) -> operators.put(name, noted(name, note, examples.ofOperator(name))));
    Map<String, String> plugins = new TreeMap<>();
    notes
        .of("plugin")
        .forEach((name, note) -> plugins.put(name, noted(name, note, examples.ofPlugin(name))));
    Map<String, String> scalars = new TreeMap<>();
    FunctionLibrary.scalars().forEach(f -> scalars.put(f.name(), scalar(f)));
    Map<String, String> aggregates = new TreeMap<>();
    FunctionLibrary.aggregates().forEach(f -> aggregates.put(f.name(), aggregate(f)));
    Map<String, String> windows = new TreeMap<>();
    FunctionLibrary.windows().forEach(f -> windows.put(f.name(), window(f)));
    Map<String, String> calls = new TreeMap<>();
    notes
        .of("call")
        .forEach((name, note) -> calls.put(name, noted(name, note, examples.ofCall(name))));
    return """
        # KQL reference

        Generated from the function registry, the notes and the spec files; do not edit. To renew it:
        `%s`

        One entry is printed by `./vedette kql --help-function NAME`. Examples are spec cases, with
        now() as 2026-01-15T12:00:00Z; each cell is written as the spec files write it.

        """
            .formatted(ReferenceTest.COMMAND)
        + section("Operators", operators)
        + section("Plugins", plugins)
        + section("Scalar functions", scalars)
        + section("Aggregate functions", aggregates)
        + section("Window functions", windows)
        + section("Functions that look at the query around them", calls);
  }

  private static String section(String title, Map<String, String> entries) {
    return "## " + title + "\n\n" + String.join("\n", entries.values()) + "\n";
  }

  private String scalar(ScalarFunction f) {
    return entry(
        f.name(),
        CallSyntax.all(f.name()),
        f.documentation(),
        f.aliases(),
        f.java().isEmpty() ? SQL : JAVA,
        notes.of("function", f.name()),
        examples.ofCall(f.name()));
  }

  private String aggregate(AggregateFunction f) {
    Optional<SpecCase> example = examples.ofCall(f.name());
    return entry(
        f.name(),
        CallSyntax.all(f.name()),
        f.documentation(),
        f.aliases(),
        engine(example),
        notes.of("function", f.name()),
        example);
  }

  private String window(WindowFunction f) {
    Optional<SpecCase> example = examples.ofCall(f.name());
    return entry(
        f.name(),
        CallSyntax.all(f.name()),
        f.documentation(),
        List.of(),
        engine(example),
        notes.of("function", f.name()),
        example);
  }

  private String noted(String name, ReferenceNotes.Note note, Optional<SpecCase> example) {
    return entry(
        name, List.of(note.syntax()), note.does(), note.also(), engine(example), note, example);
  }

  private String engine(Optional<SpecCase> example) {
    return example.isEmpty() ? "" : examples.callsJava(example.get()) ? JAVA : SQL;
  }

  private String entry(
      String name,
      List<String> syntax,
      String does,
      List<String> also,
      String engine,
      ReferenceNotes.@Nullable Note note,
      Optional<SpecCase> example) {
    StringBuilder text = new StringBuilder("### " + name + "\n\n");
    text.append("```\n").append(String.join("\n", syntax)).append("\n```\n\n");
    text.append(does).append('\n');
    if (!also.isEmpty()) {
      text.append("\nAlso written: `").append(String.join("`, `", also)).append("`.\n");
    }
    if (!engine.isEmpty()) {
      text.append('\n').append(engine);
    }
    if (note != null && !note.differs().isEmpty()) {
      text.append("\nUnlike Kusto: ").append(note.differs()).append('\n');
    }
    example.ifPresent(e -> text.append('\n').append(examples.write(e)));
    return text.toString();
  }
}
