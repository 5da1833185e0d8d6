package dev.milvusbackup.internal.restore.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfirmedRenameTest {

  private static final CollectionName WORKING = new CollectionName("default", "a__restoring_1");
  private static final CollectionName TARGET = new CollectionName("default", "a");

  private static final Duration ONE_ATTEMPT = Duration.ZERO;
  private static final Duration SOME_ATTEMPTS = Duration.ofSeconds(30);

  private final Busy milvus = new Busy();

  @Test
  void isDoneIfTheAnswerWasLost() {
    milvus.answers = false;

    rename(ONE_ATTEMPT);

    assertThat(milvus.names).containsExactly(TARGET);
    assertThat(milvus.renames).isOne();
  }

  @Test
  void isDoneIfMilvusWasTooBusyToTellAtFirst() {
    milvus.answers = false;
    milvus.silent = 3;

    rename(SOME_ATTEMPTS);

    assertThat(milvus.names).containsExactly(TARGET);
    assertThat(milvus.renames).isEqualTo(4);
  }

  @Test
  void isDoneIfMilvusFindsItsAnswerAfterTheLastAttempt() {
    milvus.answers = false;
    milvus.silent = 1;

    rename(ONE_ATTEMPT);

    assertThat(milvus.names).containsExactly(TARGET);
  }

  @Test
  void saysThatTheNameIsTakenOnlyIfBothAreThere() {
    milvus.names.add(TARGET);

    assertThatThrownBy(() -> rename(ONE_ATTEMPT))
        .isInstanceOf(CollectionExistsException.class)
        .hasMessageContaining("another client has created a collection of that name")
        .hasMessageContaining("complete under " + WORKING);
  }

  @Test
  void saysWhereTheDataIsIfNobodyKnows() {
    milvus.answers = false;
    milvus.silent = Integer.MAX_VALUE;

    assertThatThrownBy(() -> rename(ONE_ATTEMPT))
        .isInstanceOf(MilvusException.class)
        .isNotInstanceOf(CollectionExistsException.class)
        .hasMessageContaining("complete under " + WORKING)
        .hasMessageContaining("repeat the restore");
  }

  private void rename(Duration patience) {
    new ConfirmedRename(milvus, new ChangeRetry(patience)).rename(WORKING, TARGET);
  }

  /** Renames at once, but does not always tell. */
  private static final class Busy implements MilvusCollections {

    private final List<CollectionName> names = new ArrayList<>(List.of(WORKING));
    private int renames;
    private boolean answers = true;

    /** How often it does not answer what there is. */
    private int silent;

    @Override
    public void rename(CollectionName from, CollectionName to) {
      renames++;
      if (names.contains(to) && names.contains(from)) {
        throw new MilvusException("taken");
      }
      if (names.remove(from)) {
        names.add(to);
      }
      if (!answers) {
        throw new MilvusUnavailableException("no answer");
      }
    }

    @Override
    public List<CollectionName> names(String database) {
      if (silent > 0) {
        silent--;
        throw new MilvusUnavailableException("no answer");
      }
      return List.copyOf(names);
    }

    @Override
    public CollectionBackupInfo describe(CollectionName name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long id(CollectionName name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void create(CollectionName target, CollectionBackupInfo backup) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void drop(CollectionName target) {
      throw new UnsupportedOperationException();
    }
  }
}
