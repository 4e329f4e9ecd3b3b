import EngageModel
import EngageText

/// What in a text might tell who somebody is, as what a review keeps of it.
struct Redaction: Sendable {
  private let hint: PersonalDataHint

  init(_ subject: Subject) {
    hint = subject.survey.map { PersonalDataHint(survey: $0, events: subject.events) } ?? PersonalDataHint()
  }

  /// What may be taken out, with what would stand in its place.
  func spans(in text: String) -> [TextReview.Span] {
    hint.findings(in: text).map { finding in
      TextReview.Span(
        text.bytes(finding.range), kind: finding.kind.rawValue,
        replacement: Redaction.replacement(for: finding.kind))
    }
  }

  /// What no reading leaves a doubt about: numbers and addresses that lead to somebody.
  func identifiers(in text: String) -> [TextReview.Span] {
    hint.findings(in: text).filter { Redaction.isIdentifier($0.kind) }.map { finding in
      TextReview.Span(
        text.bytes(finding.range), kind: finding.kind.rawValue,
        replacement: Redaction.replacement(for: finding.kind))
    }
  }

  /// "[telephone]".
  private static func replacement(for kind: PersonalDataHint.Kind) -> String { "[\(kind.rawValue)]" }

  /// Whether it is found by its form, not guessed from the words around it.
  private static func isIdentifier(_ kind: PersonalDataHint.Kind) -> Bool {
    kind != .name && kind != .address
  }
}
