package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a backup with its manifest, byte by byte, without the library's own checks. */
final class Intact {

  private Intact() {}

  /** Whatever the client lists as complete is there, with the digests that the manifest has. */
  static void checkAll(BackupClient backups, ObjectStore store) {
    backups.list().backups().forEach(b -> check(backups.get(b.name()), store));
  }

  static BackupManifest check(BackupManifest backup, ObjectStore store) {
    ObjectKey directory = ObjectKey.of(backup.name());
    Map<ObjectKey, StoredObject> expected =
        backup.collections().stream()
            .flatMap(c -> c.objects())
            .collect(Collectors.toMap(StoredObject::key, Function.identity()));
    Map<String, Long> sizes = new TreeMap<>();
    expected.values().forEach(o -> sizes.put(o.key().path(), o.size()));
    Map<String, Long> found = sizes(store, directory.resolve("binlogs"));
    found.putAll(sizes(store, directory.resolve("rows")));
    assertThat(found).isEqualTo(sizes);
    expected
        .values()
        .forEach(
            object ->
                assertThat(digest(store, object.key(), object.digest().orElseThrow().algorithm()))
                    .as(object.key().path())
                    .isEqualTo(object.digest().orElseThrow()));
    return backup;
  }

  /** Names in {@code meta/}. */
  static Stream<String> metas(ObjectStore store, String name) {
    return sizes(store, ObjectKey.of(name).resolve("meta")).keySet().stream()
        .map(key -> key.substring(key.lastIndexOf('/') + 1));
  }

  static Map<String, Long> sizes(ObjectStore store, ObjectKey directory) {
    try (Stream<ObjectInfo> objects = store.list(directory)) {
      return objects.collect(
          Collectors.toMap(o -> o.key().path(), ObjectInfo::size, (a, b) -> a, TreeMap::new));
    }
  }

  private static Digest digest(ObjectStore store, ObjectKey key, String algorithm) {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return Digest.of(algorithm, MessageDigest.getInstance(algorithm).digest(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
