package dev.milvusbackup.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.OnError;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.error.TemporaryStorageException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupPlanTest {

  @Test
  void aCollectionThatCannotBeBackedUpIsLeftOutOnRequestOnly() {
    BackupException failure = new InvalidRequestException("no index");

    assertThat(plan(OnError.SKIP).skips(failure)).isTrue();
    assertThat(plan(OnError.FAIL).skips(failure)).isFalse();
  }

  /** A backup that lacks collections for such a reason would pass as complete. */
  @ParameterizedTest
  @MethodSource
  void whatIsNoFaultOfTheCollectionFailsTheCreate(BackupException failure) {
    assertThat(plan(OnError.SKIP).skips(failure)).isFalse();
  }

  static Stream<BackupException> whatIsNoFaultOfTheCollectionFailsTheCreate() {
    return Stream.of(
        new MilvusUnavailableException("no answer"),
        new MilvusAuthenticationException("refused"),
        new TemporaryStorageException("the disk is full", new IOException("No space left")));
  }

  private static BackupPlan plan(OnError onError) {
    return new BackupPlan(
        new BackupLayout(new BackupName("nightly")),
        ServerVersion.parse("v2.3.5"),
        new BackupPlan.Options(
            BackupMode.BINLOG,
            BackupStrategy.FLUSH,
            onError,
            false,
            false,
            new BackupPlan.Notes("", Map.of())),
        new BackupPlan.ServerObjects(Optional.empty(), List.of()),
        List.of(),
        List.of());
  }
}
