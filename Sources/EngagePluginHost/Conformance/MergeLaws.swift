import EngageAnalysis
import EngageModel
import EngageReport

/// The laws of a mergeable fold.
extension PluginConformance {
  private func whole() throws -> (analysis: any RunnableAnalysis, batch: ResponseBatch, section: Section) {
    let analysis = try analysis()
    let batch = sample(analysis).whole
    return (analysis, batch, try fold([batch], by: analysis).finish())
  }

  func repetitionProblem() throws -> String? {
    let (analysis, batch, section) = try whole()
    return difference(try fold([batch], by: analysis).finish(), from: section)
  }

  func batchesProblem() throws -> String? {
    let (analysis, batch, section) = try whole()
    var small = [ResponseBatch(schema: batch.schema)]
    for row in 0..<batch.count {
      if row % 13 == 12 { small.append(ResponseBatch(schema: batch.schema)) }
      small[small.count - 1].append(batch.response(at: row))
    }
    return difference(try fold(small, by: analysis).finish(), from: section)
  }

  func partsProblem() throws -> String? {
    try requireMerging()
    let (analysis, batch, section) = try whole()
    for count in [2, 5] {
      let parts = deal(batch, into: count)
      if let problem = difference(try merged(parts, by: analysis), from: section) {
        return "\(count) parts: \(problem)"
      }
    }
    return nil
  }

  func orderProblem() throws -> String? {
    try requireMerging()
    let (analysis, batch, section) = try whole()
    return difference(try merged(deal(batch, into: 3).reversed(), by: analysis), from: section)
  }

  func neutralProblem() throws -> String? {
    try requireMerging()
    let (analysis, batch, section) = try whole()
    var before = try empty(batch.schema, by: analysis)
    try before.merge(try fold([batch], by: analysis))
    if let problem = difference(try before.finish(), from: section) {
      return "merged into an empty one: \(problem)"
    }
    var after = try fold([batch], by: analysis)
    try after.merge(try empty(batch.schema, by: analysis))
    return difference(try after.finish(), from: section).map { "an empty one merged: \($0)" }
  }

  /// Of a plugin in another language, what goes from process to process was written and read back.
  func writingProblem() throws -> String? {
    let (analysis, batch, section) = try whole()
    let counted = try fold([batch], by: analysis)
    if let counted = counted as? any EncodableFold {
      return difference(try counted.throughJSON().finish(), from: section)
    }
    try requireMerging()
    var other = try empty(batch.schema, by: analysis)
    try other.merge(counted)
    var third = try empty(batch.schema, by: analysis)
    try third.merge(other)
    return difference(try third.finish(), from: section)
  }

  private func requireMerging() throws {
    if !plugin.manifest.canMerge { throw Skipped(reason: "it reads everything in one part (merge: no)") }
  }

  private func deal(_ batch: ResponseBatch, into count: Int) -> [ResponseBatch] {
    var made = made
    return made.deal(batch, into: count)
  }

  /// Each part counted by itself, merged into one that has seen nothing.
  private func merged(_ parts: [ResponseBatch], by analysis: any RunnableAnalysis) throws -> Section {
    var all = try empty(parts[0].schema, by: analysis)
    for part in parts { try all.merge(try fold([part], by: analysis)) }
    return try all.finish()
  }

  /// A fold that was handed a batch without responses, so that a process of its own is there.
  private func empty(_ schema: BatchSchema, by analysis: any RunnableAnalysis) throws -> any ResponseFold {
    try fold([ResponseBatch(schema: schema)], by: analysis)
  }

  /// How a section differs; numbers may in their last digits, where a language has no exact sums.
  private func difference(_ section: Section, from whole: Section) -> String? {
    var same = section
    for (index, table) in section.tables.enumerated() {
      guard whole.tables.indices.contains(index), whole.tables[index].rows.count == table.rows.count else {
        return "other tables or rows"
      }
      let rows = whole.tables[index].rows
      for (row, cells) in table.rows.enumerated() where cells.count == rows[row].count {
        same.tables[index].rows[row] = zip(cells, rows[row]).map { $0.isNear($1) ? $1 : $0 }
      }
      if same.tables[index] != whole.tables[index] { return "the table \(table.name) differs" }
    }
    if section.measures.count == whole.measures.count {
      for (index, other) in whole.measures.enumerated() {
        if let one = section.measures[index].value, let two = other.value, Cell.isNear(one, two) {
          same.measures[index].value = two
        }
      }
    }
    if same == whole { return nil }
    return same.measures == whole.measures ? "statements, charts or notes differ" : "the measures differ"
  }
}

extension Cell {
  static func isNear(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-12 * max(abs(one), abs(other))
  }

  fileprivate func isNear(_ other: Cell) -> Bool {
    switch (self, other) {
    case (.number(let one), .number(let two)): Cell.isNear(one, two)
    case (.share(let part, let whole), .share(let otherPart, let otherWhole)):
      Cell.isNear(part, otherPart) && Cell.isNear(whole, otherWhole)
    default: self == other
    }
  }
}
