import EngageDisclosure
import EngageModel
import EngageReport
import EngageStore

/// A report that is not released, because it would give somebody away; with the cheapest ways out.
struct RefusedRelease: Error {
  let refusal: DisclosureRefusal
  /// Merges by which more would survive, as options of the same command.
  let proposals: [MergeProposal]

  init(_ refusal: DisclosureRefusal, counted: CountedReport, profile: DisclosureProfile) {
    self.refusal = refusal
    switch refusal.reason {
    case .cannotBeHidden, .nothingLeft, .tooFewResponses:
      proposals = counted.report.sections.flatMap(\.tables).prefix(RefusedRelease.mostTables).flatMap {
        table in
        MergeProposals(table: table, survey: counted.survey, profile: profile, sessions: counted.allSessions)
          .proposals.prefix(1)
      }
    default: proposals = []
    }
  }

  /// Of so many tables a way out is looked for.
  private static let mostTables = 3

  var diagnostics: [Diagnostic] {
    let rule =
      switch refusal.reason {
      case .tooFewResponses: "too-few"
      case .tooLikeEarlier: "too-like-earlier"
      case .toldInRecords: "told-in-records"
      default: "not-safe"
      }
    let merges = Set(proposals.map { "\($0.title): \(ReleasePreview.command($0.commandOptions))" }).sorted()
    return [
      Diagnostic(
        rule: rule, message: "nothing is released: \(refusal.description)",
        hint: (merges + refusal.ways).joined(separator: "; or "))
    ]
  }
}

extension ProtectedReport {
  /// What was hidden, for the ledger.
  var kinds: [Release.Hidden] {
    [
      Release.Hidden(
        why: "small counts, or what all of a group answered", cells: small, tables: tablesWithSmall),
      Release.Hidden(
        why: "figures from which those could be worked out", cells: secondary, tables: tablesWithSecondary),
    ].filter { $0.cells > 0 }
  }
}
