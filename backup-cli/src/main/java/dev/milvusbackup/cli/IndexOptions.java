package dev.milvusbackup.cli;

import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.RestoreRequest;
import picocli.CommandLine.Option;

/** Options of {@code restore} about indexes. */
final class IndexOptions {

  @Option(
      names = {"--rebuild_index", "--restore_index"},
      arity = "0..1",
      fallbackValue = "true",
      description = "Create the indexes too.")
  private boolean rebuild;

  @Option(
      names = "--use_auto_index",
      arity = "0..1",
      fallbackValue = "true",
      description = "With --rebuild_index: let Milvus choose the type of the indexes of vectors.")
  private boolean auto;

  @Option(
      names = "--drop_exist_index",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "With --skip_create_collection: drop the indexes of the existing collections, which are not loaded.")
  private boolean drop;

  void apply(RestoreRequest.Builder request, MilvusBackup root) {
    if (auto && !rebuild) {
      root.warn("--use_auto_index has no effect without --rebuild_index.");
    }
    IndexPolicy policy = auto ? IndexPolicy.AUTO : IndexPolicy.REBUILD;
    request.indexes(rebuild ? policy : IndexPolicy.SKIP).dropIndexes(drop);
  }
}
