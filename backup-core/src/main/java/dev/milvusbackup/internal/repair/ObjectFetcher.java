package dev.milvusbackup.internal.repair;

import dev.milvusbackup.RepairReport.Repaired;
import dev.milvusbackup.internal.check.SubstituteCheck;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.transfer.ProvenBody;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fetches objects again from the first source that has them.
 *
 * @param target the store of the backup
 */
record ObjectFetcher(
    List<Source> sources, ObjectStore target, SubstituteCheck check, JobContext job) {

  /**
   * The result.
   *
   * @param repaired empty if no source has the object
   * @param refusals why each of the other sources was refused
   */
  record Fetched(StoredObject object, Optional<Repaired> repaired, String refusals) {}

  /** Replaces an object only if the size and the digest of the other one are right. */
  Fetched fetch(StoredObject wanted) {
    List<String> refusals = new ArrayList<>();
    for (Source source : sources) {
      job.cancel().check();
      Optional<ObjectKey> from = source.keys().apply(wanted.key());
      Optional<String> problem =
          from.isEmpty()
              ? Optional.of("it has no such objects")
              : check.problem(wanted, source.store(), from.get());
      if (problem.isEmpty()) {
        target.put(wanted.key(), body(wanted, source.store(), from.orElseThrow()), PutMode.REPLACE);
        return new Fetched(wanted, Optional.of(repaired(wanted, source)), "");
      }
      refusals.add("%s: %s".formatted(source.store().displayName(), problem.get()));
    }
    return new Fetched(wanted, Optional.empty(), String.join("; ", refusals));
  }

  private static Repaired repaired(StoredObject object, Source source) {
    return Repaired.of(
        object.key(), object.size(), source.store().displayName(), object.digest().isPresent());
  }

  private static ObjectBody body(StoredObject wanted, ObjectStore source, ObjectKey from) {
    Optional<Digest> digest = wanted.digest();
    return digest.isPresent()
        ? new ProvenBody(source, from, wanted.size(), digest.get())
        : new Unproven(source, from, wanted.size());
  }

  /** The content of an object of which only the size is known. */
  private record Unproven(ObjectStore source, ObjectKey key, long size) implements ObjectBody {

    @Override
    public InputStream open() {
      return source.open(key, 0, size + 1); // a source that has grown is noticed
    }
  }
}
