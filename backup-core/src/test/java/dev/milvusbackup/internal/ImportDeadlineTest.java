package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.fake.Calls.Fault;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a restore waits for a Milvus that imports and does not answer, on Milvus's clock. */
class ImportDeadlineTest extends OnInMemoryMilvus {

  ImportDeadlineTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @BeforeEach
  void backUp() {
    fill(BOOKS, 30);
    create("b");
  }

  @Test
  void aMilvusThatIsSilentForAMinuteFailsTheCollection() {
    calls().failAlways("imports.progress", Fault.NOT_REACHED);
    long before = milvus.clock().millis();

    assertThatThrownBy(() -> restore(back()))
        .isInstanceOfSatisfying(
            RestoreFailedException.class,
            e ->
                assertThat(e.report().failed().get(0).cause())
                    .isInstanceOf(MilvusUnavailableException.class));
    assertThat(Duration.ofMillis(milvus.clock().millis() - before))
        .as("a minute of silence, and ten seconds for the job before its collection is dropped")
        .isBetween(Duration.ofSeconds(70), Duration.ofSeconds(75));
  }

  @Test
  void aMilvusThatAnswersAgainWithinAMinuteIsWaitedFor() {
    for (int i = 0; i < 100; i++) { // 20 seconds of polls
      calls().fail("imports.progress", Fault.NOT_REACHED);
    }

    restore(back());

    assertRows(BACK, 30);
  }
}
