/** Users, roles and privileges. Not API. */
@NullMarked
package dev.milvusbackup.internal.milvus.rbac;

import org.jspecify.annotations.NullMarked;
