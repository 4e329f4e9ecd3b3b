public import EngageModel

/// What is keyed as one: the answer to a question, or the head count of a table.
public enum KeyingField: Sendable, Hashable {
  case people
  case question(Question.ID)
}

/// What somebody keyed into a field.
public enum KeyedValue: Sendable, Hashable {
  case answer(Answer)
  /// What a table raised, in the order it was written down.
  case points([TablePoint])
  /// `nil` for "unknown".
  case people(Int?)

  /// Whether it makes no difference which of the two is stored.
  ///
  /// Texts are compared as `KeyedText` says; points one after another, each with its counts, stance and whether it is
  /// a quote. A question that was not asked and one that was not answered are both empty. Every other reason for a
  /// missing answer differs from every other.
  public func isSame(as other: KeyedValue) -> Bool {
    switch (self, other) {
    case (.people(let one), .people(let two)): one == two
    case (.points(let one), .points(let two)):
      one.count == two.count && zip(one, two).allSatisfy(KeyedValue.areSame)
    case (.answer(.text(let one)), .answer(.text(let two))): KeyedText(one) == KeyedText(two)
    default: isEmpty && other.isEmpty || plain == other.plain
    }
  }

  private static func areSame(_ one: TablePoint, _ two: TablePoint) -> Bool {
    var (one, two) = (one, two)
    let texts = (KeyedText(one.text), KeyedText(two.text))
    (one.text, two.text) = ("", "")
    return texts.0 == texts.1 && one == two
  }

  /// Whether nothing stands there, be it that the question was not asked.
  var isEmpty: Bool {
    switch self {
    case .answer(.missing(.notAnswered)), .answer(.missing(.notAsked)): true
    case .answer(.choices(let choices)): choices.isEmpty
    case .points(let points): points.isEmpty
    default: false
    }
  }

  /// Points beside a text without points are a text too.
  private var plain: KeyedValue {
    guard case .points(let points) = self, case .text(let text)? = TablePoint.answer(points) else {
      return textFolded
    }
    return KeyedValue.answer(.text(text)).textFolded
  }

  private var textFolded: KeyedValue {
    guard case .answer(.text(let text)) = self else { return self }
    return .answer(.text(KeyedText(text).words))
  }

  /// The value as an answer; `nil` for a head count.
  var answer: Answer? {
    switch self {
    case .answer(let answer): answer
    case .points(let points): TablePoint.answer(points) ?? .missing(.notAnswered)
    case .people: nil
    }
  }
}

/// A field in which two keyings differ.
public struct KeyingDifference: Sendable, Hashable {
  public var field: KeyingField
  public var first: KeyedValue
  public var second: KeyedValue

  /// For two texts that differ: how much of them is the same, from 0 to 1; `nil` for anything else, and where only
  /// what is known of a table's points differs.
  public var similarity: Double? {
    guard case .text(let one)? = first.answer, case .text(let two)? = second.answer else { return nil }
    let texts = (KeyedText(one), KeyedText(two))
    return texts.0 == texts.1 ? nil : texts.0.similarity(to: texts.1)
  }
}

/// Two keyings of the same form, field by field.
public struct KeyingComparison: Sendable, Hashable {
  /// In the order of the survey, the head count of a table first.
  public let compared: [KeyingField]
  public let differences: [KeyingDifference]
  /// Whether one was keyed as a form and the other as a table's notes: then nothing is compared, since two different
  /// papers must have been read.
  public let isMixedUp: Bool

  /// Compares what is asked of the form's unit. A field is compared if it was asked in one of the keyings at least and
  /// is not empty in both for want of being asked in one; a text that is held back is not.
  /// - Parameter survey: the version that the form answers.
  public init(_ survey: Survey, first: Response, second: Response) {
    isMixedUp = first.unit != second.unit
    var compared: [KeyingField] = []
    var differences: [KeyingDifference] = []
    for field in isMixedUp ? [] : KeyingComparison.fields(survey, first, second) {
      let (one, two) = (first.keyed(field), second.keyed(field))
      let isUnasked = [one, two].contains(.answer(.missing(.notAsked)))
      if isUnasked && one.isEmpty && two.isEmpty { continue }
      compared.append(field)
      if !one.isSame(as: two) {
        differences.append(KeyingDifference(field: field, first: one, second: two))
      }
    }
    self.compared = compared
    self.differences = differences
  }

  private static func fields(_ survey: Survey, _ first: Response, _ second: Response) -> [KeyingField] {
    let heldBack = (first.details?.restricted ?? []).union(second.details?.restricted ?? [])
    let questions = survey.questions.filter { $0.isAsked(of: first.unit) && !heldBack.contains($0.id) }
    return (first.unit == .table ? [.people] : []) + questions.map { .question($0.id) }
  }

  func difference(_ field: KeyingField) -> KeyingDifference? { differences.first { $0.field == field } }
}

extension Response {
  /// What it holds in a field.
  func keyed(_ field: KeyingField) -> KeyedValue {
    switch field {
    case .people: .people(people)
    case .question(let question):
      if let points = details?.table?.points[question], !points.isEmpty {
        .points(points)
      } else {
        .answer(self[question])
      }
    }
  }
}
