package dev.milvusbackup.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupSummary.Origin;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackupStateTest {

  @Test
  void theCommitObjectMakesANativeBackup() {
    assertThat(BackupState.full(Set.of("manifest.json")).origin()).contains(Origin.NATIVE);
  }

  @Test
  void theMetasOfTheGoToolMakeAForeignOne() {
    assertThat(BackupState.full(Set.of("backup_meta.json", "full_meta.json")).origin())
        .contains(Origin.GO_TOOL);
    assertThat(
            BackupState.full(
                    Set.of(
                        "backup_meta.json",
                        "collection_meta.json",
                        "partition_meta.json",
                        "segment_meta.json"))
                .origin())
        .contains(Origin.GO_TOOL);
  }

  @Test
  void anythingLessIsIncompleteAndSaysWhatIsMissing() {
    assertThat(BackupState.full(Set.of()).problem()).contains("meta/backup_meta.json");
    assertThat(BackupState.full(Set.of("full_meta.json")).problem()).contains("backup_meta.json");
    assertThat(BackupState.full(Set.of("backup_meta.json", "segment_meta.json")).problem())
        .contains("meta/full_meta.json");
    assertThat(BackupState.full(Set.of("lock.1.json")).origin()).isEmpty();
  }
}
