/// Why a workbook, or a sheet of it, cannot be read. It never repeats what a cell says.
public struct WorkbookReadError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// The file cannot be opened, is a folder, or is empty.
    case unreadable(SheetFileError)
    /// The file is something else than an Excel workbook (XLSX).
    case notWorkbook
    /// A password protects the file.
    case encrypted
    /// The Excel format before 2007.
    case oldExcel
    /// The binary Excel format.
    case binaryWorkbook
    /// The workbook holds macros, or may.
    case macros
    /// The workbook takes values from other files.
    case externalLinks
    /// The archive is cut off or its bytes are wrong.
    case damaged
    /// The workbook has no worksheet.
    case noSheets
    /// A part that the workbook names is not there.
    case missingPart(String)
    /// A part is no well-formed XML.
    case invalidXML(part: String, line: Int)
    /// A part declares a document type, which a workbook never does.
    case documentType(part: String)
    /// Cells, rows or texts that contradict each other.
    case contradiction(String)
    /// More than ``WorkbookLimits`` allows.
    case tooLarge(String)
    /// The sheet asked for belongs to another workbook.
    case foreignSheet
    /// The text made from the sheet could not be written.
    case unwritable(SheetFileError)
  }

  /// What is wrong.
  public let reason: Reason
  /// The path of the workbook.
  public let path: String
  /// The sheet concerned, if any.
  public internal(set) var sheet: String?
  /// The cell concerned, such as `B12`, if any.
  public let cell: String?

  init(_ reason: Reason, path: String, sheet: String? = nil, cell: String? = nil) {
    (self.reason, self.path, self.sheet, self.cell) = (reason, path, sheet, cell)
  }

  /// What is wrong, in a sentence without the place.
  public var message: String {
    switch reason {
    case .unreadable(let error), .unwritable(let error): error.description.withoutFullStop
    case .notWorkbook: "this is not an Excel workbook (.xlsx)"
    case .encrypted: "this workbook is locked with a password"
    case .oldExcel: "this is an old Excel file (.xls)"
    case .binaryWorkbook: "this is a binary Excel workbook (.xlsb)"
    case .macros: "this workbook may hold macros (.xlsm), which are programs"
    case .externalLinks: "this workbook takes values from other files"
    case .damaged: "this workbook is damaged or was not downloaded completely"
    case .noSheets: "this workbook has no sheet with cells"
    case .missingPart(let part): "this workbook is incomplete: its part “\(part)” is missing"
    case .invalidXML(let part, let line):
      "this workbook is damaged: its part “\(part)” breaks off or is wrong in line \(line)"
    case .documentType(let part):
      "the workbook's part “\(part)” declares a document type, which no spreadsheet program writes"
    case .contradiction(let what): "this workbook contradicts itself: \(what)"
    case .tooLarge(let what): "this workbook is too large: \(what)"
    case .foreignSheet: "this sheet belongs to another workbook"
    }
  }

  /// What to do about it.
  public var hint: String {
    let save = "Open it in Excel or LibreOffice"
    switch reason {
    case .unreadable, .unwritable: return "Check the file and its folder, and try again."
    case .notWorkbook: return "Export the responses again as .xlsx or “CSV UTF-8”."
    case .encrypted:
      return "\(save), take the password off (File ▸ Info ▸ Protect Workbook), save it under another name, "
        + "import that and delete the copy afterwards."
    case .oldExcel, .binaryWorkbook: return "\(save), save it as “Excel Workbook (.xlsx)” and import that."
    case .macros:
      return "\(save), save it as “Excel Workbook (.xlsx)”, which leaves the macros out, and import that."
    case .externalLinks:
      return "\(save), turn the links into values (Data ▸ Edit Links ▸ Break Link), save it and import that; "
        + "or save the sheet as “CSV UTF-8”."
    case .damaged, .missingPart, .invalidXML, .contradiction:
      return "Export or download it again; or open it in Excel or LibreOffice, let it be repaired, "
        + "and save it as .xlsx."
    case .noSheets: return "Check that it is the right file, and export the responses again."
    case .documentType: return "It may be made to do harm: ask where it comes from. Don't import it."
    case .tooLarge:
      return "Check that it is the right file; \(save.lowercasedFirst), keep only the table of responses, "
        + "and save it as .xlsx or “CSV UTF-8”."
    case .foreignSheet: return "Ask the workbook that was opened for its sheets."
    }
  }
}

extension WorkbookReadError: CustomStringConvertible {
  /// Path, place, message and hint in one line.
  public var description: String {
    let place = [sheet.map { "sheet “\($0)”" }, cell.map { "cell \($0)" }].compactMap { $0 }.joined(
      separator: ", ")
    return "\(path)\(place.isEmpty ? "" : " (\(place))"): \(message). \(hint)"
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
