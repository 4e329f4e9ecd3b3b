/// Why a file cannot be read as a table, where, and what to do. It never repeats what a cell says.
public struct TableTextError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// The file cannot be opened, is a folder, or is empty; or there is no room for its text.
    case file(SheetFileError)
    /// The file is of a kind that holds no table that can be read.
    case kind(FileKind)
    /// The text is UTF-8 but for some bytes.
    case brokenUTF8(UTF8Problem)
    /// The bytes are no UTF-8, and no other encoding makes plausible text of them.
    case unknownEncoding(UTF8Problem)
    /// The bytes do not fit the encoding asked for, or found.
    case notInEncoding(TextEncoding, UTF8Problem)
    /// This machine does not know the encoding.
    case encodingUnavailable(TextEncoding)
    /// The text holds a NUL byte.
    case nul(UTF8Problem)
    /// The workbook cannot be read.
    case workbook(WorkbookReadError)
    /// The file of a statistics program cannot be read, and why.
    case statistics(String)
    /// There is no sheet of this name or number.
    case noSuchSheet(String)
    /// A sheet was asked for, and the file has none.
    case hasNoSheets
    /// Several visible sheets hold data, and none was asked for.
    case severalSheets
    /// No visible sheet holds data, or the one asked for does not.
    case noData
  }

  /// What is wrong.
  public let reason: Reason
  /// The path as it was given.
  public let path: String
  /// The workbook's sheets, where a choice among them is wanted.
  public let sheets: [SheetListing]

  init(_ reason: Reason, path: String, sheets: [SheetListing] = []) {
    (self.reason, self.path, self.sheets) = (reason, path, sheets)
  }

  /// The physical line concerned, from 1, if any.
  public var line: Int? { place?.line }
  /// The character in the line, from 1, if any.
  public var column: Int? { place?.column }
  /// The sheet concerned, if any.
  public var sheet: String? {
    if case .workbook(let error) = reason { error.sheet } else { nil }
  }
  /// The cell concerned, such as `B12`, if any.
  public var cell: String? {
    if case .workbook(let error) = reason { error.cell } else { nil }
  }

  private var hiddenNames: String {
    sheets.filter(\.isHidden).map { "“\($0.name)”" }.joined(separator: ", ")
  }

  private var place: UTF8Problem? {
    switch reason {
    case .brokenUTF8(let place), .unknownEncoding(let place), .notInEncoding(_, let place), .nul(let place):
      place
    default: nil
    }
  }
}

extension TableTextError {
  /// What is wrong, in a sentence without the place.
  public var message: String {
    switch reason {
    case .file(let error): error.description.withoutFullStop
    case .kind(let kind): "this file can't be read as a table. \(kind.refusalParts.reason)"
    case .brokenUTF8(let place): "the file is not UTF-8 text: byte \(place.byteOffset) does not fit"
    case .unknownEncoding(let place):
      "the file is not UTF-8 text: byte \(place.byteOffset) does not fit, and no other encoding makes sense of it"
    case .notInEncoding(let encoding, let place):
      "the file is not \(encoding.rawValue) text: byte \(place.byteOffset) does not fit"
    case .encodingUnavailable(let encoding): "this machine can't read \(encoding.rawValue) text"
    case .nul(let place): "byte \(place.byteOffset) of the file is NUL, so it is no text"
    case .workbook(let error): error.message
    case .statistics(let reason): reason
    case .noSuchSheet(let asked): "there is no sheet “\(asked)”"
    case .hasNoSheets: "a sheet was asked for, and this file is text, which has none"
    case .severalSheets:
      "several sheets hold data: "
        + sheets.filter { !$0.isHidden && $0.rows != 0 }.map(\.words).joined(separator: ", ")
    case .noData:
      sheets.contains { $0.isHidden } ? "the sheets that are shown hold no data" : "the sheet holds no data"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch reason {
    case .statistics:
      "It may be damaged or not downloaded completely: get it again, or export the responses as CSV."
    case .file: "Check that it is the right file, or export the responses again."
    case .kind(let kind): kind.refusalParts.remedy
    case .brokenUTF8, .encodingUnavailable, .nul:
      "Open it in the program that made it and save it as “CSV UTF-8”."
    case .unknownEncoding, .notInEncoding:
      "Open it in the program that made it and save it as “CSV UTF-8”, or name its encoding."
    case .workbook(let error): error.hint
    case .noSuchSheet:
      "The sheets are "
        + sheets.map { "\($0.number) “\($0.name)”\($0.isHidden ? " (hidden)" : "")" }.joined(separator: ", ")
        + "."
    case .hasNoSheets: "Leave the sheet out."
    case .severalSheets:
      "Say which one by its name or number, such as --sheet \(sheets.first { ($0.rows ?? 0) > 0 }?.number ?? 1)."
    case .noData:
      hiddenNames.isEmpty
        ? "Check that it is the right file and sheet."
        : "If the data stand on a hidden sheet (\(hiddenNames)), ask for it by name."
    }
  }
}

extension TableTextError: CustomStringConvertible {
  /// Path, place, message and hint in one line.
  public var description: String {
    let place =
      line.map { "line \($0)" } ?? sheet.map { "sheet “\($0)”" + (cell.map { ", cell \($0)" } ?? "") }
    return "\(path)\(place.map { " (\($0))" } ?? ""): \(message). \(hint)"
  }
}

/// A sheet of a workbook, as a list to choose from shows it.
public struct SheetListing: Equatable, Sendable {
  /// The name on its tab.
  public let name: String
  /// Its place among the worksheets, from 1.
  public let number: Int
  /// Whether its tab is not shown.
  public let isHidden: Bool
  /// The rows with a value; `nil` where they were not counted.
  public let rows: Int?

  var words: String { "“\(name)”" + (rows.map { " (\(counted($0, "row")))" } ?? "") }
}

extension FileKind {
  /// The first sentence of the refusal, and what follows it.
  fileprivate var refusalParts: (reason: String, remedy: String) {
    let words = refusal ?? "It is no table. Export the responses as CSV."
    guard let stop = words.indices.first(where: { words[$0...].hasPrefix(". ") }) else { return (words, "") }
    return (String(words[..<stop]), String(words[words.index(stop, offsetBy: 2)...]))
  }
}

extension String {
  /// The text without a full stop at its end, to go on with one's own.
  var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
