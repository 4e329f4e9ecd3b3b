/// Translates REDCap's conditions and calculations into XLSForm's:
/// `[a]='1' and [b(2)]='1'` → `${a} = '1' and selected(${b}, '2')`.
enum RedcapLogic {
  /// Why something can't be translated, to follow "it".
  struct Untranslatable: Error, Equatable {
    let reason: String
  }

  /// - Throws: `Untranslatable`. The result may still be no expression that Engage knows; reading it tells.
  static func expression(_ logic: String) throws(Untranslatable) -> String {
    var parser = RedcapLogicParser(logic)
    return try parser.translate()
  }
}

/// Walks over the logic once, part by part.
private struct RedcapLogicParser {
  private let characters: [Character]
  private var position = 0
  private var parts: [String] = []

  init(_ logic: String) { characters = Array(logic) }

  mutating func translate() throws(RedcapLogic.Untranslatable) -> String {
    while position < characters.count {
      let character = characters[position]
      switch character {
      case "[": try reference()
      case "'", "\"": try text(character)
      case "<" where next == ">":
        parts.append("!=")
        position += 2
      case "<", ">", "!":
        let sign = next == "=" ? String(character) + "=" : String(character)
        if sign == "!" { throw failure("uses “!”") }
        parts.append(sign)
        position += sign.count
      case "^": throw failure("uses “^” outside of ( )^( )")
      case "/":
        parts.append("div")
        position += 1
      case "=", "+", "-", "*", "(", ")", ",":
        parts.append(String(character))
        position += 1
      case _ where character.isWhitespace: position += 1
      case _ where character.isLetter: try word()
      case _ where character.isNumber || character == ".": number()
      default: throw failure("holds a sign that is not known")
      }
      if parts.last == ")" { try power() }
    }
    return RedcapLogicParser.joined(parts)
  }

  private var next: Character? { position + 1 < characters.count ? characters[position + 1] : nil }

  private func failure(_ reason: String) -> RedcapLogic.Untranslatable {
    RedcapLogic.Untranslatable(reason: reason)
  }

  /// `[name]`, or `[name(code)] = '1'` for a box that is ticked.
  private mutating func reference() throws(RedcapLogic.Untranslatable) {
    guard let end = characters[position...].firstIndex(of: "]") else {
      throw failure("has a [ without its ]")
    }
    let inside = String(characters[(position + 1)..<end]).trimmed
    position = end + 1
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    if position < characters.count, characters[position] == "[" {
      throw failure("names answers of other events")
    }
    if inside.contains(":") || inside.contains("-") {
      throw failure("uses what REDCap alone knows: [\(inside)]")
    }
    guard let open = inside.firstIndex(of: "("), inside.hasSuffix(")") else {
      parts.append("${\(inside)}")
      return
    }
    let code = inside[inside.index(after: open)...].dropLast().trimmed
    let isTicked = try tick()
    let selected = "selected(${\(inside[..<open].trimmed)}, '\(code)')"
    parts.append(isTicked ? selected : "not(\(selected))")
  }

  /// Reads `= '1'`, `<> '1'`, `= '0'`: whether a box is ticked. Without a comparison it is.
  private mutating func tick() throws(RedcapLogic.Untranslatable) -> Bool {
    var rest = characters[position...]
    func skipBlanks() { while rest.first?.isWhitespace == true { rest.removeFirst() } }
    var isEqual = true
    if rest.starts(with: "<>") || rest.starts(with: "!=") {
      rest.removeFirst(2)
      isEqual = false
    } else if rest.first == "=" {
      rest.removeFirst()
    } else {
      return true
    }
    skipBlanks()
    let quote = rest.first.flatMap { $0 == "'" || $0 == "\"" ? $0 : nil }
    if quote != nil { rest.removeFirst() }
    guard let digit = rest.first, digit == "0" || digit == "1" else {
      throw failure("compares a box with something else than 1 or 0")
    }
    rest.removeFirst()
    if let quote {
      guard rest.first == quote else { throw failure("compares a box with something else than 1 or 0") }
      rest.removeFirst()
    }
    position = rest.startIndex
    return isEqual == (digit == "1")
  }

  private mutating func text(_ quote: Character) throws(RedcapLogic.Untranslatable) {
    guard let end = characters[(position + 1)...].firstIndex(of: quote) else {
      throw failure("has a quote without its end")
    }
    let text = String(characters[(position + 1)..<end])
    parts.append(text.contains("'") ? "\"\(text)\"" : "'\(text)'")
    position = end + 1
  }

  private mutating func number() {
    let start = position
    while position < characters.count, characters[position].isNumber || characters[position] == "." {
      position += 1
    }
    parts.append(String(characters[start..<position]))
  }

  /// Functions that both have, by REDCap's name.
  private static let functions = [
    "if": "if", "round": "round", "abs": "abs", "min": "min", "max": "max", "sqrt": "", "not": "not",
    "contains": "contains", "length": "string-length", "concat": "concat",
  ]

  private mutating func word() throws(RedcapLogic.Untranslatable) {
    let start = position
    while position < characters.count,
      characters[position].isLetter || characters[position].isNumber || "_".contains(characters[position])
    {
      position += 1
    }
    let word = String(characters[start..<position])
    switch word.lowercased() {
    case "and", "or": parts.append(word.lowercased())
    case let name:
      guard let function = RedcapLogicParser.functions[name], !function.isEmpty else {
        throw failure("uses \(word)")
      }
      parts.append(function)
    }
  }

  /// `(a)^(b)` behind the `)` just read → `pow((a), (b))`.
  private mutating func power() throws(RedcapLogic.Untranslatable) {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    guard position < characters.count, characters[position] == "^" else { return }
    guard let open = RedcapLogicParser.opening(in: parts) else {
      throw failure("has brackets without their partners")
    }
    // What stands before the bracket may be a function's name, which belongs to the base.
    let isCall =
      open > 0 && parts[open - 1].first?.isLetter == true && !["and", "or", "div"].contains(parts[open - 1])
    let base = isCall ? open - 1 : open
    position += 1
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    var depth = 0
    let start = position
    while position < characters.count {
      if characters[position] == "(" { depth += 1 }
      if characters[position] == ")" { depth -= 1 }
      position += 1
      if depth == 0 { break }
    }
    guard position > start, characters[start] == "(", depth == 0 else {
      throw failure("uses “^” without ( )")
    }
    var inner = RedcapLogicParser(String(characters[(start + 1)..<(position - 1)]))
    let exponent = try inner.translate()
    let whole = "pow(\(RedcapLogicParser.joined(Array(parts[base...]))), \(exponent))"
    parts.removeSubrange(base...)
    parts.append(whole)
  }

  /// Where the bracket that the last part closes was opened.
  private static func opening(in parts: [String]) -> Int? {
    var depth = 0
    for index in parts.indices.reversed() {
      if parts[index] == ")" { depth += 1 }
      if parts[index] == "(" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The parts with blanks between them, but for those within brackets and before commas.
  private static func joined(_ parts: [String]) -> String {
    var text = ""
    for (index, part) in parts.enumerated() {
      let previous = index > 0 ? parts[index - 1] : "("
      let isFunction =
        part == "(" && previous.last?.isLetter == true && !["and", "or", "div"].contains(previous)
      if !text.isEmpty, previous != "(", part != ")", part != ",", !isFunction { text += " " }
      text += part
    }
    return text
  }
}
