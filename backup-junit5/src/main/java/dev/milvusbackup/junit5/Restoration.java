package dev.milvusbackup.junit5;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import io.milvus.v2.client.MilvusClientV2;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The collections restored for a test. Closing it drops them. */
final class Restoration implements AutoCloseable {

  private final Session session;
  private final List<RestoredCollection> collections;

  private Restoration(Session session, List<RestoredCollection> collections) {
    this.session = session;
    this.collections = collections;
  }

  /** Restores a backup. After a failure nothing remains. */
  static Restoration of(RestoreBackup wanted, Session session) {
    BackupManifest backup = session.client().get(wanted.value());
    Map<CollectionName, CollectionName> targets = targets(wanted, backup);
    try {
      RestoreReport report =
          session.await(
              session
                  .client()
                  .restore(
                      r -> {
                        r.backup(wanted.value()).collections(wanted.collections());
                        targets.forEach((from, to) -> r.rename(from.toString(), to.toString()));
                      }));
      if (wanted.load()) {
        load(backup, targets, session);
      }
      return new Restoration(session, report.restored().stream().map(Restoration::of).toList());
    } catch (RuntimeException e) {
      dropAfter(e, targets.values(), session);
      throw e;
    }
  }

  List<RestoredCollection> collections() {
    return collections;
  }

  @Override
  public void close() {
    MilvusSdk.drop(session.milvus(), collections.stream().map(RestoredCollection::name).toList());
  }

  private static Map<CollectionName, CollectionName> targets(
      RestoreBackup wanted, BackupManifest backup) {
    List<CollectionName> selected =
        CollectionSelector.select(
            Stream.of(wanted.collections()).map(CollectionSelector::parse).toList(),
            backup.collections().stream().map(CollectionManifest::name).toList());
    UniqueNames names = UniqueNames.random();
    Map<CollectionName, CollectionName> targets = new LinkedHashMap<>();
    selected.forEach(source -> targets.put(source, names.of(source)));
    return targets;
  }

  private static void load(
      BackupManifest backup, Map<CollectionName, CollectionName> targets, Session session) {
    MilvusClientV2 client = MilvusSdk.connect(session.milvus());
    try {
      for (CollectionManifest collection : backup.collections()) {
        CollectionName target = targets.get(collection.name());
        if (target != null && !collection.indexes().isEmpty()) {
          MilvusSdk.load(client, target.name(), session.timeout());
        }
      }
    } finally {
      client.close();
    }
  }

  private static void dropAfter(
      RuntimeException failure, Collection<CollectionName> targets, Session session) {
    try {
      MilvusSdk.drop(session.milvus(), targets.stream().map(CollectionName::name).toList());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static RestoredCollection of(RestoreReport.Restored restored) {
    return new RestoredCollection(
        UniqueNames.original(restored.source()), restored.target().name(), restored.rows());
  }
}
