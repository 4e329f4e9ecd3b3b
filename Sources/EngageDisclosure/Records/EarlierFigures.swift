import EngageModel
import EngageReport

/// What reports showed and hid of people whose records leave, or left.
///
/// No set of columns in which a hidden figure could be counted, or that would tell of a sum it stands in what no report
/// told, may stand in a file:
///
/// 1. Columns that are all a hidden figure is about: in such a file it could be counted. `aware` and `role` for a
///    hidden “aware: no, role: parent”; the session too, where the figure is of some sessions.
/// 2. Any two columns of a figure about three or more things, where it is hidden or about a question of a hidden one:
///    they tell sums of it (all that is said of two of the things) that no report told.
/// 3. Any one column of a hidden figure about several things, unless reports showed already all that the file tells of
///    this column alone: how many gave each answer, or came to each session. Otherwise the sums over the other things
///    would be new.
///
/// Why that is enough. Let H be hidden, and look at the system of figures in which it was proven that H can't be
/// reckoned: counts of those who meet some conditions, tied to each other by sums over the values of one condition. A
/// file of records is, in that system, all counts with conditions on its columns. Such a count F touches the system
/// only if sums tie it to figures of it, that is if all its conditions are conditions of a figure G of the system, too.
/// If G is about no more than F's columns, it is hidden and case 1 forbids the file, or it is shown and F tells nothing
/// new. If G is about more, then either F has two conditions or more, and case 2 forbids it where G is tied to a hidden
/// figure; or F has one, and case 3 lets it pass only if it was shown already; or F has none: it is the number of
/// forms, which every report shows. (The session is a column like any other.) So the file adds nothing to what the
/// proof took as known. This holds for any number of hidden figures at once, and for answers that are told as they were
/// given; telling them more coarsely, or withholding some, tells no more. Files that left earlier count as columns of
/// this one, as records can be recognised across files by the answers that both hold. What is not proven is what is not
/// proven of reports, either: what follows from tables of the same people that share a question with each other two by
/// two, and from no sum.
struct EarlierFigures {
  private let reading: FigureReading
  private let isWhole: Bool
  /// What hidden figures are about, and which releases hid them.
  private(set) var hidden: [FigureColumns: Set<Int>] = [:]
  /// What figures about three or more things are about, hidden or not.
  private(set) var deep: [FigureColumns: Set<Int>] = [:]
  /// What was told of single answers.
  private var shown: [RecordMargin: [(value: Int, release: Int)]] = [:]
  private let survey: Survey
  /// Releases that were files of records: they are held against each other elsewhere.
  private var records: Set<Int> = []

  /// - Parameters:
  ///   - hiding: the releases that hidden figures are taken of; all if `nil`.
  ///   - sessions: whose records leave.
  ///   - isWhole: whether these are all sessions of their events.
  init(
    _ releases: [EarlierRelease], hiding: Set<Int>? = nil, survey: Survey, sessions: [SessionReference],
    isWhole: Bool
  ) {
    self.survey = survey
    self.isWhole = isWhole
    reading = FigureReading(survey: survey, sessions: sessions)
    for release in releases { add(release, isHiding: hiding?.contains(release.number) ?? true) }
  }

  private mutating func add(_ release: EarlierRelease, isHiding: Bool) {
    if release.counted.sections.isEmpty { records.insert(release.number) }
    let out = ReportFigures(release.released, survey: survey)
    var told: [Meaning: Double] = [:]
    for (meanings, value) in out.scopeMeanings { for meaning in meanings { told[meaning] = value } }
    for figure in out.figures { for meaning in figure.meanings { told[meaning] = figure.value } }
    for (meaning, value) in told {
      guard let margin = reading.margin(of: meaning, isWhole: isWhole), value == value.rounded(),
        !shown[margin, default: []].contains(where: { $0 == (Int(value), release.number) })
      else { continue }
      shown[margin, default: []].append((Int(value), release.number))
    }
    guard isHiding else { return }
    var seen: Set<[Meaning]> = []
    for figure in ReportFigures(release.counted, survey: survey).figures
    where seen.insert(figure.meanings).inserted {
      let isShown = figure.meanings.contains { told[$0] != nil }
      for columns in figure.meanings.flatMap(reading.columns) {
        if !isShown { hidden[columns, default: []].insert(release.number) }
        if columns.depth > 2 { deep[columns, default: []].insert(release.number) }
      }
    }
  }

  /// How many forms reports told of in all, and which release did.
  var forms: [(value: Int, release: Int)] {
    (shown[RecordMargin()] ?? []).filter { !records.contains($0.release) }
  }

  /// Whether reports showed all that a file tells of one question alone.
  /// - Parameter counts: what the file tells; where it is not known, any figure shown will do.
  private func isShown(_ column: String, _ counts: [RecordMargin: Int]?) -> Bool {
    guard let margins = survey.question(Question.ID(column))?.margins else { return false }
    return margins.allSatisfy { isShown($0, counts) }
  }

  private func isShown(_ margin: RecordMargin, _ counts: [RecordMargin: Int]?) -> Bool {
    guard let told = shown[margin], !told.isEmpty else { return false }
    guard let counts else { return true }
    return told.contains { $0.value == counts[margin] ?? 0 }
  }

  /// The sets of columns of which no file may have all.
  /// - Parameters:
  ///   - counts: what the file tells of single answers; `nil` where it tells what reports say of the same forms.
  ///   - sessions: those that a file with sessions tells apart.
  ///   - others: figures hidden by others, which those about three things or more can be tied to.
  func forbidden(
    _ counts: [RecordMargin: Int]?, _ sessions: [SessionReference], others: EarlierFigures? = nil
  ) -> [Set<String>: Set<Int>] {
    var sets: [Set<String>: Set<Int>] = [:]
    for (columns, releases) in hidden {
      let names = columns.names
      if columns.isOfUnknown {
        for question in survey.questions { sets[[question.id.rawValue], default: []].formUnion(releases) }
      }
      if !columns.isOfWords, !names.isEmpty { sets[names, default: []].formUnion(releases) }
      guard columns.depth > 1 else { continue }
      for name in names where name != FigureColumns.place {
        if !isShown(name, counts) { sets[[name], default: []].formUnion(releases) }
      }
      let places = sessions.count == 1 ? [RecordMargin()] : sessions.map { RecordMargin(session: $0) }
      if names.contains(FigureColumns.place), !places.allSatisfy({ isShown($0, counts) }) {
        sets[[FigureColumns.place], default: []].formUnion(releases)
      }
    }
    let questions = Set(hidden.keys.flatMap(\.names) + (others?.hidden.keys.flatMap(\.names) ?? []))
    for (columns, releases) in deep where !columns.names.isDisjoint(with: questions) {
      for one in columns.repeated { sets[[one], default: []].formUnion(releases) }
      for one in columns.names {
        for other in columns.names where one < other { sets[[one, other], default: []].formUnion(releases) }
      }
    }
    return sets
  }
}

/// The columns of files of records, with what they tell besides: who was asked a question tells of the answers that it
/// was asked for.
struct RecordColumns {
  private let survey: Survey
  private(set) var names: Set<String>
  private let tells: [String: Set<String>]

  init(_ names: some Sequence<String>, survey: Survey) {
    self.survey = survey
    self.names = Set(names)
    var tells: [String: Set<String>] = [:]
    for question in survey.questions {
      var found: Set<String> = [question.id.rawValue]
      var next = [question]
      while let one = next.popLast() {
        for id in survey.dependencies(of: one) where found.insert(id.rawValue).inserted {
          if let other = survey.question(id) { next.append(other) }
        }
      }
      tells[question.id.rawValue] = found
    }
    self.tells = tells
  }

  /// What they tell, themselves among it.
  var told: Set<String> { names.reduce(into: []) { $0.formUnion(tells[$1] ?? [$1]) } }

  /// Those that tell something.
  func telling(_ name: String) -> [String] {
    names.filter { (tells[$0] ?? [$0]).contains(name) }.sorted()
  }

  mutating func remove(telling name: String) { names.subtract(telling(name)) }
}

/// Chooses what is left out of a file of records, so that none of what reports hid is told.
struct ColumnsLeftOut {
  /// What must go, and which releases hid what it would tell.
  private(set) var columns: [(name: String, releases: Set<Int>)] = []
  /// Releases because of which nothing can be told.
  private(set) var hopeless: Set<Int> = []

  /// - Parameters:
  ///   - forbidden: sets of columns of which no file may have all.
  ///   - before: what files that left earlier tell; it is out.
  ///   - fixed: what is told in any case: the sessions of a file of some of them.
  init(
    _ all: RecordColumns, forbidden: [Set<String>: Set<Int>], before: Set<String>, fixed: Set<String>,
    order: [String]
  ) {
    var left = all
    let open = forbidden.filter {
      !$0.key.subtracting(fixed).isSubset(of: before) || $0.key.isSubset(of: fixed)
    }
    while true {
      let told = left.told.union(before).union(fixed)
      let broken = open.filter { $0.key.isSubset(of: told) }
      guard !broken.isEmpty else { return }
      var counts: [String: Int] = [:]
      for set in broken.keys {
        for name in set where !before.contains(name) && !fixed.contains(name) {
          counts[name, default: 0] += 1
        }
      }
      // The one that most of them need; of several, the last asked.
      let places = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      guard
        let worst = counts.max(by: {
          ($0.value, places[$0.key] ?? -1, $0.key) < ($1.value, places[$1.key] ?? -1, $1.key)
        })
      else {
        hopeless = broken.values.reduce(into: []) { $0.formUnion($1) }
        return
      }
      let releases = broken.filter { $0.key.contains(worst.key) }.values.reduce(into: Set<Int>()) {
        $0.formUnion($1)
      }
      for name in left.telling(worst.key) { columns.append((name, releases)) }
      left.remove(telling: worst.key)
    }
  }
}
