/// A word or sign of an expression and where it stands.
struct ExpressionToken {
  enum Kind: Equatable {
    case number(Double)
    case string(String)
    case reference(String)
    /// A function, an attribute, or one of `and or div mod`.
    case name(String)
    case sign(ExpressionOperator)
    case dot, open, close, comma, end
  }

  var kind: Kind
  /// In characters from 0.
  var offset: Int
  var length: Int
}

/// Cuts the source of an expression into tokens.
struct ExpressionLexer {
  private let characters: [Character]
  private var position = 0

  init(_ source: String) {
    characters = Array(source)
  }

  /// All tokens, the last being `end`.
  mutating func tokens() throws(ExpressionProblem) -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    while true {
      let token = try next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private func peek(_ ahead: Int = 0) -> Character? {
    position + ahead < characters.count ? characters[position + ahead] : nil
  }

  private mutating func token(_ kind: ExpressionToken.Kind, length: Int) -> ExpressionToken {
    defer { position += length }
    return ExpressionToken(kind: kind, offset: position, length: length)
  }

  private mutating func next() throws(ExpressionProblem) -> ExpressionToken {
    while peek()?.isWhitespace == true { position += 1 }
    guard let character = peek() else { return token(.end, length: 0) }
    switch character {
    case "(": return token(.open, length: 1)
    case ")": return token(.close, length: 1)
    case ",": return token(.comma, length: 1)
    case "'", "\"": return try string(endingWith: character)
    case "$": return try reference()
    case ".":
      if isDigit(peek(1)) { return try number() }
      if peek(1) == "." {
        throw .syntax(
          "paths such as .. are not supported", at: position, length: 2,
          hint: "write ${name} to use another answer")
      }
      return token(.dot, length: 1)
    case _ where isDigit(character): return try number()
    case _ where character.isLetter || character == "_": return name()
    default: return try sign(character)
    }
  }

  private mutating func string(endingWith quote: Character) throws(ExpressionProblem) -> ExpressionToken {
    guard let end = characters[(position + 1)...].firstIndex(of: quote) else {
      let typographic = characters[position...].contains { ExpressionLexer.typographicQuotes.contains($0) }
      throw .syntax(
        "this text has no closing \(quote)", at: position, length: characters.count - position,
        hint: typographic
          ? "replace the typographic quotation mark by a plain \(quote)" : "add a \(quote) after it")
    }
    return token(.string(String(characters[(position + 1)..<end])), length: end - position + 1)
  }

  private mutating func reference() throws(ExpressionProblem) -> ExpressionToken {
    guard peek(1) == "{" else {
      throw .syntax("a $ stands before a name in braces only", at: position, hint: "write ${name}")
    }
    guard let end = characters[position...].firstIndex(of: "}") else {
      throw .syntax(
        "this ${ has no closing }", at: position, length: characters.count - position, hint: "write ${name}")
    }
    let name = String(characters[(position + 2)..<end])
    let length = end - position + 1
    guard let first = name.first, first.isLetter || first == "_",
      name.allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) })
    else {
      let trimmed = name.filter { !$0.isWhitespace }
      throw .syntax(
        name.isEmpty ? "${} has no name in it" : "“\(name)” is not the name of a question",
        at: position, length: length,
        hint: trimmed != name && !trimmed.isEmpty ? "write ${\(trimmed)} without blanks" : "write ${name}")
    }
    return token(.reference(name), length: length)
  }

  private mutating func number() throws(ExpressionProblem) -> ExpressionToken {
    var length = 0
    while isDigit(peek(length)) { length += 1 }
    if peek(length) == "." {
      length += 1
      while isDigit(peek(length)) { length += 1 }
    }
    if let after = peek(length), after.isLetter || after == "_" || after == "." {
      var end = length
      while let character = peek(end), character.isLetter || isDigit(character) || "_.".contains(character) {
        end += 1
      }
      throw .syntax(
        "“\(String(characters[position..<(position + end)]))” is neither a number nor a name", at: position,
        length: end, hint: "a text stands in quotation marks; names start with a letter")
    }
    var digits = String(characters[position..<(position + length)])
    if digits.hasPrefix(".") { digits = "0" + digits }
    if digits.hasSuffix(".") { digits += "0" }
    guard let number = Double(digits), number.isFinite else {
      throw .syntax("this number is too large", at: position, length: length)
    }
    return token(.number(number), length: length)
  }

  private mutating func name() -> ExpressionToken {
    var length = 1
    while let character = peek(length) {
      if character.isLetter || character.isNumber || character == "_" {
        length += 1
      } else if character == "-" || character == ":", let after = peek(length + 1),
        after.isLetter || after.isNumber || after == "_"
      {
        length += 2
      } else {
        break
      }
    }
    return token(.name(String(characters[position..<(position + length)])), length: length)
  }

  private mutating func sign(_ character: Character) throws(ExpressionProblem) -> ExpressionToken {
    let two = String(characters[position..<min(position + 2, characters.count)])
    if let mistake = ExpressionLexer.mistakes[two] ?? ExpressionLexer.mistakes[String(character)],
      two != "!=", two != "<=", two != ">="
    {
      let length = ExpressionLexer.mistakes[two] == nil ? 1 : two.count
      let written = String(characters[position..<(position + length)])
      throw .syntax("“\(written)” is not used in expressions", at: position, length: length, hint: mistake)
    }
    for length in [2, 1] {
      if let sign = ExpressionOperator(rawValue: String(two.prefix(length))), two.count >= length {
        return token(.sign(sign), length: length)
      }
    }
    if ExpressionLexer.typographicQuotes.contains(character) {
      throw .syntax(
        "\(character) is a typographic quotation mark", at: position, hint: "use plain ' or \" around a text")
    }
    throw .syntax("“\(character)” has no meaning here", at: position)
  }

  private func isDigit(_ character: Character?) -> Bool {
    character.map { ("0"..."9").contains($0) && $0.isASCII } ?? false
  }

  private static let typographicQuotes: Set<Character> = ["‘", "’", "‚", "“", "”", "„", "«", "»", "`", "´"]

  /// What people coming from other languages write, and what to write instead.
  private static let mistakes: [String: String] = [
    "==": "write a single =", "&&": "write and", "&": "write and", "||": "write or", "|": "write or",
    "<>": "write !=", "!": "write not(…), or != for “is not”", "=>": "write >=", "=<": "write <=",
    "≥": "write >=", "≤": "write <=", "≠": "write !=", "×": "write *", "÷": "write div",
    "−": "write a plain -",
    "–": "write a plain -", "/": "write div to divide, ${name} to use an answer", "%": "write mod",
    "^": "write pow(…, …)", "{": "write ${name}, with a $ before the brace",
    ";": "put a comma between arguments",
    "[": "conditions in brackets are not supported",
  ]
}
