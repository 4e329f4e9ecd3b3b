internal import CXLSXWriter

/// Why a workbook could not be written, and where in it.
public struct WorkbookError: Error, Equatable, Sendable {
  /// What is wrong, in plain words (libxlsxwriter's own where it noticed).
  public let message: String
  /// The path of the workbook.
  public let path: String
  /// The sheet concerned, if any.
  public let sheet: String?
  /// The cell or range concerned, such as `B12` or `A1:C9`, if any.
  public let cell: String?
  /// Whether the disk was full.
  public let isDiskFull: Bool

  init(_ message: String, path: String, sheet: String? = nil, cell: String? = nil, isDiskFull: Bool = false) {
    self.message = message
    self.path = path
    self.sheet = sheet
    self.cell = cell
    self.isDiskFull = isDiskFull
  }

  public init(_ error: SheetFileError) {
    var full = false
    if case .diskFull = error { full = true }
    self.init(error.description, path: error.path, isDiskFull: full)
  }

  /// libxlsxwriter's words for one of its error codes.
  static func words(_ code: lxw_error) -> String {
    lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
  }
}

extension WorkbookError: CustomStringConvertible {
  /// Path, place and message in one line.
  public var description: String {
    let place = [sheet.map { "sheet “\($0)”" }, cell].compactMap { $0 }.joined(separator: ", ")
    return "\(path)\(place.isEmpty ? "" : " (\(place))"): \(message)"
  }
}
