import EngageDisclosure
import EngageModel
import EngageReport

/// A report as its readers would get it, in the usual form, and beside it (`preview`) what would become of its tables.
struct PreviewedReport: Encodable {
  let report: Report
  let preview: ReleasePreview

  private enum CodingKeys: String, CodingKey { case preview }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(preview, forKey: .preview)
  }
}

/// What would become of a report on its way to its readers, table by table, and what could be merged so that more of
/// it survives. Releases nothing; for whoever publishes, as it says where small counts are.
struct ReleasePreview: Encodable {
  /// What becomes of one table.
  struct TablePreview: Encodable {
    /// From 1.
    var section: Int
    var analysis: String
    var table: String
    var title: String
    /// Cells with a figure, as counted.
    var cells: Int
    /// Of them, hidden because few are counted; shares of such counts with them.
    var small: Int
    /// Hidden because others could be worked out from them.
    var others: Int
    var shown: Int
    /// Why nothing of it is shown; `nil` where something is.
    var withheld: String?
    /// What could be merged, the best first.
    var proposals: [MergeProposal]
  }

  var title: String
  var audience: String
  var profile: String
  /// Why there would be no report at all; `nil` where there would be one.
  var refused: String?
  var tables: [TablePreview]

  /// - Parameters:
  ///   - counted: the report with all that was counted.
  ///   - released: as its readers would get it; `nil` where it was refused.
  ///   - refused: why.
  ///   - survey: of the report, not merged.
  init(
    counted: Report, released: Report?, refused: String? = nil, survey: Survey?, sessions: [Session],
    profile: DisclosureProfile
  ) {
    title = counted.title
    audience = counted.audience.rawValue
    self.profile = profile.name
    self.refused = refused
    tables = counted.sections.enumerated().flatMap { index, section in
      let shown = released.flatMap { index < $0.sections.count ? $0.sections[index] : nil }
      return section.tables.map { table in
        var preview = TablePreview(
          table, as: shown?.table(table.name), section: index + 1, analysis: section.analysis,
          profile: profile)
        if preview.shown < preview.cells {
          preview.proposals = Array(
            MergeProposals(table: table, survey: survey, profile: profile, sessions: sessions).proposals
              .prefix(ReleasePreview.mostProposals))
        }
        return preview
      }
    }
  }

  /// How many proposals are shown for a table.
  static let mostProposals = 3

  /// Lines for a person.
  var text: String {
    var lines = [
      "PREVIEW of “\(title)”, for \(audience), by the profile \(profile). Nothing is released.", "",
    ]
    if let refused {
      lines.append("It can't be released: \(refused)\(refused.hasSuffix(".") ? "" : ".")")
      // Nothing would be shown of any: only where figures are small, merging may help.
      let small = tables.filter { $0.small > 0 }
      if !small.isEmpty { lines += ["", "Small figures are in:", ""] + small.flatMap(\.linesOfSmall) }
      return lines.joined(separator: "\n")
    }
    for table in tables where table.cells > 0 || table.withheld != nil { lines += table.lines }
    let cells = tables.reduce(0) { $0 + $1.cells }
    let shown = tables.reduce(0) { $0 + $1.shown }
    lines.append(
      "In all, \(Wording.numeral(shown)) of \(ReleasePreview.counted(cells, "figure")) would be shown.")
    return lines.joined(separator: "\n")
  }
}

extension ReleasePreview.TablePreview {
  init(
    _ counted: Table, as released: Table?, section: Int, analysis: String, profile: DisclosureProfile
  ) {
    self.section = section
    self.analysis = analysis
    table = counted.name
    title = counted.title
    let figures = counted.figures
    cells = figures.count
    let withheld = counted.withheld ?? (released == nil ? "left out" : released?.withheld)
    self.withheld = withheld
    let hidden = figures.filter { place in
      guard withheld == nil, let cell = released?.cell(at: place, of: counted) else { return true }
      return cell == .suppressed || cell == .missing
    }
    let small = hidden.count { place in
      let cell = counted.rows[place.row][place.column]
      guard let amount = cell.amount, counted.columns[place.column].isOfPeople else { return false }
      return amount < Double(profile.threshold) && (amount > 0 || profile.zeros == .hidden)
    }
    self.small = small
    others = hidden.count - small
    shown = cells - hidden.count
    proposals = []
  }

  fileprivate var lines: [String] {
    var lines = ["\(section). \(analysis), \(table): \(title)"]
    if let withheld {
      lines.append(
        cells == 0
          ? "   not shown: \(withheld)"
          : "   not shown: \(withheld) (\(ReleasePreview.counted(cells, "figure")), of them \(small) small)"
      )
    } else {
      lines.append(
        shown == cells
          ? "   all of \(ReleasePreview.counted(cells, "figure")) shown"
          : "   \(shown) of \(ReleasePreview.counted(cells, "figure")) shown; hidden: \(small) small, "
            + "\(others) because of others")
    }
    return lines + linesOfProposals + [""]
  }

  /// Of a report that can't be released.
  fileprivate var linesOfSmall: [String] {
    ["\(section). \(analysis), \(table): \(title)"]
      + ["   \(small) of \(ReleasePreview.counted(cells, "figure")) small"] + linesOfProposals + [""]
  }

  private var linesOfProposals: [String] {
    var lines: [String] = []
    for proposal in proposals {
      lines.append(
        "   - \(proposal.title): about \(proposal.survives) of \(ReleasePreview.counted(proposal.of, "cell")) shown"
      )
      if !proposal.commandOptions.isEmpty {
        lines.append("       " + ReleasePreview.command(proposal.commandOptions))
      }
      lines.append("       in a recipe: \(proposal.recipeLines)")
    }
    return lines
  }
}

extension ReleasePreview {
  /// In digits throughout, as numbers stand beside each other.
  static func counted(_ count: Int, _ what: String) -> String {
    "\(Wording.numeral(count)) \(what)\(count == 1 ? "" : "s")"
  }

  /// Options as one types them.
  static func command(_ options: [String]) -> String {
    options.map { option in
      let isPlain = option.allSatisfy { $0.isLetter || $0.isNumber || "-_=:,.".contains($0) }
      return isPlain
        ? option
        : "'"
          + option.split(separator: "'", omittingEmptySubsequences: false)
          .joined(separator: "'\\''") + "'"
    }.joined(separator: " ")
  }
}

extension Column {
  /// Whether it counts people or what they said.
  fileprivate var isOfPeople: Bool { kind == .count || kind == .quantity || kind == .share }
}

extension Table {
  fileprivate struct Place {
    var row: Int
    var column: Int
  }

  /// Where figures are.
  fileprivate var figures: [Place] {
    rows.indices.flatMap { row in
      columns.indices.compactMap { column in
        rows[row][column].amount != nil ? Place(row: row, column: column) : nil
      }
    }
  }

  /// The cell of this table where another one, from which rows and columns may have been left out, has one; rows are
  /// found by their keys.
  fileprivate func cell(at place: Place, of counted: Table) -> Cell? {
    guard let column = index(of: counted.columns[place.column].name) else { return nil }
    let keys = counted.columns.indices.filter { counted.columns[$0].kind == .key }
    let wanted = keys.map { counted.rows[place.row][$0] }
    let own = keys.compactMap { index(of: counted.columns[$0].name) }
    return rows.first { row in own.map { row[$0] } == wanted }?[column]
  }
}
