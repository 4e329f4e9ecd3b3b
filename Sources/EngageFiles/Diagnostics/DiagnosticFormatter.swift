public import EngageModel

/// Shows diagnostics to people, with the line in question and carets under the words in question:
///
///     error[unknown-key]: session “rugby” has no key “plaec”
///      --> events/rugby.yaml:4:21
///       |
///     4 |   - {session: rugby, plaec: "Rugby"}
///       |                      ^^^^^
///       = help: did you mean “place”?
public struct DiagnosticFormatter: Sendable {
  /// Whether to use the terminal's colours.
  public var colour: Bool
  /// How many columns a source line may take before it is cut.
  public var width: Int

  /// A formatter for plain text, or for a terminal with colours.
  public init(colour: Bool = false, width: Int = 110) {
    self.colour = colour
    self.width = max(20, width)
  }

  /// Several diagnostics, a blank line between them, without a line break at the end.
  /// - Parameter sources: the texts of files by their paths, where lines are to be shown.
  public func format(_ diagnostics: [Diagnostic], sources: [String: String] = [:]) -> String {
    let files = sources.reduce(into: [:]) { $0[$1.key] = SourceFile(path: $1.key, text: $1.value) }
    return diagnostics.map { format($0, file: $0.file.flatMap { files[$0] }) }.joined(separator: "\n\n")
  }

  /// One diagnostic, without a line break at the end.
  public func format(_ diagnostic: Diagnostic, sources: [String: String] = [:]) -> String {
    format([diagnostic], sources: sources)
  }

  /// `2 errors, 1 warning`; empty if there are neither.
  public func summary(of diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    var parts: [String] = []
    if errors > 0 { parts.append(errors == 1 ? "1 error" : "\(errors) errors") }
    if warnings > 0 { parts.append(warnings == 1 ? "1 warning" : "\(warnings) warnings") }
    return parts.joined(separator: ", ")
  }

  private func format(_ diagnostic: Diagnostic, file: SourceFile?) -> String {
    let head = paint("\(diagnostic.severity.rawValue)[\(diagnostic.rule)]", colour(of: diagnostic.severity))
    var lines = [head + paint(": \(visible(diagnostic.message))", "1")]
    let excerpt = file.flatMap { SourceExcerpt(of: diagnostic, in: $0, width: width) }
    let margin = String(repeating: " ", count: excerpt?.number.count ?? 1)
    if let place = place(of: diagnostic) { lines.append(margin + paint("--> ", "34") + place) }
    if let excerpt {
      let bar = paint("|", "34")
      lines.append("\(margin) \(bar)")
      lines.append("\(paint(excerpt.number, "34")) \(bar)\(excerpt.line.isEmpty ? "" : " ")\(excerpt.line)")
      lines.append(
        "\(margin) \(bar) \(excerpt.indent)\(paint(excerpt.carets, colour(of: diagnostic.severity)))")
    }
    if let hint = diagnostic.hint { lines.append("\(margin) \(paint("=", "34")) help: \(visible(hint))") }
    return lines.joined(separator: "\n")
  }

  private func place(of diagnostic: Diagnostic) -> String? {
    var parts: [String] = []
    if let file = diagnostic.file {
      var place = visible(file)
      if let line = diagnostic.line { place += ":\(line)" }
      if diagnostic.line != nil, let column = diagnostic.column { place += ":\(column)" }
      parts.append(place)
    }
    if let sheet = diagnostic.sheet { parts.append("sheet “\(visible(sheet))”") }
    if let cell = diagnostic.cell { parts.append("cell \(visible(cell))") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func colour(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Text without characters that would command a terminal.
func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { shown.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
  return String(shown)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
    || (0x2066...0x2069).contains(scalar.value)
}
