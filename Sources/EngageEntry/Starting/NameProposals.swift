import EngageModel

/// Short names made of the words on a form.
enum NameProposals {
  /// Of a question: `How safe do you feel by day?` → `safe_feel_day`.
  static func question(_ wording: String) -> String {
    let words = words(of: wording)
    let telling = words.filter { !littleWords.contains($0) }
    let name = joined(telling.isEmpty ? words : telling, most: 3, length: 30)
    guard let first = name.first else { return "question" }
    return first.isLetter && !ofResponses.contains(name) ? name : "q_\(name)"
  }

  /// Of a line of a table: `The police` → `police`.
  static func line(_ wording: String) -> String { part(wording, otherwise: "line") }

  /// Of a box: `Member of a faith community` → `member_faith_community`.
  static func box(_ wording: String) -> String { part(wording, otherwise: "box") }

  private static func part(_ wording: String, otherwise: String) -> String {
    let words = words(of: wording)
    let telling = words.filter { !joints.contains($0) }
    let name = joined(telling.isEmpty ? words : telling, most: 4, length: 30)
    return name.isEmpty ? otherwise : name
  }

  /// Of a survey, an event or a session: `Leamington Spa` → `leamington-spa`.
  static func kebab(_ words: String, otherwise: String) -> String {
    let name = joined(self.words(of: words), most: 8, length: 50, by: "-")
    return name.isEmpty ? otherwise : name
  }

  /// The name, or the first of `name_2`, `name_3` … that is not taken.
  static func free(_ name: String, by joint: String = "_", isTaken: (String) -> Bool) -> String {
    var (proposed, number) = (name, 2)
    while isTaken(proposed) {
      proposed = "\(name)\(joint)\(number)"
      number += 1
    }
    return proposed
  }

  private static func joined(_ words: [String], most: Int, length: Int, by joint: String = "_") -> String {
    var name = ""
    for word in words.prefix(most) {
      let longer = name.isEmpty ? String(word.prefix(length)) : name + joint + word
      if longer.utf8.count > length { break }
      name = longer
    }
    return name
  }

  /// Lower case words of letters and digits without accents.
  private static func words(of text: String) -> [String] {
    var words = [""]
    for scalar in text.lowercased().unicodeScalars.prefix(500) {
      if scalar.isASCII, scalar.properties.isAlphabetic || (48...57).contains(scalar.value) {
        words[words.count - 1].unicodeScalars.append(scalar)
      } else if let plain = accented[scalar] {
        words[words.count - 1] += plain
      } else if !"'’".unicodeScalars.contains(scalar), !(0x300...0x36f).contains(scalar.value) {
        words.append("")
      }
    }
    return words.filter { !$0.isEmpty }
  }

  /// Letters of European languages, lower case, that have a plain one underneath.
  private static let accented: [Unicode.Scalar: String] = {
    var plain: [Unicode.Scalar: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"]
    for (letter, variants) in [
      ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
      ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņň"), ("o", "òóôõöøōŏő"),
      ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"),
      ("z", "źżž"),
    ] {
      for scalar in variants.unicodeScalars { plain[scalar] = letter }
    }
    return plain
  }()

  /// Columns that every table of responses has: names that questions should not have.
  static let ofResponses: Set<String> = [
    "session", "event", "unit", "people", "key", "submitted_at", "id", "version",
  ]

  private static let joints: Set<String> = ["a", "an", "the", "of", "or", "and", "to", "in", "on", "as"]

  private static let littleWords: Set<String> = joints.union([
    "about", "any", "are", "at", "be", "been", "by", "can", "could", "did", "do", "does", "for", "from",
    "had",
    "has", "have", "how", "i", "if", "is", "it", "me", "my", "not", "our", "please", "should", "some", "that",
    "then",
    "their", "there", "these", "they", "this", "think", "us", "was", "we", "were", "what", "when", "where",
    "which", "who", "why", "will", "with", "would", "you", "your",
  ])
}
