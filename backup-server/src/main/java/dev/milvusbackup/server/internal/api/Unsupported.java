package dev.milvusbackup.server.internal.api;

import dev.milvusbackup.error.InvalidRequestException;

/** Refuses unsupported options that would change the result. */
final class Unsupported {

  private Unsupported() {}

  static void check(CreateBody body) {
    refuse(body.withIndexExtra(), "with_index_extra", "never reads the extra fields of indexes");
  }

  static void check(RestoreBody body) {
    refuse(
        body.useAutoIndex() && body.restoreIndex(),
        "useAutoIndex",
        "always restores indexes as they were");
    refuse(body.maxShardNum() > 0, "maxShardNum", "always keeps the number of shards");
    refuse(
        body.skipParams() != null && !body.skipParams().isEmpty(),
        "skipParams",
        "always restores schemas and indexes completely");
    refuse(body.truncateBinlogByTs(), "truncateBinlogByTs", "always restores all rows");
    refuse(
        body.ezkMapping() != null && !body.ezkMapping().isEmpty(),
        "ezkMapping",
        "never restores encryption zones");
    refuse(
        body.dropExistIndex() && body.skipCreateCollection(),
        "dropExistIndex",
        "always keeps indexes of existing collections");
  }

  static void refuse(boolean given, String option, String why) {
    if (given) {
      throw new InvalidRequestException(
          "Option '%s' is not supported: this version %s. Send the request without it."
              .formatted(option, why));
    }
  }
}
