import EngageAnalysis
import EngageModel

/// A question whose answers are ratings from 0 to 10.
struct RatingQuestion: Sendable {
  /// What an answer says.
  enum Answer {
    case rating(Int)
    /// Not a whole number from 0 to 10.
    case outside(Double)
    /// "Don't know" beside a scale.
    case unscored
    case missing
  }

  let question: Question
  /// By choice, for a scale.
  private let ratings: [Int?]
  /// Whether the lowest rating offered is 1.
  let lacksZero: Bool

  private init(_ question: Question, from lowest: Int) {
    self.question = question
    ratings = question.choices.map { $0.scored ? Int($0.id.rawValue) : nil }
    lacksZero = lowest == 1
  }

  func answer(in column: BatchColumn, at row: Int) -> Answer {
    let code = column.codes[row]
    guard code >= 0 else { return .missing }
    if question.type == .scale { return ratings[Int(code)].map(Answer.rating) ?? .unscored }
    let number = column.numbers[row]
    guard let rating = Int(exactly: number), (0...10).contains(rating) else { return .outside(number) }
    return .rating(rating)
  }

  /// The questions asked for, or all that offer exactly 0 to 10.
  /// - Throws: `DiagnosticsError` with every question that offers something else.
  static func all(in context: AnalysisContext) throws(DiagnosticsError) -> [RatingQuestion] {
    guard let survey = context.survey else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "net-promoter counts answers, and this event has no survey",
          hint: "use attendance"))
    }
    guard context.questions.isEmpty else { return try named(context.questions) }
    let found = survey.questions.filter { lowest(of: $0) == 0 && $0.type != .integer }
    guard found.isEmpty else { return found.map { RatingQuestion($0, from: 0) } }
    let whole = survey.questions.filter { $0.type == .integer }.map(\.id.rawValue)
    throw DiagnosticsError(
      Diagnostic(
        rule: "no-rating", message: "the survey has no range or scale from 0 to 10 for net-promoter to count",
        hint: whole.isEmpty
          ? "ask “How likely are you to recommend …?” as a range from 0 to 10"
          : "if one of these whole numbers is such a rating, name it with --question: \(whole.joined(separator: ", "))"
      ))
  }

  private static func named(_ questions: [Question]) throws(DiagnosticsError) -> [RatingQuestion] {
    var problems: [Diagnostic] = []
    let ratings = questions.compactMap { question -> RatingQuestion? in
      if let lowest = lowest(of: question) { return RatingQuestion(question, from: lowest) }
      problems.append(
        Diagnostic(
          rule: "no-rating", message: "\(question.id) does not ask for a rating from 0 to 10",
          hint: question.type == .scale
            ? "a scale needs the choices 0 to 10; for others use scales"
            : "a range needs to go from 0 to 10; for others use numeric"))
      return nil
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    return ratings
  }

  /// The lowest rating that a question offers, 0 or 1; `nil` if it offers others than whole numbers up to 10. An
  /// `integer` offers any.
  private static func lowest(of question: Question) -> Int? {
    switch question.type {
    case .integer: return 0
    case .range:
      guard let range = question.range, range.end == 10, range.step == 1 else { return nil }
      return [0, 1].first { Double($0) == range.start }
    case .scale:
      let ratings = question.choices.filter(\.scored).map { Int($0.id.rawValue) }
      return [0, 1].first { ratings.count == 11 - $0 && Set(ratings) == Set(($0...10).map(Optional.some)) }
    default: return nil
    }
  }
}
