package dev.milvusbackup.internal.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.grpc.GrpcMilvusGateway;
import dev.milvusbackup.internal.milvus.http.MilvusHttp;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MilvusGatewayTest {

  private static final MilvusConnection NOBODY = MilvusConnection.at("http://localhost:1");
  private static final CollectionName BOOKS = new CollectionName("default", "books");

  @Test
  void aCallThatReachedNobodyHadNoEffect() {
    try (GrpcMilvusGateway milvus = new GrpcMilvusGateway(NOBODY, Duration.ofSeconds(1))) {
      MilvusException failure =
          catchThrowableOfType(MilvusException.class, () -> milvus.collections().drop(BOOKS));

      assertThat(MilvusGateway.hadNoEffect(failure)).isTrue();
    }
  }

  @Test
  void overHttpNeither() {
    MilvusHttp http = ReplayedMilvus.http(NOBODY);

    MilvusException failure =
        catchThrowableOfType(MilvusException.class, () -> http.change("try", "/v2/x", Map.of()));

    assertThat(MilvusGateway.hadNoEffect(failure)).isTrue();
  }

  @Test
  void aCallWhoseAnswerIsMissingMayHaveHadOne() {
    assertThat(hadNoEffect(new IOException("Connection reset by peer"))).isFalse();
    assertThat(hadNoEffect(new HttpTimeoutException("late"))).isFalse();
  }

  @Test
  void aRefusalForGoodIsNoReasonToTryAgain() {
    assertThat(MilvusGateway.hadNoEffect(new MilvusException("Cannot drop it: it is loaded")))
        .isFalse();
  }

  private static boolean hadNoEffect(IOException cause) {
    return MilvusGateway.hadNoEffect(new MilvusUnavailableException("no answer", cause));
  }
}
