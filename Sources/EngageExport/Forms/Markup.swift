/// A piece of a page. Texts and attributes are escaped where it is written, and there is no way in without that.
indirect enum Markup {
  case text(String)
  /// Names come from the code, never from data.
  case element(String, [(String, String)], [Markup])
  /// Several side by side.
  case pieces([Markup])
  case style(PaperStyle)

  /// An element with a class.
  static func tag(_ name: String, _ look: String = "", _ inside: [Markup]) -> Markup {
    if look.isEmpty { return .element(name, [], inside) }
    return .element(name, [("class", look)], inside)
  }

  /// An element with a class that holds text alone.
  static func tag(_ name: String, _ look: String = "", _ text: String) -> Markup {
    tag(name, look, [.text(text)])
  }

  /// Text of which each line stands on one.
  static func lines(_ text: String) -> Markup {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return .pieces(
      lines.enumerated().flatMap { index, line -> [Markup] in
        (index == 0 ? [] : [.element("br", [], [])]) + [.text(String(line))]
      })
  }

  /// With attributes added, where it is an element.
  func with(_ name: String, _ value: String) -> Markup {
    guard case .element(let tag, let attributes, let inside) = self else { return self }
    return .element(tag, attributes + [(name, value)], inside)
  }

  /// As HTML.
  var html: String {
    var html = ""
    write(to: &html)
    return html
  }

  private static let empty = ["br", "meta"]
  /// Each begins a line, so that a change can be read as a difference of lines.
  private static let blocks = [
    "html", "head", "meta", "title", "style", "body", "main", "header", "section", "footer", "h1", "h2", "h3",
    "p", "div", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
  ]

  private func write(to html: inout String) {
    switch self {
    case .text(let text): html += Markup.escape(text)
    case .pieces(let pieces): for piece in pieces { piece.write(to: &html) }
    case .style(let style): html += "\n<style>\n\(style.css)</style>"
    case .element(let name, let attributes, let inside):
      html += Markup.blocks.contains(name) ? "\n<\(name)" : "<\(name)"
      for (key, value) in attributes { html += " \(key)=\"\(Markup.escape(value))\"" }
      html += ">"
      if Markup.empty.contains(name) { return }
      for piece in inside { piece.write(to: &html) }
      html += "</\(name)>"
    }
  }

  /// Text for content and quoted attributes; what HTML forbids becomes U+FFFD.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r": escaped += " "
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
