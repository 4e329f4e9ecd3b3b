import EngageModel

/// Boxes that many forms have.
enum ReadyBoxes {
  /// Scales from the worst or least to the best or most.
  static let scales: [[String]] = [
    ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
    ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"],
    ["Very unsafe", "Unsafe", "Neither", "Safe", "Very safe"],
    ["Very unlikely", "Unlikely", "Neither", "Likely", "Very likely"],
    ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"],
    ["Very poor", "Poor", "Fair", "Good", "Very good"],
    ["Never", "Rarely", "Sometimes", "Often", "Always"],
    ["Not at all", "A little", "Quite", "Very"],
    ["1", "2", "3", "4", "5"],
  ]

  static let yesNo = ["Yes", "No"]
  static let yesNoUnsure = ["Yes", "No", "Not sure"]

  /// Boxes with names from 1, as scales have them.
  static func numbered(_ labels: [LocalizedText]) -> [Choice] {
    labels.enumerated().map { Choice(id: Choice.ID(String($0.offset + 1)), label: $0.element) }
  }

  /// Boxes with names made of their words.
  static func named(_ labels: [LocalizedText]) -> [Choice] {
    var names: Set<String> = []
    return labels.map { label in
      // “other” is the name of the box that a question with “Other, please say” has besides.
      let name = NameProposals.free(NameProposals.box(label.text)) { $0 == "other" || names.contains($0) }
      names.insert(name)
      return Choice(id: Choice.ID(name), label: label)
    }
  }

  /// The box beside a scale: 9 where the scale is shorter.
  static func unscored(_ label: LocalizedText, besides scored: Int) -> Choice {
    Choice(id: Choice.ID(scored < 9 ? "9" : scored < 99 ? "99" : "999"), label: label, scored: false)
  }

  /// A box without what forms print before it: `☐ `, `- `, `a) `.
  static func label(_ typed: String) -> String {
    var text = typed[...]
    while let first = text.first, "☐□▢○◯•·▪–*-".contains(first), text.dropFirst().first?.isWhitespace == true
    {
      text = text.dropFirst().drop(while: \.isWhitespace)
    }
    for sign in ["[ ]", "( )", "[]", "()"] where text.hasPrefix(sign) && text.count > sign.count {
      text = text.dropFirst(sign.count).drop(while: \.isWhitespace)
    }
    return text.isEmpty ? typed : String(text)
  }

  /// Whether a box is one for something else, to be said in words.
  static func isOther(_ label: String) -> Bool {
    let word = label.lowercased()
    return word == "other"
      || ["other ", "other,", "other:", "other(", "other…", "other."].contains { word.hasPrefix($0) }
  }

  /// Whether a box can hardly be ticked together with another.
  static func isAlone(_ label: String) -> Bool {
    let word = label.lowercased().replacingCurlyApostrophes
    return ["none", "nothing", "no ", "don't know", "not sure", "prefer not to"].contains {
      word.hasPrefix($0)
    }
  }
}

extension String {
  /// With straight apostrophes, to compare words.
  var replacingCurlyApostrophes: String { String(map { $0 == "’" ? "'" : $0 }) }
}
