/// What a column is taken for, and what is doubtful about it.
struct ColumnDecision: Equatable {
  enum Reading: Equatable {
    case text
    case integer
    case decimal
    case date
    case time
    /// In order.
    case choices([String])
    /// From lowest to highest; the integers that the labels begin with, where they do.
    case scale([String], unscored: [String], numbers: [Int]?)
    /// Several of them in a cell.
    case multiple([String])
  }

  var reading: Reading
  /// Short lines for people.
  var comments: [String] = []

  /// Decides what a column is.
  /// - Parameters:
  ///   - answers: its distinct answers.
  ///   - label: what was asked.
  ///   - separators: what joins several choices in a cell, most likely first.
  init(_ answers: AnswerValues, label: String, separators: [String]) {
    let words = LabelWords(label.split(separator: "_").joined(separator: " "))
    if answers.answered == 0 {
      self.init(.text, "no answers in this file: free text?")
    } else if let simple = ColumnDecision(plain: answers, words) {
      self = simple
    } else if let joined = JoinedChoices(answers, separators: separators, label: words) {
      self.init(joined, answers)
    } else if ClosedOrOpen.judge(answers, label: words) == .closed {
      self.init(closed: answers)
    } else {
      self.init(.text)
      let shared = answers.answered - answers.once
      if !answers.isCut, answers.distinct > 1, shared * 3 > answers.answered {
        comments.append(
          "\(answers.distinct) different answers, \(answers.once) of them given once: free text?")
      }
    }
  }

  private init(_ reading: Reading, _ comments: String...) {
    self.reading = reading
    self.comments = comments
  }

  // MARK: Numbers and dates

  private init?(plain answers: AnswerValues, _ label: LabelWords) {
    let kinds = answers.kinds
    if kinds.areNumbers {
      if kinds.idNumbers * 2 > kinds.numbers {
        if answers.distinct <= 60, answers.distinct > 1, answers.distinct * 10 <= answers.answered,
          ClosedOrOpen.judge(answers, label: label) == .closed
        {
          self.init(.choices(answers.texts.sorted()), "codes: what do they stand for?")
        } else {
          self.init(.text, "numbers with many digits or zeros before them: a code, kept as written")
        }
        return
      }
      self.init(kinds.fractions > 0 ? .decimal : .integer)
      if let codes = ColumnDecision.codes(answers, label) { comments.append(codes) }
    } else if kinds.areDates {
      self.init(.date)
    } else if kinds.areTimes {
      self.init(.time)
    } else if kinds.looksLikeDates, kinds.others * 20 <= answers.distinct {
      self.init(.text, "dates whose day and month can't be told apart for sure: kept as written")
    } else {
      return nil
    }
  }

  private static let quantities = [
    "how many", "number of", "age", "years", "how much", "how old", "how long", "amount", "count", "total",
    "hours",
    "minutes", "days", "weeks", "months", "weight", "height", "cost", "price", "distance", "percent",
    "percentage", "times",
  ]

  /// Few whole numbers may stand for answers, or be a rating.
  private static func codes(_ answers: AnswerValues, _ label: LabelWords) -> String? {
    let numbers = answers.texts.compactMap { Double($0) }
    guard numbers.count == answers.distinct, !answers.isCut, answers.distinct <= 11,
      !label.hasAny(quantities),
      let least = numbers.min(), let most = numbers.max(), least >= 0, most <= 20
    else { return nil }
    if label.hasAny(["rate", "rating", "scale", "score", "likely", "satisfied", "agree", "recommend"]) {
      return "a rating from \(Int(least)) to \(Int(most))? If its levels have words, make it a scale"
    }
    return "codes? If its few numbers stand for answers, make it select_one and give their words"
  }

  // MARK: Choices

  init(closed answers: AnswerValues) {
    if let scale = ScaleReading(answers.texts) {
      self.init(.scale(scale.scored, unscored: scale.unscored, numbers: scale.numbers))
      comments = scale.remarks
      return
    }
    if let order = OrderedNumbers.order(answers.values) {
      self.init(.choices(order))
    } else {
      self.init(.choices(answers.texts))
    }
    comments += ColumnDecision.doubts(answers)
  }

  /// Choices that the file lists; `nil` where it lists none, or other things were answered.
  init?(listed: [String], isOrdered: Bool, _ answers: AnswerValues) {
    let choices = listed.map { trimmed($0) }
    guard choices.count > 1, Set(choices).count == choices.count,
      answers.texts.allSatisfy({ choices.contains($0) })
    else { return nil }
    if let scale = ScaleReading(choices) {
      self.init(.scale(scale.scored, unscored: scale.unscored, numbers: scale.numbers))
      comments = scale.remarks
    } else if isOrdered {
      self.init(.scale(choices, unscored: [], numbers: nil))
    } else {
      self.init(.choices(choices))
    }
  }

  init(_ joined: JoinedChoices, _ answers: AnswerValues) {
    let sign = joined.separator == " " ? "a blank" : "“\(trimmed(joined.separator))”"
    self.init(.multiple(joined.choices.texts), "several choices in a cell, joined by \(sign)")
    let composed = joined.choices.texts.count { ChoiceParts.split($0, separator: joined.separator).count > 1 }
    if composed > 0 {
      comments.append(
        "\(composed) of the choices \(composed == 1 ? "holds" : "hold") \(sign) too, as the parts always stood together: "
          + "one choice each?")
    }
    comments += ColumnDecision.doubts(joined.choices)
  }

  /// Answers among choices that may have been written in.
  private static func doubts(_ answers: AnswerValues) -> [String] {
    if answers.distinct == 1 { return ["only one answer was ever given: which others are there?"] }
    guard answers.answered >= 10, answers.once > 1, answers.distinct > 2 else { return [] }
    return [
      "\(answers.once) of the \(answers.distinct) choices were given once: written in? Then or_other: true, so that new ones are taken"
    ]
  }
}
