package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {

  private static final CollectionName BOOKS = CollectionName.parse("books");

  @Test
  void equalContentMakesEqualValues() {
    assertThat(summary().build()).isEqualTo(summary().build()).hasSameHashCodeAs(summary().build());
    assertThat(summary().build()).isNotEqualTo(summary().size(1).build());
    assertThat(summary().build()).isNotEqualTo(summary().createdAt(Instant.MAX).build());
    assertThat(restored(1)).isEqualTo(restored(1)).isNotEqualTo(restored(2));
    assertThat(Progress.builder(Phase.COPYING).bytes(1).build())
        .isEqualTo(Progress.builder(Phase.COPYING).bytes(1).build())
        .isNotEqualTo(Progress.builder(Phase.CHECKING).bytes(1).build());
    assertThat(Limits.defaults().concurrentCopies(3))
        .isEqualTo(Limits.defaults().concurrentCopies(3))
        .isNotEqualTo(Limits.defaults());
  }

  @Test
  void aValuePrintsItsProperties() {
    assertThat(restored(200))
        .hasToString(
            "Restored[source=default.books, target=default.books, rows=200, importJobs=1, importJobsReused=0, placement=STAGED, warnings=[], rowsNotCompared=null]");
    assertThat(Limits.defaults().toString())
        .startsWith("Limits[concurrentCollections=4, concurrentCopies=32, concurrentImports=8,")
        .endsWith("lockLease=PT30S, maxOutage=PT1M]");
  }

  @Test
  void aReportKeepsItsOwnListsAndRefusesNull() {
    List<String> warnings = new ArrayList<>(List.of("one"));
    Restored restored = Restored.builder(BOOKS, BOOKS).warnings(warnings).build();
    warnings.clear();

    assertThat(restored.warnings()).containsExactly("one");
    assertThatThrownBy(() -> Progress.builder(Phase.DONE).elapsed(nothing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("elapsed");
  }

  @Test
  void aVerificationCountsItsFindingsUnlessThereAreMore() {
    Finding finding = Finding.of(FindingKind.MISSING, ObjectKey.of("a/b"), "it is missing");
    VerifyReport.Builder report = VerifyReport.builder("b").findings(List.of(finding));

    assertThat(report.build().findingCount()).isEqualTo(1);
    assertThat(report.build().isSound()).isFalse();
    assertThat(report.findingCount(5000).build().findingCount()).isEqualTo(5000);
  }

  @Test
  void aManifestFindsCollectionsByTheirNames() {
    CollectionManifest books = CollectionManifest.builder(BOOKS).id(4).build();
    BackupManifest manifest =
        BackupManifest.builder(summary().build()).collections(List.of(books)).build();

    assertThat(manifest.collection("books")).contains(books);
    assertThat(manifest.collection("default.books")).contains(books);
    assertThat(manifest.collection("db.books")).isEmpty();
  }

  private static BackupSummary.Builder summary() {
    return BackupSummary.builder("nightly").createdAt(Instant.EPOCH);
  }

  private static Restored restored(long rows) {
    return Restored.builder(BOOKS, BOOKS)
        .rows(rows)
        .importJobs(1)
        .placement(Placement.STAGED)
        .build();
  }

  private static Duration nothing() {
    return null;
  }
}
