public import EngageReport
import EngageSheets

/// The tables as CSV, a file each, for spreadsheets and programs.
///
/// - Files are called `<analysis>-<table>.csv`; `about.csv` says what the report is, and what in it is invented.
/// - The heading holds the columns' names, not their labels. A share is three columns: `<name>`, the fraction to
///   six decimals (empty where the base is zero), then `<name>_of` and `<name>_in`, its part and its base.
/// - A hidden figure is `[c]`; a missing one is an empty field; a table that is withheld has one line, `[c]` and why.
public struct CSVRenderer: ReportRenderer {
  /// The word that asks for it.
  public let name = "csv"
  /// File name endings without the dot.
  public let fileExtensions = ["csv"]
  /// One line for lists of formats.
  public let summary = "a file per table, for spreadsheets"

  /// There is nothing to choose.
  public init() {}

  /// A file per table, then `about.csv`.
  public func render(_ report: Report) throws -> [RenderedFile] {
    let report = try report.readyForItsReaders()
    var taken: Set<String> = ["about"]
    var files: [RenderedFile] = []
    for section in report.sections {
      for table in section.tables {
        let name = unused(fileName(section.analysis, table.name), taken: &taken)
        files.append(RenderedFile(name: "\(name).csv", bytes: try bytes(lines(table))))
      }
    }
    return files + [RenderedFile(name: "about.csv", bytes: try bytes(about(report)))]
  }

  /// UTF-8 with a byte order mark, so that Excel reads accents; nothing in it is run as a formula.
  private func bytes(_ lines: [[String]]) throws -> [UInt8] {
    var writer = CSVWriter(safety: .spreadsheetSafe, withMark: true)
    for line in lines {
      for field in line {
        // A number below zero is no formula.
        if field.hasPrefix("-"), let number = Double(field), value(.number(number)) == field {
          try writer.number(number)
        } else {
          try writer.field(field)
        }
      }
      try writer.endRow()
    }
    return writer.takeBytes()
  }

  private func lines(_ table: Table) -> [[String]] {
    let heading = table.columns.flatMap { column in
      column.kind == .share
        ? [column.name, "\(column.name)_of", "\(column.name)_in"] : [column.name]
    }
    if let reason = table.shownInstead {
      let blanks = [String](repeating: "", count: max(0, heading.count - 1))
      return [heading, ["\(FigureFormat.suppressed) \(reason)"] + blanks]
    }
    let rows = table.rows.map { row in
      zip(table.columns, row).flatMap { column, cell in
        column.kind == .share ? share(cell) : [value(cell)]
      }
    }
    return [heading] + rows
  }

  private func share(_ cell: Cell) -> [String] {
    guard case .share(let part, let whole) = cell else { return [value(cell), value(cell), value(cell)] }
    let fraction = cell.fraction.map { Wording.decimal($0, places: 6, grouped: false) } ?? ""
    return [fraction, value(.number(part)), value(.number(whole))]
  }

  private func value(_ cell: Cell) -> String {
    switch cell {
    case .text(let words): return words
    case .number(let value):
      guard value.isFinite else { return "" }
      // As exact as the number itself; whole numbers without a decimal point.
      return value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : "\(value)"
    case .share(let part, let whole): return "\(value(.number(part))) of \(value(.number(whole)))"
    case .suppressed: return FigureFormat.suppressed
    case .missing: return ""
    }
  }

  private func about(_ report: Report) -> [[String]] {
    var lines = [["item", "text"], ["title", report.title], ["audience", report.audienceWords]]
    lines += report.subjects.map { ["event", $0] }
    lines += report.sources.invented.map { ["invented", $0] }
    lines.append(["caution", Report.caution])
    for group in report.closingNotes { lines += group.lines.map { [group.title.lowercased(), $0] } }
    return lines
  }

  private func fileName(_ section: String, _ table: String) -> String {
    let safe = "\(section)-\(table)".lowercased().unicodeScalars.map { scalar -> Character in
      let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isSafe || scalar == "_" ? Character(scalar) : "-"
    }
    // No runs of hyphens, none at an end, and short enough for every file system.
    return String(String(safe).split(separator: "-").joined(separator: "-").prefix(100))
  }

  private func unused(_ name: String, taken: inout Set<String>) -> String {
    let base = name.isEmpty ? "table" : name
    var candidate = base
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(base)-\(number)"
      number += 1
    }
    return candidate
  }
}
