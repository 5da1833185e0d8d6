/**
 * What a backup contains, read-only. Instances come from this library; the constructors are not
 * meant for others and may get more parameters.
 */
@NullMarked
package dev.milvusbackup.manifest;

import org.jspecify.annotations.NullMarked;
