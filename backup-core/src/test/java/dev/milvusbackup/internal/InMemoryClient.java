package dev.milvusbackup.internal;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.Optional;

/** Clients of a Milvus in memory. */
public final class InMemoryClient {

  private InMemoryClient() {}

  /** A client of a Milvus that keeps its segments in a store, with backups in another one. */
  public static BackupClient of(InMemoryMilvus milvus, ObjectStore storage, ObjectStore backups) {
    return of(milvus, milvus, storage, backups);
  }

  /** The same, by way of another gateway to it. */
  public static BackupClient of(
      MilvusGateway gateway, InMemoryMilvus milvus, ObjectStore storage, ObjectStore backups) {
    return of(gateway, milvus, storage, backups, Limits.defaults());
  }

  /** The same, with other limits. */
  public static BackupClient of(
      MilvusGateway gateway,
      InMemoryMilvus milvus,
      ObjectStore storage,
      ObjectStore backups,
      Limits limits) {
    return new DefaultBackupClient(
        new MilvusInstance(
            "memory://milvus",
            gateway,
            new MilvusStorage(storage, Optional.empty()),
            milvus.clock()),
        backups,
        limits,
        Optional.empty(),
        List.of());
  }
}
