package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A job that does not follow the protocol, made of one that does: what it does to the store, or
 * sees of it, is changed on the way.
 */
class PlantedFault extends ForwardingObjectStore {

  private static final String PINS = ".shared/pins";
  private static final String ROOTS = ".shared/roots";

  private PlantedFault(ObjectStore store) {
    super(store);
  }

  @Override
  public ObjectStore withRoot(String root) {
    throw new UnsupportedOperationException();
  }

  /** A create that writes no pin. */
  static ObjectStore noPin(ObjectStore store) {
    return new PlantedFault(store) {
      @Override
      public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
        return isPin(key) ? ObjectInfo.of(key, body.size()) : super.put(key, body, mode);
      }

      @Override
      public Optional<ObjectInfo> stat(ObjectKey key) {
        return isPin(key) ? Optional.of(ObjectInfo.of(key, 1)) : super.stat(key);
      }
    };
  }

  /** A create that looks at what there is, and writes its pin afterwards. */
  static ObjectStore lookBeforeThePin(ObjectStore store) {
    return new PlantedFault(store) {
      private Optional<ObjectBody> pin = Optional.empty();

      @Override
      public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
        if (isPin(key)) {
          pin = Optional.of(body);
          return ObjectInfo.of(key, body.size());
        }
        return super.put(key, body, mode);
      }

      @Override
      public Optional<ObjectInfo> stat(ObjectKey key) {
        if (isPin(key) && pin.isPresent()) {
          super.put(key, pin.get(), PutMode.REPLACE);
          pin = Optional.empty();
        }
        return super.stat(key);
      }
    };
  }

  /** A prune that does not look at the backups again before it removes what it has condemned. */
  static ObjectStore noSecondLook(ObjectStore store) {
    return new PlantedFault(store) {
      private final Map<ObjectKey, List<ObjectKey>> directories = new HashMap<>();
      private final Map<ObjectKey, List<ObjectInfo>> metas = new HashMap<>();

      @Override
      public Stream<ObjectKey> directories(ObjectKey directory) {
        if (!directories.containsKey(directory)) {
          directories.put(directory, super.directories(directory).toList());
        }
        return directories.get(directory).stream();
      }

      @Override
      public Stream<ObjectInfo> list(ObjectKey directory) {
        // It knows well what it deletes itself.
        if (directory.path().startsWith(".")
            || directory.path().startsWith("a/")
            || directories.isEmpty()) {
          return super.list(directory);
        }
        if (!metas.containsKey(directory)) {
          metas.put(directory, super.list(directory).toList());
        }
        return metas.get(directory).stream();
      }
    };
  }

  /** A prune that takes a listing for complete that has ended early. */
  static ObjectStore partialListing(ObjectStore store) {
    return new PlantedFault(store) {
      @Override
      public Stream<ObjectKey> directories(ObjectKey directory) {
        return Stream.empty();
      }
    };
  }

  /** A prune that goes by a clock that is three days fast. */
  static ObjectStore localClock(ObjectStore store) {
    return new PlantedFault(store) {
      @Override
      public Optional<ObjectInfo> stat(ObjectKey key) {
        Optional<ObjectInfo> info = super.stat(key);
        return key.path().startsWith(".probe")
            ? info.map(i -> i.withLastModified(i.lastModified().orElseThrow().plus(DAYS)))
            : info;
      }
    };
  }

  private static final Duration DAYS = Duration.ofDays(3);

  /** A create that does not look again after it has published its backup. */
  static ObjectStore noLookAfterPublish(ObjectStore store) {
    return new PlantedFault(store) {
      private final Map<ObjectKey, List<ObjectInfo>> before = new HashMap<>();
      private boolean published;

      @Override
      public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
        ObjectInfo info = super.put(key, body, mode);
        published |= isBackup(key);
        return info;
      }

      @Override
      public Optional<ObjectInfo> stat(ObjectKey key) {
        return isPin(key) && published ? Optional.of(ObjectInfo.of(key, 1)) : super.stat(key);
      }

      @Override
      public Stream<ObjectInfo> list(ObjectKey directory) {
        if (!directory.path().startsWith(ROOTS)) {
          return super.list(directory);
        }
        if (!published) {
          before.put(directory, super.list(directory).toList());
        }
        return before.getOrDefault(directory, List.of()).stream();
      }
    };
  }

  /** An undelete that does not ask what prunes are removing. */
  static ObjectStore noLookAtRemovals(ObjectStore store) {
    return new PlantedFault(store) {
      @Override
      public Stream<ObjectInfo> list(ObjectKey directory) {
        return directory.path().startsWith(".shared/condemned")
            ? Stream.empty()
            : super.list(directory);
      }
    };
  }

  /** A create that withdraws whatever has the name of its backup. */
  static ObjectStore nameInsteadOfId(ObjectStore store) {
    return new PlantedFault(store) {
      @Override
      public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
        if (key.path().contains("/meta/withdrawn.")) {
          SteppedActor.Stepped stepped = (SteppedActor.Stepped) store;
          stepped.deleteWithoutLock(ObjectKey.of("b/meta/incremental.json"));
          return ObjectInfo.of(key, body.size());
        }
        return super.put(key, body, mode);
      }
    };
  }

  static boolean isPin(ObjectKey key) {
    return key.path().startsWith(PINS);
  }

  static boolean isBackup(ObjectKey key) {
    return key.path().endsWith("/meta/incremental.json");
  }
}
