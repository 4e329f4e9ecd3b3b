import EngageAnalysis
import EngageModel
import EngageReport

/// The least analysis there is: it counts the responses of each session, and knows what it was made with.
struct Counting: Analysis {
  static let manifest = AnalysisManifest(
    name: "counting", version: "1.2.0", provides: "counts", title: "Counting", summary: "Counts.",
    options: [
      OptionSpecification("minimum", .integer(1...99), default: "3", summary: "Least.", example: "minimum=5")
    ],
    questionTypes: [.selectOne], questions: .optional, by: .optional, example: "engage analyse counting")

  let needs: [Question]
  let sessions: Int

  init(options: Options, context: AnalysisContext) throws {
    needs = context.questions
    sessions = context.sessions.count
  }

  func start() -> [Int] { Array(repeating: 0, count: sessions) }

  func add(_ batch: borrowing ResponseBatch, to tally: inout [Int]) {
    for session in batch.sessions { tally[Int(session)] += 1 }
  }

  func merge(_ other: [Int], into tally: inout [Int]) {
    for index in tally.indices { tally[index] += other[index] }
  }

  func finish(_ tally: [Int]) throws -> Section {
    Section(
      analysis: "", title: "Counts",
      measures: tally.enumerated().map { Measure("s\($0)", value: Double($1), counts: true) })
  }
}

/// Some responses in as many parts as wanted.
struct PartedSource: ResponseSource {
  let responses: [Response]
  let parts: Int

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    (0..<min(parts, count)).map { part in
      BatchPartition { visit in
        var batch = ResponseBatch(schema: schema)
        for (index, response) in responses.enumerated() where index % min(parts, count) == part {
          batch.append(response)
        }
        try visit(batch)
      }
    }
  }
}
