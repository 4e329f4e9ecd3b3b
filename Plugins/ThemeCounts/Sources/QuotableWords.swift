import EngageAnalysis
import EngageModel

/// What may be shown of which text to readers outside the organisation.
struct QuotableWords: Sendable {
  private let words: [TextPlace: String]

  /// What stands below a table of quotes.
  static let note =
    "Only people who agreed to be quoted, in words that somebody checked; what is in square brackets was changed or "
    + "left out so that nobody can be recognised."

  init(_ texts: [QuotableText]) {
    words = Dictionary(
      texts.map { (TextPlace(response: $0.response, question: $0.question), $0.wording) },
      uniquingKeysWith: { first, _ in first })
  }

  /// - Parameter response: 0 where it is not known whose text it is.
  func words(of response: Int64, _ question: Question.ID) -> String? {
    words[TextPlace(response: response, question: question)]
  }
}
