public import EngageModel

/// Words of somebody who took part that may be shown to readers outside the organisation: whoever wrote them agreed to
/// be quoted, and a person read and released them.
public struct QuotableText: Sendable, Hashable {
  /// The store's number of the response.
  public var response: Int64
  public var question: Question.ID
  /// As it may leave, which need not be what was written.
  public var wording: String

  public init(response: Int64, question: Question.ID, wording: String) {
    self.response = response
    self.question = question
    self.wording = wording
  }
}

extension AnalysisContext {
  /// The context of a section that sees some of the responses only: what is quoted there would tell to which of them
  /// somebody belongs, so nobody is.
  func withoutQuotes() -> AnalysisContext {
    var context = self
    context.quotable = []
    return context
  }
}
