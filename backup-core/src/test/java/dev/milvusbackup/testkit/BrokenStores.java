package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores with one typical mistake each. */
final class BrokenStores {

  private BrokenStores() {}

  /** Reports success for every put, but loses large objects. */
  static ObjectStore losingPuts(ObjectStore good) {
    return new Delegate(good, BrokenStores::losingPuts) {
      @Override
      public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
        ObjectInfo stored = super.put(key, body, mode);
        if (body.size() > 5 * ContractFixture.MIB) {
          delete(List.of(key));
        }
        return stored;
      }
    };
  }

  static ObjectStore listingBackwards(ObjectStore good) {
    return new Delegate(good, BrokenStores::listingBackwards) {
      @Override
      public Stream<ObjectInfo> list(ObjectKey directory) {
        return super.list(directory).sorted(Comparator.comparing(ObjectInfo::key).reversed());
      }
    };
  }

  /** Writes in place, like a file system store that does not rename a finished file. */
  static ObjectStore storingParts(ObjectStore good) {
    return new Delegate(good, BrokenStores::storingParts) {
      @Override
      public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
        if (mode == PutMode.REPLACE) {
          storeHalf(key, body);
        }
        return super.put(key, body, mode);
      }

      private void storeHalf(ObjectKey key, ObjectBody body) {
        try (InputStream in = body.open()) {
          byte[] half = new byte[(int) body.size() / 2];
          int count = in.readNBytes(half, 0, half.length);
          super.put(key, ObjectBody.of(Arrays.copyOf(half, count)), PutMode.REPLACE);
        } catch (IOException e) {
          throw new StorageException(
              "Cannot store " + displayName() + "/" + key + ": its content broke off", e);
        }
      }
    };
  }

  /**
   * Checks and stores in two steps, as if the service had no conditional put. A barrier between
   * them lets the concurrent callers of the contract meet there.
   */
  static ObjectStore checkingBeforeCreating(ObjectStore good) {
    CyclicBarrier between = new CyclicBarrier(8);
    return new Delegate(good, BrokenStores::checkingBeforeCreating) {
      @Override
      public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
        if (mode == PutMode.CREATE_NEW && stat(key).isPresent()) {
          throw new ObjectExistsException(
              "Cannot store " + displayName() + "/" + key + ": it exists already");
        }
        if (key.path().startsWith("race/")) {
          meet(between);
        }
        return super.put(key, body, PutMode.REPLACE);
      }
    };
  }

  /** Lists by a prefix without a trailing slash. */
  static ObjectStore listingByPrefix(ObjectStore good) {
    return new Delegate(good, BrokenStores::listingByPrefix) {
      @Override
      public Stream<ObjectInfo> list(ObjectKey directory) {
        return super.list(ObjectKey.ROOT)
            .filter(info -> info.key().path().startsWith(directory.path()));
      }
    };
  }

  static ObjectStore failingForMissingObjects(ObjectStore good) {
    return new Delegate(good, BrokenStores::failingForMissingObjects) {
      @Override
      public void delete(Collection<ObjectKey> keys) {
        for (ObjectKey key : keys) {
          if (stat(key).isEmpty()) {
            throw new ObjectNotFoundException(
                "Cannot delete " + displayName() + "/" + key + ": it does not exist");
          }
        }
        super.delete(keys);
      }
    };
  }

  static ObjectStore readingToTheEnd(ObjectStore good) {
    return new Delegate(good, BrokenStores::readingToTheEnd) {
      @Override
      public InputStream open(ObjectKey key, long offset, long length) {
        return super.open(key, offset, length == 0 ? 0 : Long.MAX_VALUE);
      }
    };
  }

  /** An ETag of key and size, which stays the same for other content. */
  static ObjectStore taggingBySize(ObjectStore good) {
    return new Delegate(good, BrokenStores::taggingBySize) {
      @Override
      public Optional<ObjectInfo> stat(ObjectKey key) {
        return super.stat(key).map(BrokenStores::taggedBySize);
      }

      @Override
      public Stream<ObjectInfo> list(ObjectKey directory) {
        return super.list(directory).map(BrokenStores::taggedBySize);
      }
    };
  }

  private static ObjectInfo taggedBySize(ObjectInfo info) {
    return info.withEtag(info.key() + "-" + info.size());
  }

  /** Listings report another time than look-ups. */
  static ObjectStore listingWithoutTime(ObjectStore good) {
    return new Delegate(good, BrokenStores::listingWithoutTime) {
      @Override
      public Stream<ObjectInfo> list(ObjectKey directory) {
        return super.list(directory).map(info -> info.withLastModified(Instant.EPOCH));
      }
    };
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static class Delegate extends WatchedObjectStore {

    private final UnaryOperator<ObjectStore> fault;

    Delegate(ObjectStore good, UnaryOperator<ObjectStore> fault) {
      super(good, new Nothing());
      this.fault = fault;
    }

    @Override
    ObjectStore viewOf(ObjectStore view) {
      return fault.apply(view);
    }

    @Override
    public String toString() {
      return displayName();
    }
  }

  private record Nothing() implements WatchedObjectStore.Watcher {

    @Override
    public void before(StoreCall call) {}

    @Override
    public void after(StoreCall call) {}
  }
}
