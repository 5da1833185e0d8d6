package dev.milvusbackup.internal.milvus.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.milvus.server.ServerFeatures.ImportPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFeaturesTest {

  private static ServerFeatures of(String version) {
    return ServerFeatures.of(ServerVersion.parse(version));
  }

  @ParameterizedTest
  @CsvSource({
    "v2.2.16,GRPC",
    "v2.3.5-lite,GRPC",
    "2.3.99,GRPC",
    "v2.4.0-rc.1,REST",
    "v2.5.27,REST",
    "2.6-20260101-abcdef,REST"
  })
  void importsGoBySpeechOfTheVersion(String version, ImportPath path) {
    assertThat(of(version).importPath()).isEqualTo(path);
    assertThat(of(version).hasDeleteSegments()).isEqualTo(path == ImportPath.REST);
  }

  @ParameterizedTest
  @CsvSource({
    // version, describes databases, segments, L0 in batches, GC by collection, checks functions
    "v2.3.5-lite,false,false,false,false,false",
    "v2.4.2,false,false,false,false,false",
    "v2.4.3,true,false,false,false,false",
    "v2.5.7,true,false,false,false,false",
    "v2.5.8-beta,true,true,false,false,false",
    "v2.5.27,true,true,false,false,false",
    "v2.6.4,true,true,false,false,false",
    "v2.6.5,true,true,true,false,false",
    "v2.6.7.1,true,true,true,false,false",
    "v2.6.8,true,true,true,true,true",
    "2.6-20260101-abcdef,true,true,true,true,true"
  })
  void eachComesWithItsVersion(
      String version,
      boolean databases,
      boolean segments,
      boolean batches,
      boolean collectionGc,
      boolean functions) {
    ServerFeatures features = of(version);

    assertThat(features.describesDatabases()).isEqualTo(databases);
    assertThat(features.describesSegments()).isEqualTo(segments);
    assertThat(features.importsDeletesInBatches()).isEqualTo(batches);
    assertThat(features.pausesGcByCollection()).isEqualTo(collectionGc);
    assertThat(features.checksFunctions()).isEqualTo(functions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2.2.0", "v2.3.5", "v2.4.0", "v2.5.27", "v2.6.11", "2.6-2026"})
  void supportsWhatItKnows(String version) {
    assertThat(of(version).isSupported()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2.1.4", "v3.0.0-rc1", "v3.1.2", "master-20260101", ""})
  void refusesWhatItDoesNotKnow(String version) {
    assertThatThrownBy(() -> of(version).requireSupported("back up"))
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessage(
            "Cannot back up: Milvus %s is not supported, only 2.2 to 2.6 are. Use a later version of this library, or the Go tool.",
            version);
  }

  @Test
  void buildsOfOneVersionAreEqual() {
    assertThat(ServerVersion.parse("v2.5.8-gpu"))
        .isEqualByComparingTo(ServerVersion.parse("2.5.8"));
  }
}
