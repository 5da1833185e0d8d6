package dev.milvusbackup.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.IfIncomplete;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.internal.catalog.ExistingContent;
import dev.milvusbackup.internal.data.StartMode;
import dev.milvusbackup.internal.format.commit.CreateIntent;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NameConflictPolicyTest {

  private final ObjectStore store = InMemoryObjectStore.create();
  private final CreateIntent same =
      new CreateIntent(List.of("default.a", "default.b"), "FLUSH", store.displayName());
  private final CreateIntent other =
      new CreateIntent(List.of("default.a"), "FLUSH", store.displayName());

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource
  void aFreeNameIsFresh(IfIncomplete rule) {
    assertThat(
            rule(rule)
                .decide(new ExistingContent(Optional.empty(), "", true, false, Optional.empty())))
        .isEqualTo(StartMode.FRESH);
  }

  @ParameterizedTest
  @EnumSource
  void aCompleteBackupIsNeverTouched(IfIncomplete rule) {
    for (Origin origin : Origin.values()) {
      for (Optional<LockRecord> lock :
          List.of(Optional.<LockRecord>empty(), left("delete", null), left("create", other))) {
        assertThatThrownBy(
                () ->
                    rule(rule)
                        .decide(new ExistingContent(Optional.of(origin), "", false, false, lock)))
            .isInstanceOf(BackupExistsException.class)
            .hasMessageContaining("a backup of that name exists");
      }
    }
  }

  @Test
  void theSameCreateFinishesWhatWasPublished() {
    ExistingContent published =
        new ExistingContent(Optional.of(Origin.NATIVE), "", false, false, left("create", same));

    assertThat(rule(IfIncomplete.RESUME_SAME).decide(published)).isEqualTo(StartMode.FINISH);
    assertThatThrownBy(() -> rule(IfIncomplete.FAIL).decide(published))
        .isInstanceOf(BackupExistsException.class);
  }

  @Test
  void onlyTheSameCreateResumesByItself() {
    assertThat(rule(IfIncomplete.RESUME_SAME).decide(leftovers(left("create", same))))
        .isEqualTo(StartMode.RESUME);
    for (Optional<LockRecord> lock :
        List.of(Optional.<LockRecord>empty(), left("delete", null), left("create", other))) {
      assertThatThrownBy(() -> rule(IfIncomplete.RESUME_SAME).decide(leftovers(lock)))
          .isInstanceOf(BackupExistsException.class)
          .hasMessageContaining("leftovers of that name exist, it has no manifest");
      assertThat(rule(IfIncomplete.RESUME).decide(leftovers(lock))).isEqualTo(StartMode.RESUME);
      assertThat(rule(IfIncomplete.RESTART).decide(leftovers(lock))).isEqualTo(StartMode.RESTART);
    }
  }

  @Test
  void nothingIsResumedWhereThatIsNotWanted() {
    assertThatThrownBy(() -> rule(IfIncomplete.FAIL).decide(leftovers(left("create", same))))
        .isInstanceOf(BackupExistsException.class)
        .hasMessageEndingWith("Delete them, or allow resuming them.");
  }

  private NameConflictPolicy rule(IfIncomplete rule) {
    BackupRequest request =
        BackupRequest.builder().name("x").collections("b", "a").ifIncomplete(rule).build();
    return NameConflictPolicy.of(request, store, store);
  }

  private static ExistingContent leftovers(Optional<LockRecord> lock) {
    return new ExistingContent(Optional.empty(), "it has no manifest", false, false, lock);
  }

  private static Optional<LockRecord> left(String operation, @Nullable CreateIntent intent) {
    return Optional.of(new LockRecord(operation, "j", "t", "h", 1, 30_000, 3, "", false, intent));
  }
}
