package io.vedette.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Directions between packages, cycles, and where a library may be used. */
class ArchitectureTest {
  private static final Path ROOT = ProjectRoot.path();
  private static final JavaClasses SERVER = compiled("server");
  private static final JavaClasses KQL = compiled("kql");
  private static final JavaClasses EVTX = compiled("evtx");

  /** The features, lowest first: each may use those before it, none of those after it. */
  private static final List<String> LAYERS =
      List.of("platform", "workspace", "query", "ingestion", "connectors", "analytics");

  private static JavaClasses compiled(String module) {
    return new ClassFileImporter().importPath(ROOT.resolve(module).resolve("target/classes"));
  }

  @Test
  void classesWereSeen() {
    assertThat(SERVER.size()).isGreaterThan(150);
    assertThat(KQL.size()).isGreaterThan(150);
    assertThat(EVTX.size()).isGreaterThan(15);
  }

  @Test
  void aBrokenRuleIsNoticed() {
    ArchRule broken = noClasses().that().resideInAPackage("io.vedette..").should().bePublic();
    assertThatThrownBy(() -> broken.check(SERVER)).isInstanceOf(AssertionError.class);
  }

  @Test
  void kqlAndEvtxDependOnNothing() {
    onlyDependsOn(KQL, "io.vedette.kql..", "java..", "org.jspecify..");
    onlyDependsOn(EVTX, "io.vedette.evtx..", "java..", "org.jspecify..");
  }

  @Test
  void theCompilerStagesDependInOneDirection() {
    noClasses()
        .that()
        .resideInAPackage("io.vedette.kql.syntax..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.vedette.kql.binder..", "io.vedette.kql.plan..", "io.vedette.kql.sql..")
        .check(KQL);
    noClasses()
        .that()
        .resideInAnyPackage("io.vedette.kql.plan..", "io.vedette.kql.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vedette.kql.binder..")
        .check(KQL);
  }

  @Test
  void featuresDependDownwardsOnly() {
    for (int i = 0; i < LAYERS.size(); i++) {
      String[] above =
          LAYERS.subList(i + 1, LAYERS.size()).stream()
              .map(layer -> "io.vedette." + layer + "..")
              .toArray(String[]::new);
      String[] outside =
          Stream.concat(
                  Stream.of(above),
                  Stream.of("io.vedette.cli..", "io.vedette.portalapi..", "io.vedette.api.."))
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.vedette." + LAYERS.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(outside)
          .check(SERVER);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.vedette.(*)..").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void librariesStayWhereTheyBelong() {
    confined("org.duckdb..", "io.vedette.query..", "io.vedette.ingestion..");
    confined(
        "org.springframework.web..",
        "io.vedette.api..",
        "io.vedette.portalapi..",
        "io.vedette.connectors..",
        "io.vedette.identity..",
        "io.vedette");
    confined("com.maxmind..", "io.vedette.query..");
    confined("picocli..", "io.vedette.cli..", "io.vedette");
    confined("org.snakeyaml..", "io.vedette.analytics..", "io.vedette.platform..");
    confined(
        "org.bouncycastle..",
        "io.vedette.identity..",
        "io.vedette.platform..",
        "io.vedette.connectors.rdp..");
  }

  @Test
  void featuresMeetAtTheirPackageRoots() {
    classes()
        .that(resideInAnyPackage("io.vedette.analytics..", "io.vedette.incidents.."))
        .and()
        .haveSimpleNameEndingWith("Controller")
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.resideInAPackage(
                "io.vedette.portalapi.."))
        .allowEmptyShould(true)
        .check(SERVER);
    noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto)").check(SERVER);
  }

  private static void confined(String library, String... allowed) {
    noClasses()
        .that(not(resideInAnyPackage(allowed)))
        .should()
        .dependOnClassesThat(resideInAPackage(library))
        .check(SERVER);
  }

  private static void onlyDependsOn(JavaClasses classes, String... packages) {
    classes()
        .that(resideInAPackage("io.vedette.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages).or(JavaClass.Predicates.equivalentTo(Object[].class)))
        .check(classes);
  }
}
