package dev.milvusbackup.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.RestoreReport.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of {@code ARCHITECTURE.md}. They see the modules that were built before this one. */
class ArchitectureTest {

  private static final Path PROJECT = Path.of("..");
  private static final String ROOT = "dev.milvusbackup";
  private static final String MANIFEST = "dev.milvusbackup.manifest";
  private static final String CONFIG = "dev.milvusbackup.config";
  private static final String CORE_INTERNAL = "dev.milvusbackup.internal..";
  private static final String MILVUS_GATEWAY = "dev.milvusbackup.internal.milvus..";

  /** The class that decides which path a backup or a restore takes. */
  private static final String PATH_FACTORY = "dev\\.milvusbackup\\.internal\\.DefaultDataPaths";

  private static final String BINLOG = "dev.milvusbackup.internal.binlog..";
  private static final String LOGICAL = "dev.milvusbackup.internal.logical..";

  private static final String JUNIT5 = "dev.milvusbackup.junit5..";

  private static final List<String> LIBRARIES =
      List.of("backup-core", "backup-storage-minio", "backup-storage-s3", "backup-config");

  /**
   * Programs of their own: examples use the SDK as applications do, benchmarks measure internals.
   */
  private static final List<String> PROGRAMS = List.of("examples", "benchmarks");

  private static final JavaClasses ALL = modules(module -> !PROGRAMS.contains(module));
  private static final JavaClasses LIBRARY = modules(LIBRARIES::contains);

  @Test
  void onlyTheGatewayAndTheExtensionKnowTheMilvusSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages(MILVUS_GATEWAY, JUNIT5)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.milvus..")
        .check(ALL);
  }

  @Test
  void vendorsAreKnownInTheirModulesOnly() {
    onlyIn("dev.milvusbackup.storage.minio..", "io.minio..", "okhttp3..");
    onlyIn("dev.milvusbackup.storage.s3..", "software.amazon..");
  }

  @Test
  void theInternalsOfCoreStayInCore() {
    noClasses()
        .that(new OfModule("backup-core").negated())
        .should()
        .dependOnClassesThat(resideInAPackage(CORE_INTERNAL))
        .check(ALL);
  }

  @Test
  void onlyTestsUseTheTestkit() {
    noClasses()
        .that(new OfModule("backup-testkit").negated())
        .and(new OfModule("backup-junit5").negated())
        .should()
        .dependOnClassesThat(resideInAPackage("dev.milvusbackup.testkit.."))
        .check(ALL);
  }

  @Test
  void thePublicApiSpeaksOfNothingButJavaAndItself() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackage("..internal..")
        .should(new OwnTypesInSignatures())
        .check(LIBRARY);
  }

  /** Its methods could neither move nor be hidden without breaking callers that were compiled. */
  @Test
  void noPublicClassInheritsFromAHiddenOne() {
    noClasses()
        .that()
        .arePublic()
        .and()
        .resideOutsideOfPackage("..internal..")
        .should()
        .beAssignableTo(
            new DescribedPredicate<JavaClass>("a hidden class of this project") {
              @Override
              public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("dev.milvusbackup")
                    && !type.getModifiers().contains(JavaModifier.PUBLIC);
              }
            })
        .check(LIBRARY);
  }

  /** A property that is added to a record changes its constructor. */
  @Test
  void reportsAndPreviewsAreNoRecords() {
    noClasses()
        .that()
        .arePublic()
        .and()
        .resideInAnyPackage("dev.milvusbackup", "dev.milvusbackup.manifest")
        .and()
        .haveNameMatching(".*\\.\\w*(Report|Preview|Summary|Listing|Manifest|Request)(\\$\\w+)?")
        .should()
        .beRecords()
        .check(LIBRARY);
  }

  @Test
  void theExtensionSpeaksOfNothingElseButJunit() {
    classes()
        .that()
        .arePublic()
        .should(new OwnTypesInSignatures("org.junit.jupiter.api.extension"))
        .check(ALL.that(new OfModule("backup-junit5")));
  }

  /**
   * Every package by itself, not with what is below it. Except the packages that are entrances:
   * clients are built and configurations are read there, and the internals speak in their values.
   */
  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.milvusbackup.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(resideInAPackage(ROOT), alwaysTrue())
        .ignoreDependency(alwaysTrue(), resideInAPackage(ROOT))
        .ignoreDependency(resideInAPackage(CONFIG), resideInAPackage(CONFIG + ".internal"))
        .check(LIBRARY);
  }

  /** Each verb of the server has a package. What several of them use is below. */
  @Test
  void thePackagesOfTheServerHaveNoCycles() {
    slices()
        .matching("dev.milvusbackup.server.(**)")
        .should()
        .beFreeOfCycles()
        .check(ALL.that(new OfModule("backup-server")));
  }

  @Test
  void theManifestKnowsNoInternals() {
    noClasses()
        .that()
        .resideInAPackage(MANIFEST)
        .should()
        .dependOnClassesThat(resideInAPackage(CORE_INTERNAL))
        .check(LIBRARY);
  }

  /** How rows travel is chosen once. The format reads and writes the mode. */
  @Test
  void oneFactoryAsksForTheMode() {
    noClasses()
        .that()
        .resideInAPackage(CORE_INTERNAL)
        .and()
        .resideOutsideOfPackage("dev.milvusbackup.internal.format..")
        .and()
        .haveNameNotMatching(PATH_FACTORY + "(\\$.*)?")
        .should()
        .accessField(BackupMode.class, "LOGICAL")
        .orShould()
        .accessField(BackupMode.class, "BINLOG")
        .check(LIBRARY);
  }

  @Test
  void theRowsOfALogicalBackupSayHowTheyTravel() {
    noClasses()
        .that()
        .resideInAPackage(CORE_INTERNAL)
        .and()
        .resideOutsideOfPackage(LOGICAL)
        .should()
        .accessField(Placement.class, "INSERTED")
        .check(LIBRARY);
  }

  @Test
  void createAndRestoreKnowNoDataPath() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.milvusbackup.internal.create..", "dev.milvusbackup.internal.restore..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(BINLOG, LOGICAL))
        .check(LIBRARY);
  }

  @Test
  void aDataPathIsEnteredByItsDoorsOnly() {
    classes()
        .that()
        .resideInAnyPackage(BINLOG, LOGICAL)
        .and()
        .resideOutsideOfPackage("dev.milvusbackup.internal.binlog.file")
        .and()
        .doNotHaveSimpleName("BinlogExport")
        .and()
        .doNotHaveSimpleName("BinlogImport")
        .and()
        .doNotHaveSimpleName("AdoptPipeline")
        .and()
        .doNotHaveSimpleName("LogicalExport")
        .and()
        .doNotHaveSimpleName("LogicalImport")
        .should()
        .onlyBeAccessed()
        .byAnyPackage(BINLOG, LOGICAL)
        .check(LIBRARY);
  }

  @Test
  void librariesPrintNothing() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARY);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(ALL);
  }

  private static void onlyIn(String home, String... vendors) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat(resideInAnyPackage(vendors))
        .check(ALL);
  }

  private static JavaClasses modules(Predicate<String> wanted) {
    try (Stream<Path> folders = Files.list(PROJECT)) {
      List<Path> classes =
          folders
              .filter(module -> wanted.test(module.getFileName().toString()))
              .map(module -> module.resolve("target/classes"))
              .filter(Files::isDirectory)
              .toList();
      assertThat(classes).contains(PROJECT.resolve("backup-core/target/classes"));
      return new ClassFileImporter().importPaths(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
