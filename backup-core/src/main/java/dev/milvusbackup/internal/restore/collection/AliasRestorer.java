package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.data.AliasPlan;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.util.ArrayList;
import java.util.List;

/** Sets the aliases of restored collections. */
final class AliasRestorer {

  private final MilvusGateway milvus;
  private final AliasPlan plan;

  AliasRestorer(MilvusGateway milvus, AliasPlan plan) {
    this.milvus = milvus;
    this.plan = plan;
  }

  /**
   * Gives a collection its aliases, switched ones last.
   *
   * @return the aliases that could not be set
   * @throws MilvusException if a switch fails; the collection is complete nevertheless
   */
  List<String> restore(CollectionName target) {
    List<String> warnings = new ArrayList<>(plan.takenFrom(target));
    for (CollectionName alias : plan.returnedTo(target)) {
      try {
        restoreAlias(alias, target, warnings);
      } catch (BackupException e) {
        warnings.add("it has no alias '%s': %s".formatted(alias.name(), e.getMessage()));
      }
    }
    plan.switchedTo(target).forEach(alias -> switchTo(target, alias));
    return warnings;
  }

  private void restoreAlias(CollectionName alias, CollectionName target, List<String> warnings) {
    var owner = milvus.aliases().owner(alias);
    if (owner.isEmpty()) {
      milvus.aliases().point(alias, target);
    } else if (!owner.get().equals(target)) {
      warnings.add("alias '%s' now belongs to %s".formatted(alias.name(), owner.get()));
    }
  }

  private void switchTo(CollectionName target, CollectionName alias) {
    try {
      milvus.aliases().point(alias, target);
    } catch (BackupException e) {
      throw new MilvusException(
          "Cannot switch alias '%s' to %s: %s The collection is restored and complete; switch the alias manually."
              .formatted(alias.name(), target, e.getMessage()),
          e);
    }
  }
}
