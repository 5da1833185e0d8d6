/** HTTP: routes, answers, errors, security, documentation. It knows no job and no backup. */
@NullMarked
package dev.milvusbackup.server.internal.http;

import org.jspecify.annotations.NullMarked;
