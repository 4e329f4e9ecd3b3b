public import EngageModel

/// Makes the next version of a codebook's file, keeping its comments, its order and all that does not change.
///
/// ```swift
/// let next = try CodebookEditor.next(of: text, path: path, change)
/// next.text  // the file of version 2
/// ```
public enum CodebookEditor {
  /// The next version.
  public struct Edited: Sendable, Hashable {
    public var text: String
    public var codebook: Codebook
  }

  /// Changes the text of a codebook.
  ///
  /// What comes out is read again and compared with what was meant: a layout that can't be changed line by line is
  /// refused, never spoilt.
  /// - Throws: `DiagnosticsError`: what is wrong with the file, or why the change can't be made.
  public static func next(
    of text: String, path: String, _ change: CodebookChange
  ) throws(DiagnosticsError) -> Edited {
    let reading = CodebookFile.read(text: text, path: path)
    guard let codebook = reading.value else { throw DiagnosticsError(reading.diagnostics) }
    let wanted: Codebook
    do {
      wanted = try codebook.applying(change)
    } catch {
      throw DiagnosticsError([error])
    }
    if let edited = lines(of: text, path: path, codebook: codebook, wanted: wanted, change),
      CodebookFile.read(text: edited, path: path).value == wanted
    {
      return Edited(text: edited, codebook: wanted)
    }
    throw DiagnosticsError([
      Diagnostic(
        rule: "codebook-layout",
        message:
          "this file is not laid out so that Engage could make the change in it, or what would come of it is no "
          + "codebook; nothing was changed", file: path,
        hint:
          "write each theme as “- theme: name” on lines of its own; a theme that loses its last sub-theme needs "
          + "match: []")
    ])
  }

  private static func lines(
    of text: String, path: String, codebook: Codebook, wanted: Codebook, _ change: CodebookChange
  ) -> String? {
    var lines = CodebookLines(text: text, path: path)
    guard let revision = wanted.history.last, apply(change.kind, revision, codebook, wanted, to: &lines),
      lines.setVersion(wanted.version), lines.append(revision)
    else { return nil }
    return lines.text
  }

  private static func apply(
    _ kind: CodebookChange.Kind, _ revision: CodebookRevision, _ codebook: Codebook, _ wanted: Codebook,
    to lines: inout CodebookLines
  ) -> Bool {
    switch kind {
    case .add(let theme, let parent): return lines.add(theme, under: parent)
    case .rename(let theme, let title): return lines.setText("title", of: theme, to: title)
    case .split(let theme, let parts): return parts.allSatisfy { lines.add($0, under: theme) }
    case .merge(let names, let into, _):
      guard let theme = wanted.theme(into) else { return false }
      var before = codebook.theme(into)
      var gone = revision.themes
      if before == nil, let first = names.first, let renamed = codebook.theme(first) {
        guard lines.setText("title", of: first, to: theme.title),
          lines.setText("theme", of: first, to: into.rawValue)
        else { return false }
        before = renamed
        gone.removeAll { $0 == first }
      } else if before?.title != theme.title {
        guard lines.setText("title", of: into, to: theme.title) else { return false }
      }
      let terms = theme.match.dropFirst(before?.match.count ?? 0)
      let excluded = theme.exclude.dropFirst(before?.exclude.count ?? 0)
      return lines.append(Array(terms), to: "match", of: into)
        && lines.append(Array(excluded), to: "exclude", of: into) && gone.allSatisfy { lines.remove($0) }
    }
  }
}
