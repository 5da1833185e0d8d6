package dev.milvusbackup.internal.create;

import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac.Passwords;
import dev.milvusbackup.internal.milvus.rbac.MilvusRbac.RbacSnapshot;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads users and roles before anything is copied, so that a failure costs nothing. */
final class RbacReader {

  private static final Logger LOG = LoggerFactory.getLogger(RbacReader.class);

  private final MilvusRbac milvus;

  RbacReader(MilvusRbac milvus) {
    this.milvus = milvus;
  }

  Optional<RbacMeta> read(RbacPolicy policy) {
    if (policy == RbacPolicy.SKIP) {
      return Optional.empty();
    }
    RbacSnapshot snapshot = milvus.read();
    if (policy == RbacPolicy.WITHOUT_PASSWORDS) {
      return Optional.of(snapshot.meta().withoutPasswords());
    }
    if (snapshot.passwords() == Passwords.HIDDEN) {
      LOG.warn(
          "This Milvus does not expose the password hashes of its {} users: the backup does not contain them",
          snapshot.meta().users().size());
    }
    return Optional.of(snapshot.meta());
  }
}
