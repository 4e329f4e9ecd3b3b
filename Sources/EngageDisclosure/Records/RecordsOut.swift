import EngageModel
import EngageReport

/// Files of records that left, held against a report that is to leave.
///
/// What the report hides is hidden from nobody who can count it in the records: the rule of ``EarlierFigures``, the
/// other way round. As the records can't be called back, such a report is refused.
struct RecordsOut {
  private let files: [EarlierRecords]
  private let profile: DisclosureProfile

  /// - Parameter profile: the rules of the report.
  init(_ files: [EarlierRecords], profile: DisclosureProfile) {
    self.files = files
    self.profile = profile
  }

  /// - Parameters:
  ///   - report: as it would leave.
  ///   - counted: with all that was counted.
  ///   - earlier: other releases.
  func check(_ report: Report, counted: Report, earlier: [EarlierRelease]) throws(DisclosureRefusal) {
    guard !files.isEmpty else { return }
    let new = EarlierRelease(
      number: (earlier.map(\.number) + files.map(\.number)).max().map { $0 + 1 } ?? 1, recipient: "", at: "",
      counted: counted, released: report, profile: profile)
    var found: [DisclosureRefusal.ToldInRecords] = []
    for file in files {
      let place = placeByDifference(file.survey.id)
      let others = files.filter { $0.survey.id == file.survey.id }.flatMap(\.release.columns)
      let told = RecordColumns(others, survey: file.survey).told.union(place)
      let own = RecordColumns(file.release.columns, survey: file.survey).told.union(place)
      let questions = forbidden(file, new, earlier).filter {
        $0.isSubset(of: told) && !$0.isDisjoint(with: own)
      }.reduce(into: Set<String>()) { $0.formUnion($1.intersection(own)) }
      guard !questions.isEmpty else { continue }
      found.append(
        .init(
          release: file.number, recipient: file.release.recipient, day: file.release.day,
          questions: questions.sorted()))
    }
    guard found.isEmpty else {
      throw DisclosureRefusal(.toldInRecords(found), releases: found.map(\.release))
    }
  }

  /// Files of different sessions tell of each of them by what they differ in.
  private func placeByDifference(_ survey: Survey.ID) -> Set<String> {
    let sessions = files.filter { $0.survey.id == survey }.map { Set($0.release.sessions) }
    return Set(sessions).count > 1 ? [FigureColumns.place] : []
  }

  private func forbidden(
    _ records: EarlierRecords, _ new: EarlierRelease, _ earlier: [EarlierRelease]
  ) -> [Set<String>] {
    let (file, survey) = (records.release, records.survey)
    let others = EarlierFigures(
      earlier, survey: survey, sessions: file.sessions, isWhole: file.isWhole)
    let figures = EarlierFigures(
      earlier + [new], hiding: [new.number], survey: survey, sessions: file.sessions, isWhole: file.isWhole)
    // Of other forms than the report's the file tells other counts.
    let isSame = figures.forms.contains { $0.release == new.number && $0.value == file.records.count }
    return Array(
      figures.forbidden(isSame ? nil : [:], file.sessions, others: others).keys)
  }
}
