package dev.milvusbackup.internal.verify;

import dev.milvusbackup.manifest.StoredObject;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Chooses a part of the objects; the same seed chooses the same part, in any order. */
record Sampler(int percent, long seed) {

  List<StoredObject> sample(List<StoredObject> objects) {
    if (percent == 100) {
      return objects;
    }
    long wanted = (objects.size() * (long) percent + 99) / 100;
    return objects.stream()
        .sorted(Comparator.comparingLong(this::lot).thenComparing(StoredObject::key))
        .limit(wanted)
        .toList();
  }

  private long lot(StoredObject object) {
    return new SplittableRandom(seed ^ (long) object.key().path().hashCode() << 32).nextLong();
  }
}
