package dev.milvusbackup.junit5;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.EmbeddedMilvus;
import dev.milvusbackup.testkit.EmbeddedMilvusBuilder;
import java.util.function.BooleanSupplier;

/** The source of Milvus. Equal sources mean the same server, shared by test classes. */
sealed interface MilvusSource {

  MilvusServer open();

  /** A running server. */
  record Given(MilvusConnection connection, ObjectStore storage) implements MilvusSource {

    @Override
    public MilvusServer open() {
      return new MilvusServer.Given(connection, storage);
    }
  }

  /** The packaged server, as a local process. */
  record Embedded(EmbeddedMilvusBuilder settings) implements MilvusSource {

    @Override
    public MilvusServer open() {
      return new MilvusServer.Embedded(settings.start());
    }
  }

  /** Milvus and MinIO in containers. */
  record Containers() implements MilvusSource {

    @Override
    public MilvusServer open() {
      return MilvusContainers.start();
    }
  }

  /** The default for this machine. */
  record Automatic() implements MilvusSource {

    @Override
    public MilvusServer open() {
      return choose(DockerEngine::answers).open();
    }

    /** Containers if a Docker engine answers, otherwise the packaged server. */
    static MilvusSource choose(BooleanSupplier dockerAnswers) {
      return dockerAnswers.getAsBoolean()
          ? new Containers()
          : new Embedded(EmbeddedMilvus.builder());
    }
  }
}
