import EngageModel

/// Reads the history of a codebook and checks that every name in it leads to a theme there is.
struct HistoryReader {
  let problems: Problems
  /// The codebook's own version.
  let version: Int

  private static let keys = ["version", "what", "themes", "into", "was", "at", "by", "why"]

  func read(_ fields: Fields, themes: [Theme]) -> [CodebookRevision] {
    var revisions: [(revision: CodebookRevision, node: YAMLNode)] = []
    for node in fields.list("history") {
      guard let revision = revision(node) else { continue }
      if let last = revisions.last?.revision.version, revision.version < last {
        problems.add(
          "history-order", "version \(revision.version) stands behind version \(last) in the history",
          at: node,
          hint: "put the entries in the order of their versions")
      }
      revisions.append((revision, node))
    }
    let codebook = Codebook(id: "codebook", themes: themes)
    checkNames(revisions, known: codebook.flattened.map(\.theme.id))
    return revisions.map(\.revision)
  }

  private func revision(_ node: YAMLNode) -> CodebookRevision? {
    guard let fields = Fields(node, what: "an entry of the history", known: Self.keys, problems: problems)
    else { return nil }
    _ = fields.required("version", hint: "the version that came of it")
    let made = fields.integer("version", atLeast: 1) ?? 1
    if made > version, let place = fields["version"] {
      problems.add(
        "history-version", "the codebook has version \(version), this came with version \(made)", at: place,
        hint: "write version: \(made) at the head of the codebook")
    }
    _ = fields.required("what", hint: "add, merge, split or rename")
    guard let kind = fields.word("what", as: CodebookRevision.Kind.self) else { return nil }
    _ = fields.required("themes", hint: "the themes it is about: [name]")
    let revision = CodebookRevision(
      version: made, kind, fields.texts("themes").map { Theme.ID($0.text) },
      into: fields.texts("into").map { Theme.ID($0.text) }, was: fields.text("was"), at: fields.text("at"),
      by: fields.text("by"), why: fields.text("why"))
    checkShape(revision, at: node)
    return revision
  }

  private func checkShape(_ revision: CodebookRevision, at node: YAMLNode) {
    switch revision.kind {
    case .merge where revision.into.count != 1:
      problems.add("bad-history", "a merge is into one theme", at: node, hint: "write into: [name]")
    case .split where revision.into.isEmpty || revision.themes.count != 1:
      problems.add(
        "bad-history", "a split is of one theme into others", at: node,
        hint: "write themes: [name], into: [one, other]")
    default: break
    }
  }

  /// Every name leads, from merge to merge, to a theme of the codebook; merges of one version don't go in a circle.
  private func checkNames(_ revisions: [(revision: CodebookRevision, node: YAMLNode)], known: [Theme.ID]) {
    for (index, entry) in revisions.enumerated() where entry.revision.kind == .merge {
      guard let into = entry.revision.into.first else { continue }
      if circle(from: into, entry.revision, revisions.map(\.revision)) {
        problems.add(
          "merge-cycle", "these merges go in a circle: \(names(entry.revision.themes)) and “\(into)”",
          at: entry.node, hint: "a theme that was merged away is nobody's target in the same version")
      }
      let later = revisions[(index + 1)...].map(\.revision)
      tellUnknown(into, at: entry.node, known: known, later: later)
    }
    for (index, entry) in revisions.enumerated() where entry.revision.kind != .merge {
      let later = revisions[(index + 1)...].map(\.revision)
      for name in entry.revision.themes + entry.revision.into {
        tellUnknown(name, at: entry.node, known: known, later: later)
      }
    }
  }

  private func tellUnknown(
    _ name: Theme.ID, at node: YAMLNode, known: [Theme.ID], later: [CodebookRevision]
  ) {
    let isMerged = later.contains { $0.kind == .merge && $0.themes.contains(name) }
    guard !known.contains(name), !isMerged else { return }
    problems.addUnknownWord(
      name.rawValue, at: node, rule: "unknown-theme",
      message: "the history names a theme “\(name)” that there is not",
      among: known.map(\.rawValue),
      otherwise: "a theme that went away was merged into another: write that down as well")
  }

  private func circle(
    from start: Theme.ID, _ first: CodebookRevision, _ revisions: [CodebookRevision]
  ) -> Bool {
    var name = start
    var seen: Set<Theme.ID> = []
    while seen.insert(name).inserted {
      if first.themes.contains(name), name != start { return true }
      let next = revisions.first {
        $0.kind == .merge && $0.version == first.version && $0 != first && $0.themes.contains(name)
          && $0.into.first != name
      }
      guard let into = next?.into.first else { return false }
      if first.themes.contains(into) { return true }
      name = into
    }
    return true
  }

  private func names(_ themes: [Theme.ID]) -> String {
    themes.map { "“\($0)”" }.joined(separator: ", ")
  }
}
