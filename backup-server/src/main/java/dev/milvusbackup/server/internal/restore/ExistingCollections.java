package dev.milvusbackup.server.internal.restore;

import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.stream.Stream;

/** What happens to collections that exist under the target names. */
record ExistingCollections(
    @Schema(description = "Replace existing collections.") boolean dropExistCollection,
    @Schema(
            description =
                "With skipCreateCollection: drop the indexes of the existing collections, which are not loaded.")
        boolean dropExistIndex,
    @Schema(description = "Import into existing collections.") boolean skipCreateCollection,
    @Schema(description = "Leave existing collections alone. Not in the Go tool.")
        boolean skipExistCollection) {

  void addTo(RestoreRequest.Builder builder) {
    builder.ifExists(ifExists()).dropIndexes(dropExistIndex);
  }

  private IfExists ifExists() {
    if (dropExistCollection && skipCreateCollection) {
      throw new InvalidRequestException(
          "drop_exist_collection and skip_create_collection cannot be true at the same time");
    }
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
