extension TableContents {
  /// A sheet of a workbook, written out as CSV.
  init(
    workbook original: TextStorage, sheet asked: String?, limits: WorkbookLimits
  ) throws(TableTextError) {
    path = original.file.path
    kind = .xlsx
    fingerprint = original.file.fingerprint()
    let choice = try SheetChoice(path: path, asked: asked, limits: limits)
    sheetName = choice.sheet.name
    otherSheets = choice.others
    let temporary = try TableContents.temporary(path)
    let summary: WorkbookSheetSummary
    do throws(WorkbookReadError) {
      summary = try choice.workbook.writeCSV(of: choice.sheet, to: temporary.descriptor)
    } catch {
      throw TableTextError(.workbook(error), path: path)
    }
    guard summary.rows > 0 else { throw TableTextError(.noData, path: path, sheets: choice.others) }
    notes = summary.notes
    sheetSummary = summary
    text = try TableContents.mapped(temporary, path)
  }
}

/// The sheet of a workbook that is meant.
private struct SheetChoice {
  let workbook: WorkbookReader
  let sheet: WorkbookSheet
  let others: [SheetListing]

  init(path: String, asked: String?, limits: WorkbookLimits) throws(TableTextError) {
    do throws(WorkbookReadError) { workbook = try WorkbookReader(path: path, limits: limits) } catch {
      throw TableTextError(.workbook(error), path: path)
    }
    let sheets = workbook.sheets
    var rows: [Int: Int] = [:]
    if let asked {
      guard let found = Self.find(asked, in: sheets) else {
        throw TableTextError(.noSuchSheet(asked), path: path, sheets: Self.listing(sheets, rows))
      }
      sheet = found
    } else {
      rows = try Self.filledRows(of: workbook)
      let filled = sheets.filter { !$0.isHidden && rows[$0.number] != 0 }
      guard let only = filled.first, filled.count == 1 else {
        throw TableTextError(
          filled.isEmpty ? .noData : .severalSheets, path: path, sheets: Self.listing(sheets, rows))
      }
      sheet = only
    }
    let number = sheet.number
    others = Self.listing(sheets.filter { $0.number != number }, rows)
  }

  /// The rows with a value of each visible sheet, where there are several.
  private static func filledRows(of workbook: WorkbookReader) throws(TableTextError) -> [Int: Int] {
    let visible = workbook.sheets.filter { !$0.isHidden }
    var rows: [Int: Int] = [:]
    guard visible.count > 1 else { return rows }
    do throws(WorkbookReadError) {
      for sheet in visible { rows[sheet.number] = try workbook.summary(of: sheet).filledRows }
    } catch {
      throw TableTextError(.workbook(error), path: workbook.path)
    }
    return rows
  }

  /// A sheet by its name, else by its name in any case, else by its number.
  private static func find(_ asked: String, in sheets: [WorkbookSheet]) -> WorkbookSheet? {
    sheets.first { $0.name == asked }
      ?? sheets.first { $0.name.lowercased() == asked.lowercased() }
      ?? Int(asked).flatMap { number in sheets.first { $0.number == number } }
  }

  private static func listing(_ sheets: [WorkbookSheet], _ rows: [Int: Int]) -> [SheetListing] {
    sheets.map {
      SheetListing(name: $0.name, number: $0.number, isHidden: $0.isHidden, rows: rows[$0.number])
    }
  }
}

extension WorkbookSheetSummary {
  /// What a person should know before trusting the sheet, in sentences.
  public var notes: [String] { notes(hiddenOnPurpose: 0) }

  /// The same, where so many rows are hidden by whoever made the sheet.
  public func notes(hiddenOnPurpose: Int) -> [String] {
    var notes: [String] = []
    if let cell = formulasWithoutValue.firstCell {
      let one = formulasWithoutValue.count == 1
      notes.append(
        "\(counted(formulasWithoutValue.count, "formula")) from cell \(cell) on \(one ? "holds" : "hold") no result "
          + "and \(one ? "counts" : "count") as empty. Open the workbook in Excel or LibreOffice and save it, "
          + "so that results are stored.")
    }
    if errors > 0 {
      let cell = columns.compactMap { $0.errors.firstCell }.first ?? "A1"
      notes.append(
        "\(counted(errors, "cell")) \(errors == 1 ? "holds" : "hold") an error such as #N/A, "
          + "the first in its column at \(cell).")
    }
    let hidden = hiddenRows - hiddenOnPurpose
    if hidden > 0 {
      let one = hidden == 1
      notes.append(
        "\(counted(hidden, "row")) of the sheet \(one ? "is" : "are") hidden, by hand or by a filter; "
          + "\(one ? "it was" : "they were") read like the others.")
    }
    return notes
  }
}
