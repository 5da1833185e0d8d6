/** Repair: damaged objects are fetched again from elsewhere. Not API. */
@NullMarked
package dev.milvusbackup.internal.repair;

import org.jspecify.annotations.NullMarked;
