package dev.milvusbackup.internal.restore.resume;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.SchemaChanges;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.json.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Identifies a restore, so that it can resume: the same backup, the same Milvus, the same
 * collections under the same names, and the same content.
 *
 * @param fingerprint short enough for a name
 * @param milvus which Milvus
 */
public record RestoreIdentity(String fingerprint, String milvus) {

  private static final int LENGTH = 16;

  public static RestoreIdentity of(
      RestoreRequest request,
      LoadedBackup backup,
      Map<CollectionName, CollectionName> targets,
      String milvus) {
    String all =
        String.join(
                "\n",
                backup.layout().name().value(),
                backup.info().id(),
                Long.toString(backup.info().createdMillis()),
                milvus,
                request.content().name(),
                request.indexes().name(),
                new TreeMap<>(targets).toString())
            + changes(request);
    return new RestoreIdentity(
        Sha256.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, LENGTH), milvus);
  }

  /** A half-filled collection with other shards is not what this restore creates. */
  private static String changes(RestoreRequest request) {
    return request.schema().equals(SchemaChanges.NONE) ? "" : "\n" + request.schema();
  }
}
