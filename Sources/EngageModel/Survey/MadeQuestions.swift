/// What `or_other` adds to a survey.
extension Question {
  /// The choice that `or_other` adds at the end.
  public static let otherChoice = Choice(id: "other", label: "Other")

  /// The question for the words behind "Other", as `or_other` makes it.
  public func otherText() -> Question {
    var words = Question(
      id: Question.ID("\(id)_other"), type: .text, label: "Other, please say", group: group, otherOf: id)
    words.relevant = try? Expression(parsing: "selected(${\(id)}, 'other')")
    words.sensitive = sensitive
    words.identifies = identifies
    return words
  }

  /// Whether this question and the one behind it are exactly what `or_other` makes.
  public func makesOther(_ text: Question) -> Bool {
    [.selectOne, .selectMultiple].contains(type) && choiceFilter == nil
      && choices.last == Question.otherChoice && text == otherText()
  }
}

/// How the label of a grid's item is made of the grid's words and the item's.
extension QuestionGroup {
  /// "How far do you trust" and "the police" make "How far do you trust: the police".
  public func label(ofItem item: LocalizedText) -> LocalizedText {
    guard let label, !label.text.isEmpty else { return item }
    var joined = LocalizedText(QuestionGroup.opening(label.text) + item.text)
    for (language, words) in item.translations {
      if let stem = label.translations[language] {
        joined.translations[language] = QuestionGroup.opening(stem) + words
      }
    }
    return joined
  }

  /// The item's words, taken back out of the label of one of the grid's questions.
  public func item(of label: LocalizedText) -> LocalizedText {
    guard let stem = self.label, !stem.text.isEmpty else { return label }
    var words = LocalizedText(QuestionGroup.dropping(QuestionGroup.opening(stem.text), from: label.text))
    for (language, text) in label.translations {
      if let stem = stem.translations[language] {
        words.translations[language] = QuestionGroup.dropping(QuestionGroup.opening(stem), from: text)
      }
    }
    return words
  }

  private static func opening(_ words: String) -> String {
    let stem = words.hasSuffix(":") || words.hasSuffix("…") ? String(words.dropLast()) : words
    return stem.hasSuffix("?") ? stem + " " : stem + ": "
  }

  private static func dropping(_ opening: String, from text: String) -> String {
    // By scalars: the first of the rest may combine with the last of the opening.
    text.unicodeScalars.starts(with: opening.unicodeScalars)
      ? String(text.unicodeScalars.dropFirst(opening.unicodeScalars.count)) : text
  }
}
