package dev.milvusbackup.cli;

import dev.milvusbackup.RbacPolicy;

/** The values of the Go tool's {@code --rbac}, and one more. */
enum RbacChoice {
  /** The Go tool's default. */
  FALSE(RbacPolicy.SKIP),
  /** Everything. */
  TRUE(RbacPolicy.ALL),
  /** Not in the Go tool. */
  WITHOUT_PASSWORDS(RbacPolicy.WITHOUT_PASSWORDS);

  private final RbacPolicy policy;

  RbacChoice(RbacPolicy policy) {
    this.policy = policy;
  }

  RbacPolicy policy() {
    return policy;
  }
}
