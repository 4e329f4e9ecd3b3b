/// ANSI colours, or none.
struct TerminalStyle {
  var colour: Bool

  func heading(_ text: String) -> String { wrap(text, "1") }
  func bar(_ text: String) -> String { wrap(text, "36") }
  func note(_ text: String) -> String { wrap(text, "2") }
  func warning(_ text: String) -> String { wrap(text, "1;33") }

  private func wrap(_ text: String, _ code: String) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
