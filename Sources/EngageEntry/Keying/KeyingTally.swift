public import EngageModel
import EngageStore

/// How forms keyed twice agree, question by question.
public struct KeyingTally: Sendable, Hashable {
  /// One field over all forms.
  public struct Field: Sendable, Hashable {
    public var field: KeyingField
    /// On how many forms both keyings were compared.
    public var compared = 0
    public var agreed = 0
    /// Fields of the first keying that were found wrong.
    public var wrong = 0
    /// Differences nobody has decided, or could decide.
    public var undecided = 0
    /// For a question that takes several choices: each of its boxes, ticked or not.
    public var boxes = 0
    public var boxesAgreed = 0
    /// For texts that differ: how alike they are in sum, and how many they are.
    var alike = 0.0
    var texts = 0

    /// For texts that differ: how much of them is the same on average, from 0 to 1; `nil` where none does.
    public var similarity: Double? { texts > 0 ? alike / Double(texts) : nil }

    init(_ field: KeyingField) { self.field = field }
  }

  /// In the order of the survey, the head count of tables first; only those compared.
  public var fields: [Field] { order.compactMap { counts[$0] } }
  private let order: [KeyingField]
  private let survey: Survey
  private var counts: [KeyingField: Field] = [:]

  /// - Parameter survey: its versions pooled.
  public init(_ survey: Survey) {
    self.survey = survey
    order = [.people] + survey.questions.map { .question($0.id) }
  }

  /// Adds a form. One that was mixed up adds nothing.
  public mutating func add(_ form: KeyedForm) {
    for field in form.comparison.compared {
      var count = counts[field] ?? Field(field)
      count.compared += 1
      switch form.outcome(of: field) {
      case .agreed: count.agreed += 1
      case .right: break
      case .wrong: count.wrong += 1
      case .undecided: count.undecided += 1
      }
      addBoxes(of: form, to: &count)
      if let similarity = form.comparison.difference(field)?.similarity {
        count.alike += similarity
        count.texts += 1
      }
      counts[field] = count
    }
  }

  /// A question without a readable answer has no box ticked.
  private func addBoxes(of form: KeyedForm, to count: inout Field) {
    guard case .question(let id) = count.field, let question = survey.question(id),
      question.type == .selectMultiple
    else { return }
    func ticked(_ answer: Answer) -> Set<Choice.ID> {
      if case .choices(let choices) = answer { Set(choices) } else { [] }
    }
    let differing = ticked(form.keying.first[id]).symmetricDifference(ticked(form.keying.response[id]))
    count.boxes += question.choices.count
    count.boxesAgreed += max(0, question.choices.count - differing.count)
  }

  /// All fields together.
  public var total: Field {
    fields.reduce(into: Field(.people)) { sum, field in
      sum.compared += field.compared
      sum.agreed += field.agreed
      sum.wrong += field.wrong
      sum.undecided += field.undecided
      sum.boxes += field.boxes
      sum.boxesAgreed += field.boxesAgreed
      sum.alike += field.alike
      sum.texts += field.texts
    }
  }
}

extension Response {
  /// How much on a form may be keyed wrong unnoticed: 1, and 1 for each answered question that takes several choices,
  /// an order or a number (days and times among them), and each count beside a point of a table's notes. Forms are
  /// drawn to be keyed twice in proportion to it.
  public func keyingSize(_ survey: Survey) -> Int {
    let answered = survey.questions.count { question in
      (question.type == .selectMultiple || question.type == .rank || question.type.isNumeric)
        && self[question.id].missingReason == nil
    }
    let points = details.flatMap(\.table)?.points.values.flatMap { $0 } ?? []
    return 1 + answered + points.count { $0.agreed != nil } + points.count { $0.dots != nil }
  }
}
