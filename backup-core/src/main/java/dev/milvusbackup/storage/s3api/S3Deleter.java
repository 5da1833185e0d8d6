package dev.milvusbackup.storage.s3api;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes in batches. */
final class S3Deleter {

  private static final int BATCH = 1000;
  private static final int NAMED = 10;
  private static final Set<String> PASSING =
      Set.of(
          "InternalError", "SlowDown", "SlowDownWrite", "ServiceUnavailable", "OperationAborted");

  private final S3Context context;

  S3Deleter(S3Context context) {
    this.context = context;
  }

  void delete(Collection<ObjectKey> keys) {
    List<String> paths = keys.stream().map(key -> context.address(key).path()).distinct().toList();
    List<S3DeleteFailure> failures = new ArrayList<>();
    for (int i = 0; i < paths.size(); i += BATCH) {
      failures.addAll(deleteBatch(paths.subList(i, Math.min(i + BATCH, paths.size()))));
    }
    if (!failures.isEmpty()) {
      throw failure(failures);
    }
  }

  private List<S3DeleteFailure> deleteBatch(List<String> paths) {
    try {
      return context.api().delete(context.bucket(), paths).stream()
          .filter(failure -> !failure.code().equals("NoSuchKey"))
          .toList();
    } catch (S3Failure e) {
      throw context.failure(
          "Cannot delete %d objects of %s".formatted(paths.size(), context.displayName()), e);
    }
  }

  private StorageException failure(List<S3DeleteFailure> failures) {
    String some =
        failures.stream()
            .limit(NAMED)
            .map(f -> context.keyOf(f.path()) + " (" + f.code() + ")")
            .collect(Collectors.joining(", "));
    String message =
        "Cannot delete %d objects of %s: %s%s."
            .formatted(
                failures.size(), context.displayName(), some, failures.size() > NAMED ? ", …" : "");
    if (failures.stream().allMatch(f -> PASSING.contains(f.code()))) {
      return new StoreUnavailableException(message + " Try again later.");
    }
    if (failures.stream().anyMatch(f -> f.code().equals("AccessDenied"))) {
      return new StoreAccessDeniedException(message + " Check the permissions of the credentials.");
    }
    return new StorageException(message);
  }
}
