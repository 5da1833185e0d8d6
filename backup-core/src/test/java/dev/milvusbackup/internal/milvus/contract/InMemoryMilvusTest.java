package dev.milvusbackup.internal.milvus.contract;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.job.PollClock;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

/** The Milvus in memory keeps the contract, in the manner of each version. */
class InMemoryMilvusTest {

  abstract static class InMemory extends MilvusGatewayContract {

    private final ObjectStore storage = InMemoryObjectStore.create().withRoot("files");
    private final InMemoryMilvus milvus;

    InMemory(String version) {
      this(version, UnaryOperator.identity());
    }

    InMemory(String version, UnaryOperator<ObjectStore> fault) {
      this.milvus = new InMemoryMilvus(version, fault.apply(storage));
    }

    InMemoryMilvus milvus() {
      return milvus;
    }

    @Override
    protected MilvusGateway gateway() {
      return milvus;
    }

    @Override
    protected ObjectStore storage() {
      return storage;
    }

    @Override
    protected PollClock clock() {
      return milvus.clock();
    }

    @Override
    protected void delete(CollectionName name, Object... keys) {
      milvus.delete(name, keys);
    }
  }

  @Nested
  class OfVersion235 extends InMemory {
    OfVersion235() {
      super(InMemoryMilvus.V2_3_5);
    }
  }

  @Nested
  class OfVersion2527 extends InMemory {
    OfVersion2527() {
      super(InMemoryMilvus.V2_5_27);
    }
  }

  @Nested
  class OfVersion2619 extends InMemory {
    OfVersion2619() {
      super(InMemoryMilvus.V2_6_19);
    }
  }
}
