import EngageModel

/// The names that a survey drafted from a foreign file gives its questions and items.
///
/// They depend on the headings alone, so that the same export a month later meets them again.
struct ForeignNames {
  /// For each question of the table.
  let questions: [String]
  /// For each question, for each of its items: as the rest of a grid's question name and as a choice's name.
  let items: [[String]]

  init(_ table: ForeignTable) {
    var taken: Set<String> = []
    var questions: [String] = []
    var items: [[String]] = []
    for question in table.questions {
      let base = ForeignNames.name(code: question.code, label: question.label) ?? "question"
      let own = ForeignNames.itemNames(question.items)
      var name = base
      var count = 1
      // A grid's items are questions too: none of its names may be taken.
      func isFree(_ name: String) -> Bool {
        // Names that differ in letter case alone are too alike for a survey.
        let name = name.lowercased()
        return !taken.contains(name) && !taken.contains(name + "_other")
          && own.allSatisfy { !taken.contains("\(name)_\($0.lowercased())") }
      }
      while !isFree(name) {
        count += 1
        name = "\(base)_\(count)"
      }
      taken.insert(name.lowercased())
      taken.insert(name.lowercased() + "_other")
      for item in own { taken.insert("\(name)_\(item)".lowercased()) }
      questions.append(name)
      items.append(own)
    }
    self.questions = questions
    self.items = items
  }

  /// Names of choices from their labels, in order; distinct.
  static func choiceNames(_ labels: [String]) -> [String] {
    itemNames(labels.map { ForeignItem(code: nil, label: $0) })
  }

  private static func itemNames(_ items: [ForeignItem]) -> [String] {
    var taken: Set<String> = []
    return items.enumerated().map { place, item in
      var base = item.code.flatMap { legalCode($0) } ?? words(of: item.label, most: 5, drops: false)
      // "other" is what Engage calls the choice with a text of its own; reasons are words of their own.
      if MissingReason(name: base) != nil { base += "_chosen" }
      if base.isEmpty { base = "item_\(place + 1)" }
      var name = base
      var count = 1
      while !taken.insert(name.lowercased()).inserted {
        count += 1
        name = "\(base)_\(count)"
      }
      return name
    }
  }

  /// A question's name: its code if that is one, else the telling words of its text.
  private static func name(code: String?, label: String) -> String? {
    // A heading such as `how_often` is a name already.
    let code = code ?? (label.contains("_") && !trimmed(label).contains(" ") ? label : nil)
    if let code, let legal = legalCode(code), legal.first?.isLetter == true { return reserved(legal) }
    var name = words(of: label, most: 4, drops: true)
    if name.isEmpty, let code { name = words(of: code, most: 4, drops: false) }
    if name.isEmpty { return nil }
    if name.first?.isLetter != true { name = "q_" + name }
    return reserved(name)
  }

  /// Headings that mean something else to an import.
  private static func reserved(_ name: String) -> String {
    let own = [
      "key", "form_number", "session", "unit", "people", "submitted_at", "id", "event", "version", "batch",
      "ignore",
    ]
    return own.contains(name.lowercased()) ? name + "_answer" : name
  }

  /// A program's own name, if it can stand as it is or nearly so.
  private static func legalCode(_ code: String) -> String? {
    let code = trimmed(code)
    guard !code.isEmpty, code.count <= 40 else { return nil }
    var name = ""
    for character in code {
      if character.isASCII, character.isLetter || character.isNumber || character == "_" {
        name.append(character)
      } else if "-.: /".contains(character) {
        if name.last != "_" { name.append("_") }
      } else {
        return nil
      }
    }
    while name.hasPrefix("_") { name.removeFirst() }
    while name.hasSuffix("_") { name.removeLast() }
    return name.isEmpty ? nil : name
  }

  /// The first telling words of a text, joined by underscores.
  static func words(of text: String, most: Int, drops: Bool) -> String {
    let plain = withoutTags(text)
    var all: [String] = []
    var word = ""
    for scalar in plain.decomposedStringWithCompatibilityScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        word.unicodeScalars.append(scalar)
      } else if scalar == "'" || scalar == "\u{2019}"
        || scalar.properties.canonicalCombiningClass != .notReordered
      {
        continue
      } else if !word.isEmpty {
        all.append(word.lowercased())
        word = ""
      }
    }
    if !word.isEmpty { all.append(word.lowercased()) }
    let telling = drops ? all.filter { !commonWords.contains($0) } : all
    var name = ""
    for word in (telling.isEmpty ? all : telling).prefix(most) {
      let longer = name.isEmpty ? word : name + "_" + word
      if longer.count > 40, !name.isEmpty { break }
      name = String(longer.prefix(40))
    }
    return name
  }

  /// Words that a question has in common with most others.
  private static let commonWords: Set<String> = [
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "consider", "could", "did", "do",
    "does", "ever", "following", "for", "from", "had", "has", "have", "how", "i", "if", "in", "is", "it",
    "its",
    "may", "me", "might", "more", "most", "much", "my", "of", "on", "one", "or", "our", "please", "select",
    "should",
    "so", "state", "tell", "that", "the", "their", "them", "there", "these", "they", "this", "those", "to",
    "us",
    "was", "we", "were", "what", "when", "where", "whether", "which", "who", "will", "with", "would", "you",
    "your", "yourself",
  ]
}

/// A text without the marks of a web page: `<br>`, `<b>`, `&nbsp;`.
func withoutTags(_ text: String) -> String {
  guard text.contains("<") || text.contains("&") else { return text }
  var plain = ""
  var rest = Substring(text)
  while let character = rest.first {
    if character == "<", let end = rest.firstIndex(of: ">"),
      isTag(rest[rest.index(after: rest.startIndex)..<end])
    {
      plain.append(" ")
      rest = rest[rest.index(after: end)...]
    } else if let (mark, meaning) = webMarks.first(where: { rest.hasPrefix($0.0) }) {
      plain.append(meaning)
      rest = rest.dropFirst(mark.count)
    } else {
      plain.append(character)
      rest.removeFirst()
    }
  }
  return plain
}

private let webMarks: [(String, String)] = [
  ("&nbsp;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
]

private func isTag(_ inside: Substring) -> Bool {
  let name = inside.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
  return inside.count <= 200
    && [
      "br", "b", "i", "u", "p", "div", "span", "strong", "em", "font", "a", "li", "ul", "ol", "h1", "h2",
      "h3", "h4", "sup", "sub", "img",
    ]
    .contains(name)
}

extension String {
  /// The scalars, letters apart from their accents where Unicode can tell them apart without a table: those of
  /// the Latin alphabets.
  fileprivate var decomposedStringWithCompatibilityScalars: [Unicode.Scalar] {
    unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      guard scalar.value > 127 else { return [scalar] }
      // The Unicode name begins with the plain letter: LATIN SMALL LETTER E WITH ACUTE.
      guard let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return [scalar] }
      let parts = name.split(separator: " ")
      guard parts.count >= 4, parts[2] == "LETTER", parts[3].count <= 2 else { return [scalar] }
      let letter = parts[1] == "SMALL" ? parts[3].lowercased() : String(parts[3])
      return Array(letter.unicodeScalars)
    }
  }
}
