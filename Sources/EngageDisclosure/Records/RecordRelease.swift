public import EngageModel

/// What left in a file of records, to check later files against. It stays in the house: it knows whose record is which.
public struct RecordRelease: Sendable, Hashable, Codable {
  /// How a question by which people may be recognised was told.
  public struct Recoding: Sendable, Hashable, Codable {
    public var question: String
    /// "in bands of 10".
    public var told: String
    /// How coarsely, 0 as answered; `nil` where it was left out.
    public var grain: Double?
  }

  public var recipient: String
  /// ISO 8601.
  public var at: String
  public var survey: Survey.ID
  public var sessions: [SessionReference]
  public var recodings: [Recoding]
  /// The questions by which people may be recognised that have a column.
  public var questions: [String]
  /// By class of alike records: what the file shows for each of these questions.
  public var cells: [[String]]
  /// The store's numbers of the responses.
  public var records: [Int64]
  /// By record: its class.
  public var classes: [Int]
}

/// Why no file of records can leave.
public enum RecordRefusal: Error, Sendable, Hashable {
  /// Fewer forms than must be alike.
  case tooFew(alike: Int)
  /// Since a file left, so few have come that comparing the two would show who.
  case tooFewNew(alike: Int, recipient: String, at: String)
  /// Since a file left, or in comparison with it, so few are missing that comparing the two would show who.
  case tooFewGone(alike: Int, recipient: String, at: String)
  /// The finished records did not stand the last check.
  case unsafe

  /// What is wrong, in words.
  public var message: String {
    switch self {
    case .tooFew(let alike):
      "there are fewer than \(alike) forms: in a file of so few records nobody can hide"
    case .tooFewNew(let alike, let recipient, let at):
      "fewer than \(alike) forms, or of some kind fewer, are new or share what \(recipient) got on \(at): whoever compares the two files could tell who they are"
    case .tooFewGone(let alike, let recipient, let at):
      "of some kind fewer than \(alike) records that \(recipient) got on \(at) would be missing now: whoever compares the two files could tell who they are"
    case .unsafe: "the finished records did not stand the last check, so nothing was written"
    }
  }

  /// A short name of the rule.
  public var rule: String {
    switch self {
    case .tooFew: "too-few-records"
    case .tooFewNew: "too-few-new-records"
    case .tooFewGone: "too-few-gone-records"
    case .unsafe: "unsafe-records"
    }
  }
}

/// In which company records left before.
struct EarlierCompany {
  let strata: CodedColumn

  /// - Throws: `RecordRefusal` where the difference between an earlier file and this one would show single people.
  init(of ids: [Int64], earlier: [RecordRelease], alike: Int) throws(RecordRefusal) {
    var columns: [CodedColumn] = []
    let present = Set(ids)
    var overlapping: [RecordRelease] = []
    for release in earlier {
      var classes: [Int64: Int32] = [:]
      var gone = Array(repeating: 0, count: release.cells.count)
      for (record, number) in zip(release.records, release.classes) {
        classes[record] = Int32(number + 1)
        if !present.contains(record) { gone[number] += 1 }
      }
      guard gone.reduce(0, +) < release.records.count else { continue }
      if gone.contains(where: { $0 > 0 && $0 < alike }) {
        throw .tooFewGone(alike: alike, recipient: release.recipient, at: String(release.at.prefix(10)))
      }
      overlapping.append(release)
      columns.append(
        CodedColumn(codes: ids.map { classes[$0] ?? 0 }, count: release.cells.count + 1))
    }
    var strata: [UInt64] = []
    var classing = RecordClassing()
    let count = classing.classes(of: Array(Int32(0)..<Int32(ids.count)), by: columns, into: &strata)
    var sizes = Array(repeating: 0, count: count)
    for stratum in strata { sizes[Int(stratum)] += 1 }
    if sizes.contains(where: { $0 < alike }), let last = overlapping.last {
      throw .tooFewNew(alike: alike, recipient: last.recipient, at: String(last.at.prefix(10)))
    }
    self.strata = CodedColumn(codes: strata.map { Int32($0) }, count: count)
    self.overlapping = overlapping
  }

  private let overlapping: [RecordRelease]

  /// The finest level by which a question may be told: not finer than it was before.
  func finest(_ hierarchy: RecordHierarchy) -> Int {
    var finest = 0
    for recoding in overlapping.flatMap(\.recodings) where recoding.question == hierarchy.question.id.rawValue
    {
      let grain = recoding.grain ?? RecordHierarchy.leftOut
      finest = max(finest, hierarchy.levels.firstIndex { $0.grain >= grain } ?? hierarchy.levels.count - 1)
    }
    return finest
  }
}
