package dev.milvusbackup.server.internal.api;

import dev.milvusbackup.error.InvalidRequestException;

/** Refuses options that would change the outcome if they were honoured, and are not. */
final class Unsupported {

  private Unsupported() {}

  static void check(CreateBody body) {
    refuse(body.withIndexExtra(), "with_index_extra", "the extra fields of indexes are not read");
  }

  static void check(RestoreBody body) {
    refuse(
        body.useAutoIndex() && body.restoreIndex(),
        "useAutoIndex",
        "indexes are rebuilt as they were");
    refuse(body.maxShardNum() > 0, "maxShardNum", "collections get as many shards as they had");
    refuse(
        body.skipParams() != null && !body.skipParams().isEmpty(),
        "skipParams",
        "schemas and indexes are restored whole");
    refuse(body.truncateBinlogByTs(), "truncateBinlogByTs", "all rows are restored");
    refuse(
        body.ezkMapping() != null && !body.ezkMapping().isEmpty(),
        "ezkMapping",
        "encryption zones are not restored");
    refuse(
        body.dropExistIndex() && body.skipCreateCollection(),
        "dropExistIndex",
        "indexes of existing collections are kept");
  }

  static void refuse(boolean given, String option, String why) {
    if (given) {
      throw new InvalidRequestException(
          "Cannot honour option '%s': %s. Send the request without it.".formatted(option, why));
    }
  }
}
