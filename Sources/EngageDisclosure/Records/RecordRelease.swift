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

  /// A question that has no column.
  public struct Omitted: Sendable, Hashable, Codable {
    public var question: Question.ID
    /// In words.
    public var why: String
  }

  public var recipient: String
  /// ISO 8601.
  public var at: String
  public var survey: Survey.ID
  public var sessions: [SessionReference]
  /// Whether these are all sessions of their events.
  public var isWhole: Bool
  public var recodings: [Recoding]
  /// The questions by which people may be recognised that have a column.
  public var questions: [String]
  /// Whether one of them is the session.
  public var tellsSession: Bool
  /// What became of each question that has a column.
  public var treatments: [RecordTreatment]
  public var omitted: [Omitted]
  /// By class of alike records: what the file shows for each of these questions.
  public var cells: [[String]]
  /// The store's numbers of the responses.
  public var records: [Int64]
  /// By record: its class.
  public var classes: [Int]

  /// The day of it.
  var day: String { String(at.prefix(10)) }

  /// What can be counted in it: its questions, and the session where it is told.
  var columns: [String] {
    treatments.map(\.question.rawValue) + (tellsSession || !isWhole ? [FigureColumns.place] : [])
  }
}

/// A file of records that is out already, to whomever, with its number in the ledger.
public struct EarlierRecords: Sendable {
  public var number: Int
  public var release: RecordRelease
  /// The survey whose questions it answers.
  public var survey: Survey

  public init(number: Int, release: RecordRelease, survey: Survey) {
    self.number = number
    self.release = release
    self.survey = survey
  }
}

/// Why no file of records can leave.
public enum RecordRefusal: Error, Sendable, Hashable {
  /// Fewer forms than must be alike.
  case tooFew(alike: Int)
  /// Since a file left, so few have come that comparing the two would show who.
  case tooFewNew(alike: Int, recipient: String, at: String)
  /// Since a file left, or in comparison with it, so few are missing that comparing the two would show who.
  case tooFewGone(alike: Int, recipient: String, at: String)
  /// Between a report and now so few forms came, or went, that comparing the file with it would show whose.
  case tooLikeReport(alike: Int, release: Int)
  /// Every question would tell of figures that reports hide.
  case hiddenInReports(releases: [Int])
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
    case .tooLikeReport(let alike, let release):
      "since the report that left as release \(release) fewer than \(alike) forms came or went: whoever counts in the records what it shows could tell what those answered"
    case .hiddenInReports(let releases):
      "whatever is left out, figures that \(RecordPlan.words(releases)) could be counted in the records"
    case .unsafe: "the finished records did not stand the last check, so nothing was written"
    }
  }

  /// A short name of the rule.
  public var rule: String {
    switch self {
    case .tooFew: "too-few-records"
    case .tooFewNew: "too-few-new-records"
    case .tooFewGone: "too-few-gone-records"
    case .tooLikeReport: "records-too-like-report"
    case .hiddenInReports: "records-tell-hidden"
    case .unsafe: "unsafe-records"
    }
  }
}

/// In which company records left before.
struct EarlierCompany {
  /// Of those that leave, sorted by the store's numbers.
  let strata: CodedColumn
  /// By record, in the order given: whether it stays in the house. Where few of a class that left are gone since, others of it stay here, too, so
  /// that nobody sees whose record it was that went.
  let stays: [Bool]

  /// - Throws: `RecordRefusal` where the difference between an earlier file and this one would show single people.
  init(of ids: [Int64], earlier: [RecordRelease], alike: Int) throws(RecordRefusal) {
    let present = Set(ids)
    overlapping = earlier.filter { $0.records.contains(where: present.contains) }
    let known = overlapping.map { Dictionary(zip($0.records, $0.classes)) { first, _ in first } }
    var leaving = ids.sorted()
    var isShrinking = true
    while isShrinking {
      let before = leaving.count
      leaving = EarlierCompany.hidingGone(leaving, overlapping, known, alike)
      let (strata, count) = EarlierCompany.strata(leaving, known, overlapping)
      var sizes = Array(repeating: 0, count: count)
      for stratum in strata { sizes[Int(stratum)] += 1 }
      for (index, id) in leaving.enumerated()
      where sizes[Int(strata[index])] < alike && !known.contains(where: { $0[id] != nil }) {
        throw .tooFewNew(
          alike: alike, recipient: overlapping.last?.recipient ?? "", at: overlapping.last?.day ?? "")
      }
      leaving = leaving.indices.filter { sizes[Int(strata[$0])] >= alike }.map { leaving[$0] }
      isShrinking = leaving.count < before
    }
    guard leaving.count >= alike else {
      guard let last = overlapping.last else { throw .tooFew(alike: alike) }
      throw .tooFewGone(alike: alike, recipient: last.recipient, at: last.day)
    }
    let (strata, count) = EarlierCompany.strata(leaving, known, overlapping)
    self.strata = CodedColumn(codes: strata.map { Int32($0) }, count: count)
    let left = Set(leaving)
    stays = ids.map { !left.contains($0) }
  }

  /// Without records of classes of which some, but too few, are missing.
  private static func hidingGone(
    _ ids: [Int64], _ releases: [RecordRelease], _ known: [[Int64: Int]], _ alike: Int
  ) -> [Int64] {
    var leaving = ids
    for (release, classes) in zip(releases, known) {
      var missing = Array(repeating: 0, count: release.cells.count)
      for number in release.classes { missing[number] += 1 }
      for id in leaving { if let number = classes[id] { missing[number] -= 1 } }
      // Those with the lowest numbers, the same for every recipient: different ones would show who they cover.
      leaving = leaving.filter { id in
        guard let number = classes[id], missing[number] > 0, missing[number] < alike else { return true }
        missing[number] += 1
        return false
      }
    }
    return leaving
  }

  private static func strata(
    _ ids: [Int64], _ known: [[Int64: Int]], _ releases: [RecordRelease]
  ) -> (strata: [UInt64], count: Int) {
    let columns = zip(known, releases).map { classes, release in
      CodedColumn(codes: ids.map { Int32((classes[$0] ?? -1) + 1) }, count: release.cells.count + 1)
    }
    var strata: [UInt64] = []
    var classing = RecordClassing()
    let count = classing.classes(of: Array(Int32(0)..<Int32(ids.count)), by: columns, into: &strata)
    return (strata, count)
  }

  /// Files with some of the same records.
  let overlapping: [RecordRelease]

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
