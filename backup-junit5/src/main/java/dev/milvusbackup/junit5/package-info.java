/**
 * Backups as the fixtures of JUnit tests: {@link dev.milvusbackup.junit5.MilvusBackupExtension}
 * with {@link dev.milvusbackup.junit5.RestoreBackup}. For JUnit 5.13 and newer, and JUnit 6.
 */
@NullMarked
package dev.milvusbackup.junit5;

import org.jspecify.annotations.NullMarked;
