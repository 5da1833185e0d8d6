package dev.milvusbackup.internal.restore.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.milvus.fake.Calls.Fault;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmedRenameTest {

  private static final CollectionName WORKING = new CollectionName("default", "a__restoring_1");
  private static final CollectionName TARGET = new CollectionName("default", "a");

  private static final Duration ONE_ATTEMPT = Duration.ZERO;
  private static final Duration SOME_ATTEMPTS = Duration.ofSeconds(30);

  private final InMemoryMilvus milvus =
      new InMemoryMilvus(InMemoryMilvus.V2_3_5, InMemoryObjectStore.create());

  @BeforeEach
  void create() {
    milvus.collections().create(WORKING, SampleSchema.numbered().build());
  }

  @Test
  void isDoneIfTheAnswerWasLost() {
    milvus.calls().fail("collections.rename", Fault.ANSWER_LOST);

    rename(ONE_ATTEMPT);

    assertThat(names()).containsExactly(TARGET);
    assertThat(milvus.calls().count("collections.rename")).isOne();
  }

  @Test
  void isDoneIfMilvusWasTooBusyToTellAtFirst() {
    milvus.calls().fail("collections.rename", Fault.ANSWER_LOST);
    for (int i = 0; i < 3; i++) {
      milvus.calls().fail("collections.names", Fault.NOT_REACHED);
      milvus.calls().fail("collections.rename", Fault.NOT_REACHED);
    }

    rename(SOME_ATTEMPTS);

    assertThat(names()).containsExactly(TARGET);
    assertThat(milvus.calls().count("collections.rename")).isEqualTo(4);
  }

  @Test
  void isDoneIfMilvusFindsItsAnswerAfterTheLastAttempt() {
    milvus.calls().fail("collections.rename", Fault.ANSWER_LOST);
    milvus.calls().fail("collections.names", Fault.NOT_REACHED);

    rename(ONE_ATTEMPT);

    assertThat(names()).containsExactly(TARGET);
  }

  @Test
  void saysThatTheNameIsTakenOnlyIfBothAreThere() {
    milvus.collections().create(TARGET, SampleSchema.numbered().build());

    assertThatThrownBy(() -> rename(ONE_ATTEMPT))
        .isInstanceOf(CollectionExistsException.class)
        .hasMessageContaining("another client has created a collection of that name")
        .hasMessageContaining("complete under " + WORKING);
  }

  @Test
  void saysWhereTheDataIsIfNobodyKnows() {
    milvus.calls().fail("collections.rename", Fault.ANSWER_LOST);
    milvus.calls().failAlways("collections.names", Fault.NOT_REACHED);

    assertThatThrownBy(() -> rename(ONE_ATTEMPT))
        .isInstanceOf(MilvusException.class)
        .isNotInstanceOf(CollectionExistsException.class)
        .hasMessageContaining("complete under " + WORKING)
        .hasMessageContaining("repeat the restore");
  }

  private void rename(Duration patience) {
    new ConfirmedRename(milvus.collections(), new ChangeRetry(patience)).rename(WORKING, TARGET);
  }

  private List<CollectionName> names() {
    return milvus.collections().names("default");
  }
}
