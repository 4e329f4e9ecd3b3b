public import EngageModel
public import EngageReport

/// Makes a report safe for readers outside the organisation, or says why it can't be.
///
/// Small counts are hidden, and with them as many others as it takes that nothing can be reckoned back: from totals,
/// from other tables of the report, from reports that left earlier. What is hidden is proven before anything is
/// returned.
public struct DisclosureControl: Sendable {
  public let profile: DisclosureProfile
  let survey: Survey?

  /// - Parameter survey: of whose questions the report tells; its order of choices says which tables are sorted by
  ///   their counts.
  public init(profile: DisclosureProfile = .standard, survey: Survey? = nil) {
    self.profile = profile
    self.survey = survey
  }

  /// The report as its readers may see it; for internal readers as it is.
  /// - Parameters:
  ///   - earlier: what is out already about the same survey, to whomever.
  ///   - records: the files of records that are out, to whomever.
  /// - Throws: `DisclosureRefusal` where nothing of it can be shown safely.
  public func protect(
    _ report: Report, earlier: [EarlierRelease] = [], records: [EarlierRecords] = []
  ) throws(DisclosureRefusal) -> ProtectedReport {
    guard report.audience != .internal else { return ProtectedReport(report: report) }
    let isFew = [report.scope.responses, report.scope.forms].contains { $0 > 0 && $0 < profile.threshold }
    if isFew { throw DisclosureRefusal(.tooFewResponses(fewerThan: profile.threshold)) }
    let deadline = Deadline(seconds: profile.seconds)
    var withheld = TableDoubts(report, profile: profile).withheld
    var shown: ProtectedReport?
    while shown == nil {
      switch try attempt(report, earlier, withheld, deadline) {
      case .safe(let safe): shown = safe
      case .doubtful(let tables, let reason): for table in tables { withheld[table] = reason }
      }
    }
    guard var shown, shown.tables == 0 || shown.tablesShown > 0 else { throw DisclosureRefusal(.nothingLeft) }
    bringBack(report, earlier, withheld, deadline, &shown)
    try RecordsOut(records, profile: profile).check(shown.report, counted: report, earlier: earlier)
    return shown
  }

  private enum Attempt {
    case safe(ProtectedReport)
    /// Tables without which the rest may be.
    case doubtful(Set<LinkedFigures.TablePlace>, TableDoubts.Reason)
  }

  private func attempt(
    _ report: Report, _ earlier: [EarlierRelease],
    _ withheld: [LinkedFigures.TablePlace: TableDoubts.Reason], _ deadline: Deadline
  ) throws(DisclosureRefusal) -> Attempt {
    let linked = LinkedFigures(
      report, earlier: earlier, survey: survey, withheld: withheld.mapValues(\.isLinked))
    if linked.hasTangledFilters { throw DisclosureRefusal(.filters) }
    let system = FigureSystem(linked, profile: profile)
    // Before sums are looked at: parts that overlap come to more than their whole.
    let overlapping = TangledTables(
      Set(
        system.tangled.map { pair in
          TangledTables.Pair(
            first: Set(linked.variables[pair[0]].tables), second: Set(linked.variables[pair[1]].tables))
        })
    ).withheld
    if !overlapping.isEmpty { return .doubtful(overlapping, .overlap) }
    let unsound = linked.contradictory.union(system.unsound.flatMap { linked.variables[$0].tables })
    if !unsound.isEmpty { return .doubtful(unsound, .contradiction) }
    do throws(SuppressionFailure) {
      let suppression = try SuppressionSolver(seconds: deadline.secondsLeft).solve(system.cells)
      return .safe(
        Showing(
          report, system: system, suppression: suppression, withheld: withheld, profile: profile,
          survey: survey
        ).protectedReport)
    } catch {
      guard case .impossible(let cells) = error, let tables = system.tables(tellingOf: cells, in: report)
      else {
        throw DisclosureRefusal(error, system: system)
      }
      return .doubtful(tables, .cannotBeHidden)
    }
  }

  /// How many withheld tables are tried again, as later ones may have been what others could not stand beside.
  private static let mostTriedAgain = 4

  /// Shows withheld tables after all where the rest is safe with them, the smallest first.
  private func bringBack(
    _ report: Report, _ earlier: [EarlierRelease],
    _ withheld: [LinkedFigures.TablePlace: TableDoubts.Reason], _ deadline: Deadline,
    _ shown: inout ProtectedReport
  ) {
    let tables = withheld.filter { $0.value == .cannotBeHidden }.keys.sorted { one, other in
      let sizes = [one, other].map { report.sections[$0.section].tables[$0.table].rows.joined().count }
      return (sizes[0], one) < (sizes[1], other)
    }
    guard tables.count > 1 else { return }
    var withheld = withheld
    for table in tables.prefix(DisclosureControl.mostTriedAgain) {
      var fewer = withheld
      fewer[table] = nil
      guard case .safe(let safe)? = try? attempt(report, earlier, fewer, deadline),
        safe.tablesShown > shown.tablesShown
      else { continue }
      (withheld, shown) = (fewer, safe)
    }
  }
}

/// A report that may leave, and what was done to it, for whoever sends it.
public struct ProtectedReport: Sendable {
  public var report: Report
  /// Figures that are hidden because they are small or would tell what a whole group answered.
  public var small = 0
  /// Figures that are hidden so that those can't be reckoned.
  public var secondary = 0
  /// Tables with any of these.
  public var tablesWithSmall = 0
  public var tablesWithSecondary = 0
  /// Tables of the report as counted, and those that still show something.
  public var tables = 0
  public var tablesShown = 0
  /// For whoever sends it: what was withheld, and why. Not for readers.
  public var remarks: [String] = []

  init(report: Report) { self.report = report }
}

extension Report {
  func title(of place: LinkedFigures.TablePlace) -> String {
    let table = sections[place.section].tables[place.table]
    return "“\(table.title)” (\(sections[place.section].analysis), \(table.name))"
  }
}

extension LinkedFigures.Variable {
  var tables: [LinkedFigures.TablePlace] {
    places.map { LinkedFigures.TablePlace(section: $0.section, table: $0.table) }
  }
}

extension LinkedFigures.TablePlace: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    (left.section, left.table) < (right.section, right.table)
  }
}
