package dev.milvusbackup.server.internal.body;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.retention.PruneRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which backups it is about. */
public record RetentionScope(
    @Schema(description = "Only backups whose names start with this.", example = "nightly_")
        @Nullable String prefix,
    @Schema(description = "All backups; instead of a prefix.") boolean all,
    @Schema(
            description =
                "No backups, only objects of incremental backups to which none refers; instead of a prefix.")
        boolean unreferenced,
    @Schema(description = "Only backups with these labels.")
        @Nullable Map<String, @Nullable String> labels) {

  void addTo(PruneRequest.Builder request) {
    boolean named = prefix != null && !prefix.isEmpty();
    if (Stream.of(named, all, unreferenced).filter(given -> given).count() > 1) {
      throw new InvalidRequestException(
          "Cannot prune: prefix, all and unreferenced exclude each other.");
    }
    if (unreferenced) {
      request.unreferencedOnly();
    }
    if (prefix != null && named) {
      request.prefix(prefix);
    }
    if (all) {
      request.allBackups();
    }
    LabelOptions.of(labels).forEach(request::label);
  }
}
