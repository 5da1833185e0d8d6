package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.storage.BrokenConnection;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies objects between two stores: inside the service if possible, otherwise through this
 * process, with a digest computed in passing.
 */
public final class ObjectCopier {

  private final ObjectStore source;
  private final ObjectStore target;
  private final Parallel workers;

  public ObjectCopier(ObjectStore source, ObjectStore target, Parallel workers) {
    this.source = source;
    this.target = target;
    this.workers = workers;
  }

  /** Copies all, or stops at the first failure. */
  public List<CopiedObject> copyAll(List<ObjectCopy> copies, JobContext job) {
    return copyAll(copies, job, copied -> {});
  }

  /** As above, and reports each copy from the thread that made it. */
  public List<CopiedObject> copyAll(
      List<ObjectCopy> copies, JobContext job, Consumer<CopiedObject> done) {
    return workers.map(copies, job.cancel(), copy -> copy(copy, job, done));
  }

  /** As above, but continues if an object no longer exists in the source, and reports it. */
  public List<CopiedObject> copyPresent(
      List<ObjectCopy> copies,
      JobContext job,
      Consumer<CopiedObject> done,
      Consumer<ObjectCopy> vanished) {
    CopyResults results = new CopyResults(copies);
    workers.forEach(
        Numbered.each(copies),
        job.cancel(),
        planned -> {
          try {
            results.put(planned.number(), copy(planned.value(), job, done));
          } catch (ObjectNotFoundException e) {
            vanished.accept(planned.value());
          }
        });
    return results.present();
  }

  private CopiedObject copy(ObjectCopy copy, JobContext job, Consumer<CopiedObject> done) {
    CopiedObject copied = copy(copy);
    done.accept(copied);
    job.progress().advance(copy.size(), copy.rows());
    return copied;
  }

  /**
   * Checks objects that were copied before.
   *
   * @return the copies that are missing or have another digest
   */
  public List<ObjectCopy> withoutIntact(List<ObjectCopy> copies, JobContext job) {
    List<Boolean> intact = workers.map(copies, job.cancel(), this::isIntact);
    List<ObjectCopy> broken = new ArrayList<>();
    for (int i = 0; i < copies.size(); i++) {
      if (intact.get(i)) {
        job.progress().advance(copies.get(i).size(), copies.get(i).rows());
      } else {
        broken.add(copies.get(i));
      }
    }
    return broken;
  }

  private boolean isIntact(ObjectCopy copy) {
    Digest expected = copy.digest().orElseThrow();
    Optional<Digest> reported = target.stat(copy.to()).flatMap(ObjectInfo::digest);
    if (reported.isPresent() && reported.get().isComparableTo(expected)) {
      return reported.get().equals(expected);
    }
    HashingBody body = new HashingBody(target, copy.to(), copy.size(), expected.algorithm());
    try (InputStream in = body.open()) {
      in.transferTo(OutputStream.nullOutputStream());
      return body.digest().equals(expected);
    } catch (ObjectNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw BrokenConnection.during(target, copy.to(), e);
    }
  }

  private CopiedObject copy(ObjectCopy copy) {
    ObjectInfo from = ObjectInfo.of(copy.from(), copy.size());
    ObjectInfo copied = target.copyFrom(source, from, copy.to());
    return copied == null ? stream(copy) : check(copy, copied);
  }

  private CopiedObject stream(ObjectCopy copy) {
    String algorithm = copy.digest().map(Digest::algorithm).orElse(Digest.SHA_256);
    HashingBody body = new HashingBody(source, copy.from(), copy.size(), algorithm);
    target.put(copy.to(), body, PutMode.REPLACE);
    Digest digest = body.digest();
    if (copy.digest().isPresent() && !copy.digest().get().equals(digest)) {
      throw damaged(copy, "its digest is " + digest + ", expected " + copy.digest().get());
    }
    return new CopiedObject(copy.to(), copy.size(), Optional.of(digest), Route.STREAMED);
  }

  private CopiedObject check(ObjectCopy copy, ObjectInfo copied) {
    if (copied.size() != copy.size()) {
      throw damaged(copy, "it has " + copied.size() + " bytes, expected " + copy.size());
    }
    Optional<Digest> digest = copied.digest();
    Optional<Digest> expected = copy.digest();
    if (digest.isPresent() && expected.isPresent() && digest.get().contradicts(expected.get())) {
      throw damaged(copy, "its digest is " + digest.get() + ", expected " + expected.get());
    }
    return new CopiedObject(copy.to(), copied.size(), digest, Route.SERVER_SIDE);
  }

  private CorruptBackupException damaged(ObjectCopy copy, String why) {
    return new CorruptBackupException(
        "Cannot copy %s of %s: %s. It was damaged, or changed while it was read."
            .formatted(copy.from(), source.displayName(), why));
  }
}
