import EngageModel

/// A column of a table with a row for each response.
struct RecordColumn {
  enum Content: Equatable {
    case key, event, session, unit, people, submittedAt, version
    /// By its position among the schema's questions.
    case question(Int)
  }

  let content: Content
  let heading: String
  let label: String

  /// What every response says beside its answers.
  private static let own: [(Content, heading: String, label: String)] = [
    (.key, "key", "What tells the response from all others of its event"),
    (.event, "event", "Event"),
    (.session, "session", "Session of the event"),
    (.unit, "unit", "For whom it speaks: a person (a form) or a table (a discussion group's notes)"),
    (.people, "people", "Head count of a table"),
    (.submittedAt, "submitted_at", "When it was submitted, as its source says"),
    (.version, "version", "Version of the questionnaire it answers"),
  ]

  /// The columns of a table, in order.
  /// - Parameter isReleased: whether the key is a pseudonym and all else stands among the questions.
  static func all(of questions: [Question], in survey: Survey, isReleased: Bool) -> [RecordColumn] {
    let names = Set(questions.map(\.id.rawValue))
    let own =
      isReleased ? [(Content.key, heading: "key", label: "A pseudonym of the record, made for you")] : own
    return own.map { content, heading, label in
      // A question may have the name; imports tell the two by the capital letter.
      RecordColumn(
        content: content,
        heading: names.contains(heading) ? heading.prefix(1).uppercased() + heading.dropFirst() : heading,
        label: label)
    }
      + questions.enumerated().map { index, question in
        RecordColumn(
          content: .question(index), heading: question.id.rawValue, label: question.fullLabel(in: survey))
      }
  }
}

extension Question {
  /// Its label, behind that of its grid: "How far do you trust: the police".
  func fullLabel(in survey: Survey) -> String {
    guard let name = group, let grid = survey.group(name), grid.kind == .grid, let heading = grid.label,
      !heading.text.isEmpty, !label.text.hasPrefix(heading.text)
    else { return label.text }
    return "\(heading.text): \(label.text)"
  }

  /// Whether all its choices have whole numbers for names, written as numbers are.
  var hasNumberedChoices: Bool {
    !choices.isEmpty
      && choices.allSatisfy { choice in
        Int(choice.id.rawValue).map { String($0) == choice.id.rawValue && abs($0) < 1_000_000_000 } ?? false
      }
  }
}

/// The words for missing answers in records.
enum MissingWord {
  /// Those that have a word, in the order of their codes downwards from -2; "not answered" is the empty cell.
  static let reasons: [MissingReason] = [
    .notAsked, .preferNotToSay, .unreadable, .moreThanOneTicked, .betweenTwo,
  ]
  /// By the code with its sign turned: nothing for 0 and 1.
  static let bytes: [[UInt8]] = [[], []] + reasons.map { Array($0.name.utf8) }
  private static let longest = reasons.map(\.name.utf8.count).max() ?? 0

  /// The word of a code below zero.
  @inline(__always)
  static func of(_ code: Int32) -> [UInt8] {
    let index = Int(-code)
    return index < bytes.count ? bytes[index] : bytes[4]
  }

  /// Whether a text is one of the words, so that it would be read as a missing answer.
  @inline(__always)
  static func isOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count <= longest && bytes.contains { !$0.isEmpty && text.elementsEqual($0) }
  }
}
