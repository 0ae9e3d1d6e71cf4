package io.vedette.analytics.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rules: those that ship with Vedette and those in the workspace's folder, which may change at
 * any time. A rule of the workspace takes the place of the shipped one with the same id. A file
 * that becomes unreadable keeps its last good version at work and says what is wrong.
 */
public final class RuleCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(RuleCatalog.class);

  private final @Nullable Path folder;
  private final List<RuleEntry> content;
  private final Map<String, Seen> seen = new HashMap<>();
  private volatile List<RuleEntry> entries = List.of();

  private record Seen(RuleFolder.Found found, RuleEntry entry) {}

  /**
   * @param content the rules that ship with Vedette
   * @param folder the workspace's own rules; need not exist; null for none
   */
  public RuleCatalog(List<RuleFile> content, @Nullable Path folder) {
    this.folder = folder;
    this.content = content.stream().map(file -> read(file, null)).toList();
    refresh();
  }

  /** All rules, each id once, and the files of which none could be read. */
  public List<RuleEntry> entries() {
    return entries;
  }

  /** Looks for changes in the workspace's folder; returns whether there were some. */
  public synchronized boolean refresh() {
    List<RuleEntry> workspace = new ArrayList<>();
    boolean changed = entries.isEmpty();
    try {
      List<RuleFolder.Found> files = folder == null ? List.of() : RuleFolder.find(folder);
      Map<String, Seen> now = new LinkedHashMap<>();
      for (RuleFolder.Found found : files) {
        Seen before = seen.get(found.name());
        boolean same = before != null && before.found().equals(found);
        Seen current = same && before != null ? before : new Seen(found, read(found, before));
        changed |= !same;
        now.put(found.name(), current);
        workspace.add(current.entry());
      }
      changed |= !now.keySet().equals(seen.keySet());
      if (changed) {
        seen.clear();
        seen.putAll(now);
        entries = merged(workspace);
      }
    } catch (IOException e) {
      LOG.warn("The folder of rules cannot be read: {}", e.toString());
    }
    return changed;
  }

  private List<RuleEntry> merged(List<RuleEntry> workspace) {
    Map<String, RuleEntry> byId = new LinkedHashMap<>();
    content.forEach(entry -> byId.put(entry.id(), entry));
    for (RuleEntry entry : workspace) {
      RuleEntry other = byId.get(entry.id());
      if (other != null && other.source() == RuleSource.Workspace) {
        RuleProblem taken =
            new RuleProblem(
                entry.file(), "id", 1, "is already that of " + other.file() + "; this file rests");
        byId.put(
            entry.file(),
            new RuleEntry(
                entry.source(), entry.file(), entry.lastModified(), null, List.of(taken)));
      } else {
        byId.put(entry.id(), entry);
      }
    }
    return List.copyOf(byId.values());
  }

  private static RuleEntry read(RuleFolder.Found found, @Nullable Seen before) {
    AnalyticsRule last = before == null ? null : before.entry().rule();
    try {
      if (found.size() > YamlReader.MAX_LENGTH) {
        return broken(found, last, "the file is longer than " + YamlReader.MAX_LENGTH + " bytes");
      }
      String text = Files.readString(found.path(), StandardCharsets.UTF_8);
      return read(
          new RuleFile(RuleSource.Workspace, found.name(), found.lastModified(), text), last);
    } catch (IOException e) {
      return broken(found, last, "cannot be read as UTF-8 text: " + e.getMessage());
    }
  }

  private static RuleEntry broken(
      RuleFolder.Found found, @Nullable AnalyticsRule last, String message) {
    RuleProblem problem = new RuleProblem(found.name(), "", 1, message);
    return new RuleEntry(
        RuleSource.Workspace, found.name(), found.lastModified(), last, List.of(problem));
  }

  private static RuleEntry read(RuleFile file, @Nullable AnalyticsRule last) {
    return switch (RuleReader.read(file.name(), file.text())) {
      case RuleReader.Outcome.Read read ->
          new RuleEntry(file.source(), file.name(), file.lastModified(), read.rule(), List.of());
      case RuleReader.Outcome.Refused refused ->
          new RuleEntry(file.source(), file.name(), file.lastModified(), last, refused.problems());
    };
  }
}
