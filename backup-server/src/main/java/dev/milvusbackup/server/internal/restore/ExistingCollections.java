package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.body.UnsupportedOption;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.stream.Stream;

/** What happens to collections that exist under the target names. */
record ExistingCollections(
    @Schema(description = "Replace existing collections.") boolean dropExistCollection,
    @Schema(description = "Not supported with skipCreateCollection.") boolean dropExistIndex,
    @Schema(description = "Import into existing collections.") boolean skipCreateCollection,
    @Schema(description = "Leave existing collections alone. Not in the Go tool.")
        boolean skipExistCollection) {

  void checkSupported() {
    UnsupportedOption.refuse(
        dropExistIndex && skipCreateCollection,
        "dropExistIndex",
        "always keeps indexes of existing collections");
  }

  void addTo(RestoreRequest.Builder builder) {
    builder.ifExists(ifExists());
  }

  private IfExists ifExists() {
    if (count(dropExistCollection, skipCreateCollection, skipExistCollection) > 1) {
      throw new InvalidRequestException(
          "Cannot restore: dropExistCollection, skipCreateCollection and skipExistCollection contradict each other. Send one of them.");
    }
    if (skipExistCollection) {
      return IfExists.SKIP;
    }
    return dropExistCollection
        ? IfExists.REPLACE
        : skipCreateCollection ? IfExists.APPEND : IfExists.FAIL;
  }

  private static int count(Boolean... given) {
    return (int) Stream.of(given).filter(flag -> flag).count();
  }
}
