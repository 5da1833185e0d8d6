package dev.milvusbackup.examples;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.ObjectStoreContract;

// tag::contract[]
class MapStoreTest extends ObjectStoreContract {

  @Override
  protected ObjectStore newStore() {
    return new MapStore("test");
  }
}
// end::contract[]
