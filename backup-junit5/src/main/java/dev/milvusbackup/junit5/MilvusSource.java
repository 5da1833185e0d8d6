package dev.milvusbackup.junit5;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.EmbeddedMilvus;
import dev.milvusbackup.testkit.EmbeddedMilvusBuilder;
import java.util.function.BooleanSupplier;

/** Where Milvus comes from. Equal sources mean the same server, which test classes share. */
sealed interface MilvusSource {

  MilvusServer open();

  /** A server that runs. */
  record Given(MilvusConnection connection, ObjectStore storage) implements MilvusSource {

    @Override
    public MilvusServer open() {
      return new MilvusServer.Given(connection, storage);
    }
  }

  /** The packaged server, as a process of this machine. */
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

  /** What this machine can give. */
  record Automatic() implements MilvusSource {

    @Override
    public MilvusServer open() {
      return choose(DockerEngine::answers).open();
    }

    /** Containers if a Docker engine answers, else the packaged server. */
    static MilvusSource choose(BooleanSupplier dockerAnswers) {
      return dockerAnswers.getAsBoolean()
          ? new Containers()
          : new Embedded(EmbeddedMilvus.builder());
    }
  }
}
