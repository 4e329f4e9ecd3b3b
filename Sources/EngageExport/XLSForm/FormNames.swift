import EngageModel

/// The names of a form's questions and groups, and what they are called in the survey: Engage's rules are narrower, and
/// names are unique in a whole survey, upper and lower case aside.
struct FormNames {
  private var taken: Set<String> = []
  private var byWritten: [String: [(name: String, group: String?)]] = [:]

  /// The name in the survey of something the form calls `written`.
  /// - Parameter group: the group it stands in, by its name in the survey.
  mutating func add(_ written: String, in group: String?) -> String {
    let wanted = FormNames.legal(written)
    var name = wanted
    if taken.contains(name.lowercased()), let group, byWritten[written] != nil { name = "\(group)_\(wanted)" }
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(wanted)_\(number)"
      number += 1
    }
    byWritten[written, default: []].append((name, group))
    return name
  }

  /// What a reference means where it stands: the one in the same group, else the first; `nil` if there is none.
  func name(for written: String, in group: String?) -> String? {
    guard let all = byWritten[written] else { return nil }
    return (all.first { $0.group == group } ?? all.first)?.name
  }

  /// All names of the form.
  var written: [String] { byWritten.keys.sorted() }

  /// A name made legal for a question: letters, digits and `_`, a letter first.
  static func legal(_ written: String) -> String {
    if NameRules.isQuestionName(written) { return written }
    let name = kept(written, alsoAllowed: "_")
    return NameRules.isQuestionName(name)
      ? name : NameRules.isQuestionName("q" + name) ? "q" + name : "q_" + name
  }

  /// A name made legal for a choice: also `-` and `.`, a digit may come first.
  static func legalChoice(_ written: String) -> String {
    if NameRules.isChoiceName(written) { return written }
    let name = kept(written, alsoAllowed: "_-.")
    return NameRules.isChoiceName(name) ? name : "c" + name
  }

  /// ASCII letters, digits and some signs as they are, a minus sign as a word, all else as `_`.
  private static func kept(_ written: String, alsoAllowed signs: String) -> String {
    let letters = written.map { letter -> String in
      letter.isASCII && (letter.isLetter || letter.isNumber) || signs.contains(letter) ? String(letter) : "_"
    }
    let name = letters.joined()
    return name.first == "-" ? "minus_" + name.dropFirst() : name
  }
}
