package dev.milvusbackup.junit5;

import dev.milvusbackup.testkit.EmbeddedMilvus;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Test classes that are to share a server that the extension starts. */
final class OwnServer {

  static final List<URI> URIS = new CopyOnWriteArrayList<>();

  private OwnServer() {}

  static boolean answers() {
    URI uri = URIS.get(0);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static MilvusBackupExtension extension() {
    return MilvusBackupExtension.builder()
        .embedded(EmbeddedMilvus.builder().passwordRequired())
        .backups(TestMilvus.shared().backups())
        .build();
  }

  static class First {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = extension();

    @Test
    void fails(MilvusFixture fixture) {
      URIS.add(fixture.milvus().uri());
      throw new IllegalStateException("cannot go on");
    }
  }

  static class Second {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = extension();

    @Test
    @RestoreBackup(value = "golden", collections = "films")
    void passes(MilvusFixture fixture) {
      URIS.add(fixture.milvus().uri());
    }
  }
}
