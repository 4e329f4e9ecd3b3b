/// Adjudication where there is no screen: lines from a pipe or a plain terminal.
extension AdjudicationForm {
  /// Takes a line as a person typed it: a key of the foot, an empty line for Enter, `q` to leave; or, where something
  /// else is to be typed, the answer (`/b` goes back).
  public mutating func accept(_ line: String) throws {
    let typed = line.withoutControls
    if case .other(let field) = stage {
      if typed.trimmed == "/b" { return try handle(.escape) }
      editor = TextEditor("", isLong: isText(field))
      try handle(.paste(typed))
      return try handle(.enter)
    }
    let word = typed.trimmed.lowercased()
    try handle(word.isEmpty ? .enter : .text(word))
  }

  public var lines: [String] {
    let screen = screen
    var lines = (screen.message?.lines ?? []).map { "! \($0)" }
    if screen.isFinished { return lines + [screen.text] }
    lines += ["", screen.progress]
    if !screen.place.isEmpty { lines.append(screen.place) }
    lines += screen.text.split(whereSeparator: \.isNewline).map(String.init)
    if let hint = screen.hint { lines.append("  (\(hint))") }
    for option in screen.options {
      let label = option.label.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (place, part) in label.enumerated() {
        lines.append(place == 0 ? "  \(option.key)  \(part)" : "     \(part)")
      }
    }
    lines += screen.details.map { "  \($0)" }
    if let field = screen.field, !field.text.isEmpty { lines.append("  [so far: \(field.text.brief(200))]") }
    let escape = if case .other = stage { "/b" } else { "q" }
    // There is no Alt in a line.
    var foot = screen.foot.filter { !$0.key.hasPrefix("Alt-") }
      .map { "\($0.key == "Esc" ? escape : $0.key): \($0.what)" }
    if case .other(.question) = stage {
      foot += ["/n: not answered", "/u: unreadable", "/p: prefers not to say"]
    }
    return lines + ["  \(foot.joined(separator: " · "))"]
  }
}
