/** HTTP: routes, errors, security, documentation. */
@NullMarked
package dev.milvusbackup.server.internal.web;

import org.jspecify.annotations.NullMarked;
