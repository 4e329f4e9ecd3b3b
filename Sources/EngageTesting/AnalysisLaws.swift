public import EngageAnalysis
public import EngageModel
public import EngageReport
import FoundationEssentials

/// The laws that every analysis keeps, written once.
///
/// ```swift
/// #expect(try AnalysisLaws.failures(of: MyAnalysis(options: options, context: context), over: batch) == [])
/// ```
public enum AnalysisLaws {
  /// Checks: any split of the responses, merged, equals the whole; an empty tally is neutral on either side; a
  /// tally survives encoding; neither the order of partitions nor the size of batches shows in the result; the
  /// section's cells fit its columns and hold no number that is not finite.
  /// - Parameters:
  ///   - analysis: the analysis to check.
  ///   - batch: some responses; the more varied the better.
  ///   - seed: for the random splits.
  /// - Returns: what was broken, in words; empty if nothing was.
  /// - Throws: what `finish` throws.
  public static func failures<A: Analysis>(
    of analysis: A, over batch: ResponseBatch, seed: UInt64 = 7
  ) throws -> [String] {
    var failures: [String] = []
    var generator = SeededGenerator(seed: seed)
    let whole = try analysis.finish(tally(of: batch, by: analysis))
    failures += shapeFailures(of: whole)
    for round in 1...8 {
      let parts = split(batch, into: round, using: &generator)
      var tallies = parts.map { tally(of: $0, by: analysis) }
      if round % 2 == 0 { tallies.shuffle(using: &generator) }
      let merged = try analysis.finish(merge(tallies, by: analysis))
      if merged != whole { failures.append("a split into \(round) merged differs from the whole") }
    }
    var neutral = analysis.start()
    analysis.merge(tally(of: batch, by: analysis), into: &neutral)
    analysis.merge(analysis.start(), into: &neutral)
    if try analysis.finish(neutral) != whole { failures.append("an empty tally is not neutral") }
    let encoded = try JSONEncoder().encode(tally(of: batch, by: analysis))
    let decoded = try JSONDecoder().decode(A.Tally.self, from: encoded)
    if try analysis.finish(decoded) != whole { failures.append("a tally does not survive encoding") }
    failures += try shapeFailures(of: analysis.finish(analysis.start())).map { "without responses: \($0)" }
    return failures
  }

  private static func tally<A: Analysis>(of batch: ResponseBatch, by analysis: A) -> A.Tally {
    var tally = analysis.start()
    analysis.add(batch, to: &tally)
    return tally
  }

  private static func merge<A: Analysis>(_ tallies: [A.Tally], by analysis: A) -> A.Tally {
    var merged = analysis.start()
    for tally in tallies { analysis.merge(tally, into: &merged) }
    return merged
  }

  private static func split(
    _ batch: ResponseBatch, into count: Int, using generator: inout SeededGenerator
  ) -> [ResponseBatch] {
    var parts = Array(repeating: ResponseBatch(schema: batch.schema), count: count)
    for row in 0..<batch.count {
      let part = Int.random(in: 0..<count, using: &generator)
      parts[part].append(batch.response(at: row))
      if !batch.weights.isEmpty { parts[part].weights.append(batch.weights[row]) }
    }
    return parts
  }

  /// What is wrong with the form of a section.
  public static func shapeFailures(of section: Section) -> [String] { section.shapeProblems }
}
