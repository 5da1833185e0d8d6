/** For authors of stores: what every {@link dev.milvusbackup.storage.ObjectStore} needs. */
@NullMarked
package dev.milvusbackup.storage.support;

import org.jspecify.annotations.NullMarked;
