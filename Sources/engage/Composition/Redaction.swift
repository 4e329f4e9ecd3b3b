import EngageFiles
import EngageModel
import EngageText

/// What in a text might tell who somebody is, as what a review keeps of it.
struct Redaction: Sendable {
  private let suggester: RedactionSuggester

  /// - Throws: `FileProblems` with everything in the list of places that can't be read.
  init(_ subject: Subject, in workplace: Workplace) throws {
    suggester = RedactionSuggester(
      survey: subject.survey, events: subject.events,
      places: try workplace.workspace.places().required().names)
  }

  /// What may be taken out, with what would stand in its place.
  func spans(in text: String) -> [TextReview.Span] { suggester.findings(in: text).map { span($0, text) } }

  /// What no reading leaves a doubt about: numbers and addresses that lead to somebody.
  func identifiers(in text: String) -> [TextReview.Span] {
    RedactionSuggester.identifiers(in: text).map { span($0, text) }
  }

  private func span(_ finding: PersonalDataHint.Finding, _ text: String) -> TextReview.Span {
    TextReview.Span(text.bytes(finding.range), kind: finding.kind.rawValue, replacement: finding.replacement)
  }
}
