public import EngageModel
public import EngageReport
import FoundationEssentials

/// What the registry lists: an analysis that is compiled in, or one in another language.
public protocol AnalysisPlugin: Sendable {
  var manifest: AnalysisManifest { get }

  /// The analysis, made for a survey.
  /// - Throws: `DiagnosticsError` where options or questions do not fit the survey.
  func analysis(options: Options, context: AnalysisContext) throws -> any RunnableAnalysis
}

/// An analysis with its options and context, as the runner sees it.
public protocol RunnableAnalysis: Sendable {
  var manifest: AnalysisManifest { get }

  /// The questions whose columns it reads.
  var needs: [Question] { get }

  /// An empty tally for a part of the responses.
  /// - Throws: `Diagnostic` where the analysis can't be started.
  func startFold() throws -> any ResponseFold
}

/// The tally of a part of the responses, its type hidden.
public protocol ResponseFold: Sendable {
  /// - Throws: `Diagnostic` where an analysis outside this program fails; the report is then not made.
  mutating func add(_ batch: borrowing ResponseBatch) throws
  /// - Parameter other: a fold of the same analysis.
  mutating func merge(_ other: any ResponseFold) throws
  func finish() throws -> Section
}

/// A fold whose tally can be written down: the conformance kit checks that nothing is lost by it.
public protocol EncodableFold: ResponseFold {
  /// The fold with its tally written as JSON and read back.
  func throughJSON() throws -> any ResponseFold
}

/// An analysis that is compiled in.
public struct CompiledPlugin<A: Analysis>: AnalysisPlugin {
  public init(_ type: A.Type) {}

  public var manifest: AnalysisManifest { A.manifest }

  public func analysis(options: Options, context: AnalysisContext) throws -> any RunnableAnalysis {
    CompiledAnalysis(try A(options: options, context: context))
  }
}

func compiled<A: Analysis>(_ type: A.Type) -> any AnalysisPlugin { CompiledPlugin(type) }

/// An analysis that is compiled in, made for a survey.
public struct CompiledAnalysis<A: Analysis>: RunnableAnalysis {
  private let analysis: A

  public init(_ analysis: A) { self.analysis = analysis }

  public var manifest: AnalysisManifest { A.manifest }
  public var needs: [Question] { analysis.needs }
  public func startFold() -> any ResponseFold {
    CompiledFold(analysis: analysis, tally: analysis.start())
  }
}

private struct CompiledFold<A: Analysis>: EncodableFold {
  let analysis: A
  var tally: A.Tally

  mutating func add(_ batch: borrowing ResponseBatch) { analysis.add(batch, to: &tally) }

  mutating func merge(_ other: any ResponseFold) {
    guard let other = other as? CompiledFold<A> else {
      preconditionFailure("tallies of different analyses can't be merged")
    }
    analysis.merge(other.tally, into: &tally)
  }

  func finish() throws -> Section { try analysis.finish(tally) }

  func throughJSON() throws -> any ResponseFold {
    let written = try JSONEncoder().encode(tally)
    return CompiledFold(analysis: analysis, tally: try JSONDecoder().decode(A.Tally.self, from: written))
  }
}
