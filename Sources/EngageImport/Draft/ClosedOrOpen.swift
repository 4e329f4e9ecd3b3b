/// Whether the answers of a column are choices or free text.
enum ClosedOrOpen {
  enum Verdict: Equatable {
    case closed
    case open
  }

  private static let plainAnswers: Set<String> = [
    "yes", "no", "y", "n", "true", "false", "maybe", "male", "female", "m", "f", "man", "woman", "other",
    "ok", "x",
    "checked", "unchecked", "selected", "not selected", "agree", "disagree", "none", "both", "neither",
    "non binary",
  ]
  private static let openWords = [
    "please specify", "please state", "please explain", "please describe", "please give", "please provide",
    "describe",
    "explain", "comments", "comment", "any other", "anything else", "tell us", "in your own words", "list",
    "suggestions",
    "why", "feedback", "further details", "please list", "give examples", "specify",
  ]

  /// Judges the answers of a column.
  /// - Parameters:
  ///   - answers: all of them.
  ///   - label: what was asked.
  static func judge(_ answers: AnswerValues, label: LabelWords) -> Verdict {
    if answers.isCut || answers.distinct == 0 || answers.distinct > 250 { return .open }
    if answers.texts.allSatisfy({ isPlain($0) }) { return .closed }
    if answers.distinct <= 10, ScaleReading(answers.texts) != nil { return .closed }
    let asksOpenly = label.hasAny(openWords)
    let asksForNames = label.hasAny(["name", "names"])
    if answers.answered < 8 { return few(answers, asksOpenly || asksForNames) }
    if answers.repeated < 0.5 { return .open }
    if asksForNames, answers.distinct > 8, answers.answered < 50 * answers.distinct { return .open }
    if asksOpenly, answers.repeated < 0.97 || answers.distinct > 12 { return .open }
    if onlyDenialsRepeat(answers) { return .open }
    if answers.distinct > 30 {
      // Many choices are countries, regions, subjects: short, and each given many times.
      let isList =
        answers.repeated >= 0.95 && answers.meanLength <= 60 && answers.answered >= 20 * answers.distinct
      if isList { return .closed }
      return answers.core >= 0.7 && answers.distinct <= 60 && !hasSentences(answers) ? .closed : .open
    }
    if answers.core >= 0.6 { return .closed }
    // Few responses: no answer is given often, but hardly one is given once.
    if answers.repeated >= 0.8, answers.distinct * 3 <= answers.answered { return .closed }
    let isShort = answers.meanLength <= 40 && answers.answered < 40 && !asksForNames
    return isShort && answers.repeated >= 0.7 && answers.distinct * 3 <= answers.answered * 2
      ? .closed : .open
  }

  private static func few(_ answers: AnswerValues, _ asksOpenly: Bool) -> Verdict {
    if asksOpenly || answers.meanLength > 60 { return .open }
    let isRepeated = answers.distinct * 2 <= answers.answered && answers.answered >= 2
    return isRepeated ? .closed : .open
  }

  private static func isPlain(_ answer: String) -> Bool {
    plainAnswers.contains(LabelWords(answer).plain) || EvasiveWords.include(answer)
  }

  /// “No”, “none” and “n/a” repeat below an open question too.
  private static func onlyDenialsRepeat(_ answers: AnswerValues) -> Bool {
    let often = answers.values.filter { $0.count > 1 }
    let denials = often.filter {
      isPlain($0.text) || ["nope", "nothing", "nil"].contains(LabelWords($0.text).plain)
    }
    let rest = often.reduce(0) { $0 + $1.count } - denials.reduce(0) { $0 + $1.count }
    return answers.once >= 5 && rest * 3 < answers.once
  }

  /// Whether what was given once is mostly sentences.
  private static func hasSentences(_ answers: AnswerValues) -> Bool {
    let once = answers.values.filter { $0.count == 1 }
    let long = once.count { $0.text.utf8.count > 60 }
    return once.count >= 5 && long * 2 > once.count
  }
}
