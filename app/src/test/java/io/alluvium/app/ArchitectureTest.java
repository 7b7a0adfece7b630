package io.alluvium.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may know what. */
final class ArchitectureTest {
  private static final String GENERATED = "io.alluvium.schemas";
  private static final String LEARNING = "io.alluvium.learning..";
  private static final String GRAPH = "io\\.alluvium\\.learning\\.internal\\.ProximityGraph.*";
  private static final String LEARN = "io.alluvium.topology.internal.learn..";

  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.alluvium");
  }

  @Test
  void modulesKnowOnlyThoseBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("schemas")
        .definedBy("io.alluvium.schemas..")
        .layer("learning")
        .definedBy(LEARNING)
        .layer("encoders")
        .definedBy("io.alluvium.encoders..")
        .layer("state-stores")
        .definedBy("io.alluvium.stores..")
        .layer("topology")
        .definedBy("io.alluvium.topology..")
        .layer("evaluation")
        .definedBy("io.alluvium.evaluation..")
        .layer("app")
        .definedBy("io.alluvium.app..")
        .whereLayer("schemas")
        .mayNotAccessAnyLayer()
        .whereLayer("learning")
        .mayNotAccessAnyLayer()
        .whereLayer("encoders")
        .mayOnlyAccessLayers("learning")
        .whereLayer("state-stores")
        .mayOnlyAccessLayers("learning")
        .whereLayer("topology")
        .mayOnlyAccessLayers("schemas", "learning", "encoders", "state-stores")
        .whereLayer("evaluation")
        .mayOnlyAccessLayers("schemas", "learning", "encoders", "topology")
        .ensureAllClassesAreContainedInArchitecture()
        .check(product);
  }

  @ParameterizedTest
  @ValueSource(strings = {"learning", "encoders", "topology"})
  void internalPackagesStayInTheirModule(String module) {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.alluvium." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.alluvium." + module + ".internal..")
        .check(product);
  }

  @Test
  void learningIsPureJava() {
    classes()
        .that(resideInAPackage(LEARNING).and(DescribedPredicate.not(nameMatching(GRAPH))))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    LEARNING,
                    "",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "java.nio",
                    "java.nio.charset",
                    "java.security",
                    "jdk.incubator.vector",
                    "org.jspecify.annotations")
                .and(DescribedPredicate.not(chance())))
        .check(product);
  }

  @Test
  void onlyTheGraphOfNeighboursKnowsLucene() {
    noClasses()
        .that(DescribedPredicate.not(nameMatching(GRAPH)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .check(product);
    classes()
        .that(nameMatching(GRAPH))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(LEARNING, "java.lang..", "java.io", "java.util..")
                .or(resideInAnyPackage("org.apache.lucene.util..", "org.apache.lucene.search..")))
        .check(product);
  }

  /** The state is a function of the ledger: what decides reads no clock, no chance, no thread. */
  @Test
  void whatDecidesIsAFunctionOfTheLedger() {
    noClasses()
        .that()
        .resideInAnyPackage(LEARNING, "io.alluvium.stores..", LEARN)
        .should()
        .accessTargetWhere(
            anyNamed(
                "currentTimeMillis",
                "nanoTime",
                "currentSystemTimeMs",
                "currentStreamTimeMs",
                "now",
                "parallelStream",
                "schedule",
                "identityHashCode",
                "availableProcessors"))
        .orShould()
        .dependOnClassesThat(chance())
        .check(product);
  }

  private static DescribedPredicate<JavaAccess<?>> anyNamed(String... names) {
    Set<String> all = Set.of(names);
    return DescribedPredicate.describe(
        "is one of " + all, access -> all.contains(access.getName()));
  }

  private static DescribedPredicate<JavaClass> chance() {
    return nameMatching(
            "java\\.lang\\.(Thread|ThreadLocal|Runtime)|java\\.util\\.(Random|SplittableRandom|Timer|UUID)"
                + "|java\\.util\\.(random|concurrent)\\..*|java\\.time\\.Clock|java\\.security\\.SecureRandom")
        .forSubtype();
  }

  @Test
  void generatedRecordsStopAtTheEdgeOfTheTopology() {
    DescribedPredicate<JavaClass> edge =
        nameMatching(
                ".*\\.(\\w+Format|\\w+Serializer|DecodeStage|LedgerReplay|Published|WireSerdes|EventType)(\\$.*)?")
            .forSubtype();
    noClasses()
        .that(resideInAPackage("io.alluvium.topology..").and(DescribedPredicate.not(edge)))
        .should()
        .dependOnClassesThat(resideInAPackage(GENERATED))
        .check(product);
  }

  @Test
  void eachLibraryIsKnownToOnePlace() {
    only(List.of("io.alluvium.encoders.internal.."), "ai.djl..", "ai.onnxruntime..");
    only(List.of("io.alluvium.app"), "picocli..");
    only(List.of("io.alluvium.stores", "io.alluvium.app.crash.."), "org.rocksdb..");
    only(List.of("io.alluvium.evaluation.data"), "de.siegmar.fastcsv..");
    only(
        List.of("io.alluvium.evaluation.data", "io.alluvium.evaluation.predictions"),
        "com.jerolba.carpet..",
        "org.apache.parquet..");
    only(List.of("io.alluvium.evaluation.report"), "org.mozilla..", "com.github.weisj..");
    only(
        List.of("io.alluvium.topology.internal.commit..", "io.alluvium.stores"),
        "org.apache.kafka.streams..internals..");
    noClasses()
        .that()
        .resideInAnyPackage(LEARNING, "io.alluvium.encoders..", "io.alluvium.evaluation..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(product);
  }

  private static void only(List<String> users, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackages(users.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(product);
  }

  @Test
  void stateIsNeverGlobal() {
    noClasses()
        .should()
        .dependOnClassesThat(nameMatching("org\\.apache\\.kafka\\.streams\\..*Global.*"))
        .orShould()
        .accessTargetWhere(anyNamed("addGlobalStore", "globalTable"))
        .check(product);
  }

  @Test
  void noRecordIsSkippedByAHandler() {
    noClasses()
        .should()
        .dependOnClassesThat(
            nameMatching(
                "org\\.apache\\.kafka\\.streams\\.errors\\..*"
                    + "(Continue|DeserializationExceptionHandler|ProductionExceptionHandler"
                    + "|ProcessingExceptionHandler).*"))
        .check(product);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.alluvium.app")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(product);
  }

  @Test
  void recordsHoldNoArrays() {
    fields()
        .that()
        .areDeclaredInClassesThat(DescribedPredicate.describe("are records", JavaClass::isRecord))
        .and()
        .areNotStatic()
        .should()
        .notHaveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
        .check(product);
  }

  @Test
  void everyPackageSaysThatNothingIsNull() {
    Set<JavaPackage> packages =
        product.stream()
            .map(JavaClass::getPackage)
            .filter(one -> !one.getName().equals(GENERATED))
            .collect(Collectors.toSet());

    assertThat(packages)
        .hasSizeGreaterThan(10)
        .allMatch(one -> one.isAnnotatedWith(NullMarked.class));
  }
}
