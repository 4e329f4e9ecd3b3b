/// How the forms of a report are to be weighted, as `--weights` or a recipe's `weights:` says.
public enum WeightRequest: Sendable, Hashable, Codable {
  /// A question whose answers are the weights.
  case question(Question.ID)
  /// Weights that give the forms a population's shares in all its margins, or in those of some questions.
  case rake(Population.ID, questions: [Question.ID], cap: Double?)

  /// What can be written, in a line.
  public static let help =
    "Weights: a numeric question, or rake:POPULATION, rake:POPULATION:question,question, with :cap=5 no weight above five times the mean."

  /// - Parameter text: `weight`, `rake:warwickshire-2021`, `rake:warwickshire-2021:district,sex:cap=5`.
  /// - Throws: `Diagnostic` where it is none of these.
  public init(_ text: String) throws(Diagnostic) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else {
      guard NameRules.isQuestionName(text) else {
        throw WeightRequest.unreadable(text, "“\(text)” is no name of a question")
      }
      self = .question(Question.ID(text))
      return
    }
    guard parts[0] == "rake", !parts[1].isEmpty else {
      throw WeightRequest.unreadable(text, "“\(text)” says neither a question nor rake:POPULATION")
    }
    var questions: [Question.ID] = []
    var cap: Double?
    for part in parts.dropFirst(2) {
      if part.hasPrefix("cap=") {
        guard let number = Double(part.dropFirst(4)), number > 1, number.isFinite else {
          throw WeightRequest.unreadable(text, "a cap is a number above 1, as in cap=5")
        }
        cap = number
      } else {
        questions += part.split(separator: ",").map { Question.ID(String($0)) }
      }
    }
    self = .rake(Population.ID(parts[1]), questions: questions, cap: cap)
  }

  /// As one writes it.
  public var written: String {
    switch self {
    case .question(let question): return question.rawValue
    case .rake(let population, let questions, let cap):
      var parts = ["rake", population.rawValue]
      if !questions.isEmpty { parts.append(questions.map(\.rawValue).joined(separator: ",")) }
      if let cap { parts.append("cap=\(cap)") }
      return parts.joined(separator: ":")
    }
  }

  private static func unreadable(_ text: String, _ message: String) -> Diagnostic {
    Diagnostic(
      rule: "bad-weights", message: "weights: \(message)",
      hint: "write --weights QUESTION, or --weights rake:POPULATION:question,question")
  }
}
