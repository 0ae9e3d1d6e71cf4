package io.vedette.portalapi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Finds the portal's files. A path that names no file is one of the portal's own pages and gets its
 * {@code index.html}; paths of the programming interfaces never do.
 */
final class PortalPages extends PathResourceResolver {
  @Override
  protected @Nullable Resource getResource(String path, Resource location) throws IOException {
    Resource file = path.isEmpty() ? null : super.getResource(path, location);
    if (file != null && file.isReadable()) {
      return file;
    }
    if (path.startsWith("api/") || path.startsWith("v1/") || path.startsWith("v2/")) {
      return null;
    }
    Resource index = location.createRelative("index.html");
    return index.isReadable() ? index : null;
  }
}
