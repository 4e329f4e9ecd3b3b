import EngageModel
import EngageReport

/// A section's context, merged, and what is lost by it.
struct MergedView: Sendable {
  let merging: Merging
  /// What the analysis may know.
  let context: AnalysisContext
  /// Questions that the analysis could count, and can't once their answers are merged.
  private let lost: [Question]
  /// As they are stored.
  private let events: [Event]

  /// - Throws: `DiagnosticsError` where no question is left of those that were named.
  init(_ merging: Merging, context: AnalysisContext, manifest: AnalysisManifest) throws(DiagnosticsError) {
    self.merging = merging
    events = context.events
    let named = context.questions
    let candidates = named.isEmpty ? context.survey?.questions ?? [] : named
    lost = candidates.filter { question in
      manifest.questions != .unused && manifest.questionTypes.contains(question.type)
        && !manifest.questionTypes.contains(merging.question(question).type)
    }
    let gone = Set(lost.map(\.id))
    var merged = merging.context(context)
    merged.questions.removeAll { gone.contains($0.id) }
    if !named.isEmpty, merged.questions.isEmpty, let first = lost.first {
      throw DiagnosticsError(
        Diagnostic(
          rule: "merged-question",
          message: "\(manifest.name) can't count \(first.id): its answers are merged, and so have no scores",
          hint: "leave \(first.id) out of the groups of this section: groups can be given to a section"))
    }
    self.context = merged
  }

  /// Sentences for the notes of the section.
  func notes(for section: Section, needs: [Question]) -> [String] {
    let showsSessions = section.tables.contains {
      $0.dimensions.contains("session") || $0.name == "sessions"
    }
    var notes = merging.notes(needs: needs, showsSessions: showsSessions, events: events)
    if !lost.isEmpty {
      let labels = Wording.list(lost.map { "“\($0.label.text)”" })
      notes.append("Not here, as merged answers have no scores: \(labels).")
    }
    return notes
  }
}
