import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// Weights that are known for every response of a subject.
struct PreparedWeights: Sendable {
  let weighting: Weighting
  let rule: WeightRule
  /// Of the forms that the report rests on.
  let size: EffectiveSampleSize
  /// What a reader should know of them.
  let notes: [String]

  /// What a report says of them.
  var scope: ScopeWeighting {
    ScopeWeighting(by: weighting.words, effectiveForms: size.value, designEffect: size.designEffect)
  }
}

/// How the weight of a response is found.
enum WeightRule: Sendable {
  /// The answer to a question.
  case question(Question)
  /// By the cells of some margins into which a response falls; 1 where it falls into none of one of them.
  case cells([MarginCells], weights: [[Int]: Double])

  /// The questions it reads.
  var needs: [Question] {
    switch self {
    case .question(let question): return [question]
    case .cells(let margins, _):
      var questions: [Question] = []
      for question in margins.flatMap(\.questions) where !questions.contains(where: { $0.id == question.id })
      {
        questions.append(question)
      }
      return questions
    }
  }

  /// The weights of a batch that holds the questions; a table's notes count as one.
  func weights(of batch: borrowing ResponseBatch) -> [Double] {
    var weights = Array(repeating: 1.0, count: batch.count)
    switch self {
    case .question(let question):
      let column = batch.column(of: question.id)
      for row in weights.indices where batch.units[row] == 0 { weights[row] = column.numbers[row] }
    case .cells(let margins, let known):
      WeightRule.visit(margins, batch) { row, cells in
        if let cells, let weight = known[cells] { weights[row] = weight }
      }
    }
    return weights
  }

  /// Hands over each form of a batch with its cell in each margin, or `nil` where one of them has none for it.
  static func visit(
    _ margins: [MarginCells], _ batch: borrowing ResponseBatch, _ body: (_ row: Int, _ cells: [Int]?) -> Void
  ) {
    var columns: [[BatchColumn]] = []
    for margin in margins { columns.append(margin.columns(in: batch)) }
    var cells = Array(repeating: 0, count: margins.count)
    for row in 0..<batch.count where batch.units[row] == 0 {
      var isComplete = true
      for (index, margin) in margins.enumerated() {
        guard let cell = margin.cell(at: row, in: columns[index]) else {
          isComplete = false
          break
        }
        cells[index] = cell
      }
      body(row, isComplete ? cells : nil)
    }
  }
}

/// The responses of a source with their weights.
struct WeightedSource: ResponseSource {
  let base: any ResponseSource
  let rule: WeightRule

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    let further = rule.needs.filter { schema.column(of: $0.id) == nil }
    let whole = BatchSchema(
      questions: schema.questions + further, sessions: schema.sessions, survey: schema.survey,
      identities: schema.identities)
    return try base.partitions(whole, atMost: count).map { part in
      BatchPartition { visitor in
        try part.visit { batch in
          var weighted = copy batch
          weighted.weights = rule.weights(of: batch)
          try visitor(weighted)
        }
      }
    }
  }
}
