package dev.milvusbackup.internal.verify;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.ManifestAssembler;
import dev.milvusbackup.internal.format.commit.CommitJson;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.json.MetadataBody;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.json.Sha256;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A backup with the structure of a real one, and noise for data. */
record NativeBackup(BackupLayout layout, List<ObjectKey> objects) {

  static NativeBackup write(ObjectStore store, String name) {
    BackupLayout layout = new BackupLayout(new BackupName(name));
    BackupInfo info = info();
    List<CommittedObject> metas = new ArrayList<>();
    for (Map.Entry<String, MetadataBody> meta : GoMetadata.write(info).entrySet()) {
      ObjectKey key = layout.meta(meta.getKey());
      MetadataBody json = meta.getValue();
      store.put(key, json, PutMode.REPLACE);
      metas.add(CommittedObject.of(layout.path(key), json.size(), Optional.of(json.digest())));
    }
    List<CommittedObject> objects = new ArrayList<>();
    List<ObjectKey> keys = new ArrayList<>();
    Random random = new Random(42);
    for (StoredObject object : objects(layout, info)) {
      byte[] noise = new byte[(int) object.size()];
      random.nextBytes(noise);
      objects.add(put(store, layout, object.key(), noise));
      keys.add(object.key());
    }
    CommitRecord commit =
        new CommitRecord(
            1, name, info.id(), "2026-11-24T03:44:07.123Z", info.createdBy(), metas, objects);
    store.put(layout.commit(), CommitJson.write(commit), PutMode.REPLACE);
    return new NativeBackup(layout, keys);
  }

  private static List<StoredObject> objects(BackupLayout layout, BackupInfo info) {
    BackupSummary summary = BackupSummary.builder(layout.name().value()).build();
    return ManifestAssembler.assemble(layout, info, Optional.empty(), summary)
        .collections()
        .stream()
        .flatMap(c -> c.objects())
        .sorted(Comparator.comparing(StoredObject::key))
        .toList();
  }

  private static CommittedObject put(
      ObjectStore store, BackupLayout layout, ObjectKey key, byte[] content) {
    store.put(key, ObjectBody.of(content), PutMode.REPLACE);
    return CommittedObject.of(layout.path(key), content.length, Optional.of(Sha256.of(content)));
  }

  /** That of the Go tool with our name below. */
  private static BackupInfo info() {
    try (InputStream in = NativeBackup.class.getResourceAsStream("/go-tool/full_meta.json")) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String ours =
          "{\"created_by\":\"" + BackupInfo.CREATED_BY + "\"," + json.strip().substring(1);
      return MetadataJson.read(ours.getBytes(StandardCharsets.UTF_8), BackupInfo.class, "it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
