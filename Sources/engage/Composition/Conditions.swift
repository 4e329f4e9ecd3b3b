import EngageAnalysis
import EngageModel

extension Workplace {
  /// What finds the themes that conditions speak of; `nil` where none of them does.
  func themes(for conditions: [String?], of subject: Subject) throws -> CodebookThemes? {
    guard conditions.contains(where: RowFilter.readsThemes), let survey = subject.survey else { return nil }
    return try CodebookThemes(survey, codebooks: try codebooks(of: subject))
  }

  /// Which responses of a subject meet a condition; `nil` without one.
  /// - Throws: `FileProblems` with all that is wrong with it.
  func filter(_ condition: String?, of subject: Subject) throws -> RowFilter? {
    let context = AnalysisContext(
      survey: subject.survey, events: subject.events, sessions: subject.sessions, filter: condition,
      today: Clock.today, themes: try themes(for: [condition], of: subject))
    do { return try RowFilter(sessions: [], condition: condition, context: context) } catch {
      throw error.placed(in: condition)
    }
  }

  /// What to read the responses of a subject from that meet a condition.
  func source(for subject: Subject, where condition: String?) throws -> any ResponseSource {
    let source = try source(for: subject)
    return try filter(condition, of: subject).map { FilteredSource(base: source, filter: $0) } ?? source
  }

  /// The store's numbers of the responses of a subject that meet a condition; `nil` without one.
  func numbers(of subject: Subject, where condition: String?) throws -> Set<Int64>? {
    guard condition != nil else { return nil }
    let schema = BatchSchema(questions: [], sessions: subject.sessions, survey: subject.survey?.id)
    var numbers: Set<Int64> = []
    for partition in try source(for: subject, where: condition).partitions(schema, atMost: 1) {
      try partition.visit { batch in numbers.formUnion(batch.ids) }
    }
    return numbers
  }
}

extension DiagnosticsError {
  /// The same with the condition that a person wrote, so that what is wrong can be underlined in it.
  func placed(in condition: String?) -> any Error {
    guard let condition, diagnostics.contains(where: { $0.rule == "condition" }) else { return self }
    let place = "--where"
    let placed = diagnostics.map { diagnostic in
      guard diagnostic.rule == "condition" else { return diagnostic }
      var diagnostic = diagnostic
      diagnostic.file = place
      diagnostic.line = 1
      return diagnostic
    }
    return FileProblems(diagnostics: placed, sources: [place: condition])
  }
}
