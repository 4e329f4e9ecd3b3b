/// Something that a person does to a codebook; the next version comes of it.
public struct CodebookChange: Sendable, Hashable {
  /// A theme that is to be made.
  public struct NewTheme: Sendable, Hashable {
    public var id: Theme.ID
    public var title: String

    public init(id: Theme.ID, title: String) {
      self.id = id
      self.title = title
    }
  }

  public enum Kind: Sendable, Hashable {
    /// A theme that only people give, until somebody writes phrases for it.
    case add(NewTheme, under: Theme.ID?)
    /// Several become one, which is one of them, another one, or new (then with that title).
    case merge([Theme.ID], into: Theme.ID, title: String?)
    /// One gets sub-themes; what was coded with it is to be coded again.
    case split(Theme.ID, into: [NewTheme])
    case rename(Theme.ID, title: String)
  }

  public var kind: Kind
  /// ISO 8601.
  public var at: String
  public var by: String
  public var why: String?

  public init(_ kind: Kind, at: String, by: String, why: String? = nil) {
    self.kind = kind
    self.at = at
    self.by = by
    self.why = why
  }
}

extension Codebook {
  /// The next version of the codebook.
  /// - Throws: `Diagnostic` for themes that are not there, names that are taken, and what can't be done.
  public func applying(_ change: CodebookChange) throws(Diagnostic) -> Codebook {
    var changed = self
    let revision: CodebookRevision
    switch change.kind {
    case .add(let theme, let parent): revision = try changed.add(theme, under: parent)
    case .merge(let themes, let into, let title):
      revision = try changed.merge(themes, into: into, title: title)
    case .split(let theme, let parts): revision = try changed.split(theme, into: parts)
    case .rename(let theme, let title): revision = try changed.rename(theme, title: title)
    }
    changed.version = version + 1
    var noted = revision
    (noted.version, noted.at, noted.by, noted.why) = (version + 1, change.at, change.by, change.why)
    changed.history.append(noted)
    return changed
  }

  /// A theme by name.
  public func theme(_ id: Theme.ID) -> Theme? { flattened.first { $0.theme.id == id }?.theme }

  private func known(_ id: Theme.ID) throws(Diagnostic) -> Theme {
    if let theme = theme(id) { return theme }
    let names = flattened.map(\.theme.id.rawValue)
    if let merged = history.last(where: { $0.kind == .merge && $0.themes.contains(id) })?.into.first {
      throw Diagnostic(
        rule: "unknown-theme", message: "the theme “\(id)” was merged into “\(merged)”", hint: "name that one"
      )
    }
    throw Diagnostic(
      rule: "unknown-theme", message: "the codebook \(self.id) has no theme “\(id)”",
      hint: nearestName(to: id.rawValue, among: names).map { "did you mean \($0)?" }
        ?? "there are: \(names.joined(separator: ", "))")
  }

  private func checkFree(_ new: CodebookChange.NewTheme) throws(Diagnostic) {
    guard NameRules.isKebabCase(new.id.rawValue) else {
      throw Diagnostic(
        rule: "bad-name",
        message: "the name of a theme is made of lower case letters, digits and “-”, “\(new.id)” is not",
        hint: NameRules.kebabCase(of: new.id.rawValue).map { "“\($0)” would do" })
    }
    guard new.title.contains(where: { !$0.isWhitespace }) else {
      throw Diagnostic(
        rule: "no-title", message: "the theme “\(new.id)” needs a title: the words people read")
    }
    if theme(new.id) != nil || formerThemes.contains(new.id) {
      throw Diagnostic(
        rule: "duplicate-name",
        message: theme(new.id) == nil
          ? "there was a theme “\(new.id)” before, and codes given then still have that name"
          : "there is already a theme “\(new.id)”", hint: "give the new one another name")
    }
  }

  private mutating func add(_ new: CodebookChange.NewTheme, under parent: Theme.ID?) throws(Diagnostic)
    -> CodebookRevision
  {
    try checkFree(new)
    let theme = Theme(id: new.id, title: new.title)
    if let parent {
      _ = try known(parent)
      Codebook.edit(parent, in: &themes) { $0.themes.append(theme) }
    } else {
      themes.append(theme)
    }
    return CodebookRevision(version: 0, .add, [new.id])
  }

  private mutating func merge(_ names: [Theme.ID], into: Theme.ID, title: String?) throws(Diagnostic)
    -> CodebookRevision
  {
    var seen: Set<Theme.ID> = []
    let names = names.filter { seen.insert($0).inserted }
    let merged = try names.map { name throws(Diagnostic) in try known(name) }
    guard let first = merged.first, merged.contains(where: { $0.id != into }),
      names.count > 1 || theme(into) != nil
    else {
      throw Diagnostic(
        rule: "nothing-to-merge", message: "a merge takes two themes or more",
        hint: "engage codebook merge CODEBOOK ONE OTHER --into ONE")
    }
    for theme in merged where theme.id != into && !theme.themes.isEmpty {
      throw Diagnostic(
        rule: "has-sub-themes", message: "the theme “\(theme.id)” has sub-themes", hint: "merge those first")
    }
    var others = merged.filter { $0.id != into }
    if theme(into) == nil {
      let new = CodebookChange.NewTheme(id: into, title: title ?? first.title)
      try checkFree(new)
      Codebook.edit(first.id, in: &themes) { ($0.id, $0.title) = (new.id, new.title) }
      others.removeFirst()
    } else if let title {
      Codebook.edit(into, in: &themes) { $0.title = title }
    }
    for other in others {
      Codebook.edit(into, in: &themes) { theme in
        theme.match += other.match.filter { !theme.match.contains($0) }
        theme.exclude += other.exclude.filter { !theme.exclude.contains($0) }
      }
      Codebook.remove(other.id, from: &themes)
    }
    return CodebookRevision(version: 0, .merge, names.filter { $0 != into }, into: [into])
  }

  private mutating func split(_ name: Theme.ID, into parts: [CodebookChange.NewTheme]) throws(Diagnostic)
    -> CodebookRevision
  {
    _ = try known(name)
    guard parts.count > 1 else {
      throw Diagnostic(
        rule: "nothing-to-split", message: "a split makes two themes or more",
        hint: "engage codebook split CODEBOOK THEME --into \"First part\" --into \"Second part\"")
    }
    for part in parts {
      try checkFree(part)
      Codebook.edit(name, in: &themes) { $0.themes.append(Theme(id: part.id, title: part.title)) }
    }
    return CodebookRevision(version: 0, .split, [name], into: parts.map(\.id))
  }

  private mutating func rename(_ name: Theme.ID, title: String) throws(Diagnostic) -> CodebookRevision {
    let before = try known(name)
    guard title.contains(where: { !$0.isWhitespace }), title != before.title else {
      throw Diagnostic(
        rule: "no-title", message: "the theme “\(name)” is called so already, or the new title is empty")
    }
    Codebook.edit(name, in: &themes) { $0.title = title }
    return CodebookRevision(version: 0, .rename, [name], was: before.title)
  }

  private static func edit(_ name: Theme.ID, in themes: inout [Theme], _ body: (inout Theme) -> Void) {
    for index in themes.indices {
      if themes[index].id == name { return body(&themes[index]) }
      edit(name, in: &themes[index].themes, body)
    }
  }

  private static func remove(_ name: Theme.ID, from themes: inout [Theme]) {
    themes.removeAll { $0.id == name }
    for index in themes.indices { remove(name, from: &themes[index].themes) }
  }
}
