package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.sharing.StoredSegments.Wanted;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an incremental create looks for in the store. */
final class CollectionIds {

  private static final Logger LOG = LoggerFactory.getLogger(CollectionIds.class);

  private CollectionIds() {}

  static Wanted wanted(BackupPlan plan, Environment environment) {
    Set<Long> ids = new HashSet<>();
    for (CollectionName name : plan.collections()) {
      try {
        ids.add(environment.milvus().collections().id(name));
      } catch (BackupException e) {
        LOG.debug("The snapshot reports what is wrong with {}", name, e);
      }
    }
    String source = environment.milvusStorage().store().displayName();
    return new Wanted(plan.layout().name(), source, ids);
  }
}
