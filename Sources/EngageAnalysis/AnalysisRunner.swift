public import EngageModel
public import EngageReport

/// Runs all analyses of a report in one pass over the responses, on all cores.
public struct AnalysisRunner: Sendable {
  /// What came out.
  public struct Outcome: Sendable {
    /// One for each analysis, in order.
    public var sections: [Section]
    public var forms: Int
    public var tables: Int
    /// The numbers of those it rests on; those not stored have none.
    public var responses: ResponseNumbers
    /// The head counts of tables added up; `nil` where one of them is not known.
    public var peopleAtTables: Int?
  }

  private let analyses: [PreparedAnalysis]
  private let sessions: [SessionReference]
  private let survey: Survey.ID?
  private let scope: RowFilter?
  private let parallelism: Int

  /// - Parameters:
  ///   - analyses: all that share the pass.
  ///   - sessions: the sessions to read; those of the context the analyses were made for.
  ///   - survey: whose responses to read; an event may have used two. All if `nil`.
  ///   - scope: which responses count as those the report rests on; all if `nil`.
  ///   - parallelism: how many parts of the source to read at the same time, at least 1.
  public init(
    _ analyses: [PreparedAnalysis], sessions: [SessionReference], survey: Survey.ID? = nil,
    scope: RowFilter? = nil, parallelism: Int = 2
  ) {
    self.analyses = analyses
    self.sessions = sessions
    self.survey = survey
    self.scope = scope
    self.parallelism = max(1, parallelism)
  }

  /// The columns that all analyses together read.
  public var schema: BatchSchema {
    var questions: [Question] = []
    var seen: Set<Question.ID> = []
    for question in analyses.flatMap(\.needs) + (scope?.needs ?? []) where seen.insert(question.id).inserted {
      questions.append(question)
    }
    return BatchSchema(
      questions: questions, sessions: sessions, survey: survey,
      identities: analyses.contains {
        $0.analysis.manifest.readsIdentities || $0.filter?.needsIdentities == true
      } || scope?.needsIdentities == true)
  }

  /// - Throws: what the source or an analysis throws; there is no partial result.
  public func run(over source: any ResponseSource) async throws -> Outcome {
    let canMerge = analyses.allSatisfy { $0.analysis.manifest.canMerge }
    let partitions = try source.partitions(schema, atMost: canMerge ? parallelism : 1)
    var whole = try PartitionFold(analyses, scope: scope)
    if partitions.count == 1 {
      try whole.visit(partitions[0])
    } else {
      let parts = try await withThrowingTaskGroup(of: (Int, PartitionFold).self) { group in
        for (index, partition) in partitions.enumerated() {
          group.addTask {
            var fold = try PartitionFold(analyses, scope: scope)
            try fold.visit(partition)
            return (index, fold)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for (_, part) in parts.sorted(by: { $0.0 < $1.0 }) { try whole.merge(part) }
    }
    let sections = try zip(analyses, whole.folds).map { prepared, fold in try prepared.section(fold) }
    return Outcome(
      sections: sections, forms: whole.returns.forms, tables: whole.returns.tables,
      responses: whole.responses,
      peopleAtTables: whole.returns.uncountedTables == 0 ? whole.returns.people : nil)
  }
}

/// The tallies of all analyses over one part of the source.
private struct PartitionFold: Sendable {
  var folds: [any ResponseFold]
  /// Each filter once: analyses that see the same responses share what it lets through.
  private let filters: [RowFilter]
  /// For each analysis the position of its filter; `nil` where it sees all.
  private let filterOfFold: [Int?]
  private let filterOfScope: Int?
  var returns = ReturnCount()
  var responses = ResponseNumbers()

  init(_ analyses: [PreparedAnalysis], scope: RowFilter?) throws {
    folds = try analyses.map { try $0.analysis.startFold() }
    var filters: [RowFilter] = []
    func position(_ filter: RowFilter?) -> Int? {
      guard let filter else { return nil }
      if let known = filters.firstIndex(where: {
        $0.sessions == filter.sessions && $0.source == filter.source
      }) {
        return known
      }
      filters.append(filter)
      return filters.count - 1
    }
    filterOfFold = analyses.map { position($0.filter) }
    filterOfScope = position(scope)
    self.filters = filters
  }

  mutating func visit(_ partition: BatchPartition) throws {
    try partition.visit { batch in
      var selections: [ResponseBatch?] = []
      for filter in filters { selections.append(filter.selection(from: batch)) }
      if let selection = filterOfScope.flatMap({ selections[$0] }) { count(selection) } else { count(batch) }
      for index in folds.indices {
        if let selection = filterOfFold[index].flatMap({ selections[$0] }) {
          try folds[index].add(selection)
        } else {
          try folds[index].add(batch)
        }
      }
    }
  }

  private mutating func count(_ batch: borrowing ResponseBatch) {
    for row in 0..<batch.count { returns.add(batch, row) }
    for id in batch.ids where id > 0 { responses.insert(id) }
  }

  mutating func merge(_ other: PartitionFold) throws {
    returns.merge(other.returns)
    responses.formUnion(other.responses)
    for index in folds.indices { try folds[index].merge(other.folds[index]) }
  }
}
