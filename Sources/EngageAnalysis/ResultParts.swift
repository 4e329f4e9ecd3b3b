public import EngageModel

/// What a result is told of: all responses together, part 0, then, where results are split, each group.
///
/// A tally that holds one count for each part serves with and without `--by`.
public struct ResultParts: Sendable {
  /// `nil` where nothing is split.
  public let groups: BreakdownGroups?

  public init(_ context: AnalysisContext) {
    groups = context.breakdown.map { BreakdownGroups($0, context: context) }
  }

  /// How many parts there are.
  public var count: Int { 1 + (groups?.count ?? 0) }

  /// The question that splits, if it is one: an analysis has to read it.
  public var needs: [Question] { groups?.needs ?? [] }

  /// Hands over the rows of forms in a batch with the parts that each belongs to. Notes of tables are nobody's form.
  public func forEachForm(in batch: borrowing ResponseBatch, _ body: (_ row: Int, _ parts: [Int]) -> Void) {
    let column = groups?.column(in: batch)
    var parts = [0]
    for row in 0..<batch.count where batch.units[row] == 0 {
      if let column {
        parts.removeLast(parts.count - 1)
        column.forEachChoice(at: row) { parts.append($0 + 1) }
      }
      body(row, parts)
    }
  }
}

extension OptionSpecification {
  /// The option by which an analysis takes a smallest base of its own.
  /// - Parameter what: is counted: "answers", "pairs", "texts".
  public static func smallestBase(of what: String = "answers") -> OptionSpecification {
    OptionSpecification(
      "smallest_base", .integer(1...1000), default: nil,
      summary: "On fewer \(what) than this a result is “too few to say”; left out: the report's.",
      example: "smallest_base=20")
  }
}

extension AnalysisContext {
  /// Below which base a result is "too few to say": the option's number, else the report's.
  public func smallestBase(_ options: Options) -> Int { options.integer("smallest_base") ?? smallestBase }
}
