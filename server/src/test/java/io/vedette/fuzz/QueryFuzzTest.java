package io.vedette.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short round of the fuzzer, the same each time; see {@link QueryFuzz} for longer ones. */
@Timeout(300)
class QueryFuzzTest {
  private static final int QUERIES = 800;
  private static final int LEAST_ACCEPTED = 200;
  private static final Material MATERIAL = Material.ofSpecFiles();

  private static QueryFuzz run(FuzzWorkspace workspace, Target target, int queries) {
    try (Asking asking =
        new Asking(target, FuzzWorkspace.LIMIT.multipliedBy(10), (query, fault) -> {})) {
      QueryFuzz fuzz = new QueryFuzz(asking, new Queries(MATERIAL, workspace::columns), 1, null);
      for (int i = 0; i < queries && fuzz.finds().isEmpty(); i++) {
        fuzz.next();
      }
      return fuzz;
    }
  }

  @Test
  void findsNothingInSomeQueries() {
    try (FuzzWorkspace workspace = new FuzzWorkspace(MATERIAL.schema())) {
      QueryFuzz fuzz = run(workspace, workspace, QUERIES);
      assertThat(fuzz.finds()).as(fuzz.summary()).isEmpty();
      assertThat(fuzz.accepted()).as(fuzz.summary()).isGreaterThan(LEAST_ACCEPTED);
    }
  }

  @Test
  void findsAndShortensWhatIsWrong() {
    try (FuzzWorkspace workspace = new FuzzWorkspace(MATERIAL.schema())) {
      Target broken =
          kql -> {
            Answer answer = workspace.ask(kql);
            if (answer instanceof Answer.Rows && kql.contains("strlen(")) {
              throw new IllegalStateException("planted");
            }
            return answer;
          };
      QueryFuzz fuzz = run(workspace, broken, QUERIES);
      assertThat(fuzz.finds().values())
          .singleElement()
          .satisfies(
              find -> {
                assertThat(find.fault().kind()).startsWith("throws java.lang.IllegalStateEx");
                assertThat(find.query())
                    .contains("strlen(")
                    .hasSizeLessThan(find.original().length());
              });
    }
  }
}
