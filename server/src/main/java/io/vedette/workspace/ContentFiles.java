package io.vedette.workspace;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Finds the files of the product's content on the class path. */
final class ContentFiles {
  private ContentFiles() {}

  /** The names, without their ending, of all files with that ending in a folder. */
  static Set<String> names(String folder, String ending) throws IOException, URISyntaxException {
    Set<String> names = new HashSet<>();
    ClassLoader loader = ContentFiles.class.getClassLoader();
    for (URL found : Collections.list(loader.getResources(folder))) {
      if (found.openConnection() instanceof JarURLConnection jar) {
        jar.getJarFile().stream()
            .map(ZipEntry::getName)
            .filter(name -> name.startsWith(folder + "/"))
            .map(name -> name.substring(folder.length() + 1))
            .forEach(file -> add(file, ending, names));
      } else {
        try (Stream<Path> listed = Files.list(Path.of(found.toURI()))) {
          listed.forEach(path -> add(String.valueOf(path.getFileName()), ending, names));
        }
      }
    }
    return names;
  }

  private static void add(String file, String ending, Set<String> names) {
    if (file.endsWith(ending)) {
      names.add(file.substring(0, file.length() - ending.length()));
    }
  }
}
