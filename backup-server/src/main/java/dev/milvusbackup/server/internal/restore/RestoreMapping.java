package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.SchemaChanges;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the body of restore to the library's request. */
final class RestoreMapping {

  private RestoreMapping() {}

  /**
   * Checks what can be checked without the backup.
   *
   * @throws InvalidRequestException if the body asks for what cannot be done
   */
  static void check(RestoreBody body) {
    RestoreRequest.Builder builder = RestoreRequest.builder().backup(body.job().requiredName());
    body.others().checkSupported();
    fill(builder, body);
    builder.build();
  }

  /**
   * The request.
   *
   * @param id of the job
   * @throws InvalidRequestException if the body asks for what cannot be done
   */
  static RestoreOrder order(RestoreBody body, String id, BackupManifest backup) {
    RestoreRequest.Builder builder = RestoreRequest.builder().backup(body.job().requiredName());
    fill(builder, body);
    RestoreRequest request = builder.id(id).build();
    // A selector that matches nothing is for the library to report.
    List<CollectionName> targets =
        backup.collections().stream()
            .map(CollectionManifest::name)
            .filter(request::selects)
            .map(request::targetOf)
            .toList();
    return new RestoreOrder(request, targets);
  }

  private static void fill(RestoreRequest.Builder builder, RestoreBody body) {
    body.collections().select(builder);
    body.contents().addTo(builder);
    body.existing().addTo(builder);
    SchemaChanges.Builder changes = SchemaChanges.builder();
    body.collections().names().addTo(builder, changes);
    body.contents().addTo(changes);
    builder.schema(changes.build());
    body.state().addTo(builder);
  }

  static String required(@Nullable String value, String what) {
    if (value == null || value.isEmpty()) {
      throw new InvalidRequestException(
          "Cannot restore: %s is empty. Give it a name.".formatted(what));
    }
    return value;
  }
}
