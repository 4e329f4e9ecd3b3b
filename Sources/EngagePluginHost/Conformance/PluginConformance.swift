public import EngageAnalysis
import EngageModel
import EngageReport

/// One thing that a plugin must do, and whether it does.
public struct ConformanceCheck: Sendable, Hashable, Codable {
  public enum Outcome: String, Sendable, Codable {
    case ok, failed
    /// It does not apply, or could not be tried.
    case skipped
  }

  public var name: String
  public var outcome: Outcome
  /// Why it failed or was not tried.
  public var reason: String?
}

/// Tries a plugin, whatever it is written in, on responses to a survey made up for it.
///
/// What is not told here runs through all checks: a plugin in another language must answer in time, stay within its
/// limits, print nothing but messages, and leave nothing that runs.
public struct PluginConformance {
  let plugin: any AnalysisPlugin
  private let all: [AnalysisManifest]
  let made: MadeUpSurvey
  private let report: (ConformanceCheck) -> Void

  /// - Parameters:
  ///   - plugin: to try.
  ///   - all: the manifests of all analyses there are, the plugin's among them.
  ///   - report: is told of each check as it is done.
  public init(
    of plugin: any AnalysisPlugin, among all: [AnalysisManifest],
    report: @escaping (ConformanceCheck) -> Void = { _ in }
  ) {
    self.plugin = plugin
    self.all = all
    self.report = report
    made = MadeUpSurvey(for: plugin.manifest)
  }

  /// Why a check can't be tried.
  struct Skipped: Error { var reason: String }

  /// A check: what is wrong, in words; `nil` if nothing is.
  typealias Trial = (name: String, run: () throws -> String?)

  /// Tries everything, in order. Where the plugin can't even count, the rest is not tried.
  public func run() -> [ConformanceCheck] {
    var checks = [done(("manifest", manifestProblem)), done(("counts made-up responses", countingProblem))]
    let canCount = checks[1].outcome == .ok
    for trial in trials {
      if canCount {
        checks.append(done(trial))
      } else {
        let reason = checks[1].outcome == .skipped ? checks[1].reason : "it can't count made-up responses"
        let check = ConformanceCheck(name: trial.name, outcome: .skipped, reason: reason)
        report(check)
        checks.append(check)
      }
    }
    return checks
  }

  private var trials: [Trial] {
    let laws: [Trial] = [
      ("the same again gives the same", repetitionProblem), ("batches do not show", batchesProblem),
      ("parts merged equal the whole", partsProblem), ("the order of parts does not show", orderProblem),
      ("an empty tally changes nothing", neutralProblem), ("a tally survives writing", writingProblem),
    ]
    let edges: [Trial] = [
      ("no responses", { try self.edgeProblem(count: 0) }),
      ("one response", { try self.edgeProblem(count: 1) }),
      ("no answers", silenceProblem), ("words of all scripts", scriptsProblem),
      ("options at their bounds", boundsProblem), ("tells whom it counts", untoldProblem),
      ("unknown options", unknownOptionProblem),
    ]
    let external = plugin as? ExternalPlugin
    return laws + edges + (external.map { ProtocolTrials(plugin: $0, context: made.context).trials } ?? [])
  }

  private func done(_ trial: Trial) -> ConformanceCheck {
    var check = ConformanceCheck(name: trial.name, outcome: .ok)
    do {
      if let problem = try trial.run() { (check.outcome, check.reason) = (.failed, problem) }
    } catch {
      (check.outcome, check.reason) = (
        (error as? Skipped) == nil ? .failed : .skipped, PluginConformance.words(error)
      )
    }
    report(check)
    return check
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case let error as Skipped: error.reason
    case let error as PluginFailure: error.diagnostic.message
    case let error as Diagnostic: error.message
    case let error as DiagnosticsError: error.diagnostics.map(\.message).joined(separator: "; ")
    default: "it fails with an error of the type \(type(of: error))"
    }
  }

  private func manifestProblem() -> String? {
    let problems = plugin.manifest.problems(among: all)
    return problems.isEmpty ? nil : problems.map(\.message).joined(separator: "; ")
  }
}

/// Counting.
extension PluginConformance {
  /// The analysis, made for the made-up survey.
  /// - Throws: `Skipped` where it takes no such survey.
  func analysis(options: [String: String] = [:]) throws -> any RunnableAnalysis {
    let manifest = plugin.manifest
    let options = try Options(options, specifications: manifest.options, of: manifest.name)
    do {
      return try plugin.analysis(options: options, context: made.context)
    } catch let error as DiagnosticsError {
      let reasons = error.diagnostics.map(\.message).joined(separator: "; ")
      throw Skipped(reason: "it takes no made-up survey: \(reasons)")
    }
  }

  func fold(_ batches: [ResponseBatch], by analysis: any RunnableAnalysis) throws -> any ResponseFold {
    var fold = try analysis.startFold()
    for batch in batches { try fold.add(batch) }
    return fold
  }

  /// The responses that most checks count.
  func sample(_ analysis: any RunnableAnalysis) -> (whole: ResponseBatch, made: MadeUpSurvey) {
    var made = made
    return (made.batch(count: 90, questions: analysis.needs), made)
  }

  private func countingProblem() throws -> String? {
    let analysis = try analysis()
    return try shapeProblem(fold([sample(analysis).whole], by: analysis).finish())
  }

  func shapeProblem(_ section: Section) -> String? {
    let problems = SectionReview.problems(of: section)
    return problems.isEmpty || !(plugin is ExternalPlugin) && section.shapeProblems.isEmpty
      ? nil : problems.joined(separator: "; ")
  }

  private func edgeProblem(count: Int) throws -> String? {
    let analysis = try analysis()
    var made = made
    return try shapeProblem(
      fold([made.batch(count: count, questions: analysis.needs)], by: analysis).finish())
  }

  private func silenceProblem() throws -> String? {
    let analysis = try analysis()
    var made = made
    return try shapeProblem(fold([made.silence(count: 12, questions: analysis.needs)], by: analysis).finish())
  }

  /// Each text once, so that all of them are read.
  private func scriptsProblem() throws -> String? {
    let analysis = try analysis()
    let texts = analysis.needs.filter { $0.type.isTextual }
    if texts.isEmpty {
      throw Skipped(reason: "it reads no texts; the words of choices are those of all checks")
    }
    var made = made
    var batch = made.silence(count: 0, questions: analysis.needs)
    for (number, word) in MadeUpSurvey.words.enumerated() {
      var response = Response(id: Int64(number + 1), session: made.context.sessions[0])
      for question in texts { response.answers[question.id] = .text(word) }
      batch.append(response)
    }
    return try shapeProblem(fold([batch], by: analysis).finish())
  }

  private func boundsProblem() throws -> String? {
    let variants = plugin.manifest.options.flatMap { option -> [(String, String)] in
      switch option.kind {
      case .integer(let bounds):
        [(option.name, "\(bounds.lowerBound)"), (option.name, "\(bounds.upperBound)")]
      case .decimal(let bounds):
        [(option.name, "\(bounds.lowerBound)"), (option.name, "\(bounds.upperBound)")]
      case .boolean: [(option.name, "yes"), (option.name, "no")]
      case .oneOf(let words): words.map { (option.name, $0) }
      case .text, .codebook, .question, .population: []
      }
    }
    if variants.isEmpty { throw Skipped(reason: "it has no option with bounds") }
    for (name, value) in variants {
      guard let analysis = try? analysis(options: [name: value]) else { continue }
      let section = try fold([sample(analysis).whole], by: analysis).finish()
      if let problem = shapeProblem(section) { return "with \(name)=\(value): \(problem)" }
    }
    return nil
  }

  /// What is counted and does not say whom is no fault: it is protected bluntly.
  private func untoldProblem() throws -> String? {
    let analysis = try analysis()
    let section = try fold([sample(analysis).whole], by: analysis).finish()
    let untold = section.untoldColumns
    if !untold.isEmpty {
      throw Skipped(
        reason:
          "these counts do not tell whom they count, so that others see them only with the whole table: "
          + untold.joined(separator: ", "))
    }
    return nil
  }

  private func unknownOptionProblem() throws -> String? {
    if let external = plugin as? ExternalPlugin {
      return try ProtocolTrials(plugin: external, context: made.context).unknownOptionProblem()
    }
    do {
      _ = try analysis(options: ["no_such_option": "1"])
      return "it takes an option that its manifest does not have"
    } catch is DiagnosticsError { return nil }
  }
}
