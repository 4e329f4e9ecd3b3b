import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport

/// Weights and populations of a report.
extension ReportMaker {
  /// - Throws: `DiagnosticsError`, `FileProblems` where there are no such weights.
  func weights(
    _ request: WeightRequest, of source: any ResponseSource, scope: RowFilter?
  ) throws -> PreparedWeights {
    guard let survey = subject.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "weights are for forms, and the event has no survey",
        hint: "leave out --weights")
    }
    return try WeightPreparation(survey: survey, sessions: subject.sessions, source: source, scope: scope)
      .weights(request) { try workplace.workspace.readPopulation($0).required() }
  }

  /// A section of a weighted report, which says whether it is weighted itself.
  func noted(_ section: Section, _ weights: PreparedWeights) -> Section {
    var section = section
    let manifest = registry.manifests.first { $0.name == section.analysis }
    guard manifest?.takesWeights == true else {
      section.notes.append("This section is not weighted.")
      return section
    }
    section.notes += [weights.scope.words] + weights.notes
    if let effective = weights.scope.effectiveForms, effective < Double(AnalysisContext.standardSmallestBase)
    {
      section.statements.removeAll { $0.role == .finding }
      section.notes.append(
        "\(Wording.sentence(Wording.tooFewToSay)): the forms, weighted, are worth fewer than "
          + "\(Wording.number(AnalysisContext.standardSmallestBase)).")
    }
    return section
  }

  /// The workspace's populations, where a section can use one.
  func populations(for sections: [SectionRequest]) throws -> [Population] {
    let names = Set(sections.map(\.analysis))
    let isUsed = registry.manifests.contains { manifest in
      names.contains(manifest.name) && manifest.options.contains { $0.kind == .population }
    }
    guard isUsed else { return [] }
    let workspace = workplace.workspace
    return try workspace.populations().map { try workspace.readPopulation(Population.ID($0.name)).required() }
  }
}
