package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.MilvusConnection;
import java.util.List;
import java.util.stream.Collectors;

/** The fixture of a test. */
record DefaultFixture(Session session, List<RestoredCollection> restored) implements MilvusFixture {

  DefaultFixture {
    restored = List.copyOf(restored);
  }

  @Override
  public MilvusConnection milvus() {
    return session.milvus();
  }

  @Override
  public RestoredCollection restored(String nameInBackup) {
    CollectionName name = CollectionName.parse(nameInBackup);
    return restored.stream()
        .filter(collection -> collection.nameInBackup().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FixtureException(
                    "Cannot find collection %s among those restored for this test: %s. Correct the name, or select it in @RestoreBackup."
                        .formatted(name, names())));
  }

  /** The only collection. */
  RestoredCollection single() {
    if (restored.size() != 1) {
      throw new FixtureException(
          "Cannot choose a RestoredCollection: %d are restored (%s). Select one in @RestoreBackup, or use a MilvusFixture as parameter and request it by name."
              .formatted(restored.size(), names()));
    }
    return restored.get(0);
  }

  @Override
  public BackupReport snapshot(String name, IfSnapshotExists ifExists, List<String> collections) {
    BackupClient client =
        session
            .snapshots()
            .orElseThrow(
                () ->
                    new FixtureException(
                        "Cannot make snapshot '%s': backups on the class path are read-only. Set a folder for snapshots with snapshots(…) on the extension's builder."
                            .formatted(name)));
    List<String> wanted =
        collections.isEmpty()
            ? restored.stream().map(RestoredCollection::name).toList()
            : collections;
    if (wanted.isEmpty()) {
      throw new FixtureException(
          "Cannot make snapshot '%s': no collection was restored for this test, and none is named. Name the collections to back up."
              .formatted(name));
    }
    if (ifExists == IfSnapshotExists.REPLACE && client.find(name).isPresent()) {
      session.await(client.delete(name));
    }
    return session.await(client.create(b -> b.name(name).collections(wanted)));
  }

  private String names() {
    return restored.isEmpty()
        ? "none"
        : restored.stream().map(c -> c.nameInBackup().toString()).collect(Collectors.joining(", "));
  }
}
